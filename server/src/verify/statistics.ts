/** Invariant 6: what is counted equals a recount. */

import { queryPrepared } from '../platform/db/index.ts';
import { compareEventSales, compareListingSales } from '../statistics/index.ts';
import type { Invariant } from './invariant.ts';

export const statisticsInvariants: Invariant[] = [
  {
    id: '6.sales',
    says: 'reservations, sales and refunds by event and day equal a recount',
    check: compareEventSales,
  },
  {
    id: '6.listings',
    says: 'the same by consignor, ticket type and section',
    check: compareListingSales,
  },
  {
    id: '6.days',
    says: 'figures are counted on the days of the marketplace’s zone',
    check: (trx) =>
      queryPrepared<{ subject: string; detail: string }>(
        trx,
        `SELECT s.time_zone AS subject, format('%s is counted on %s, there it is %s', at, stats_day(at), (at AT TIME ZONE s.time_zone)::date) AS detail
         FROM marketplace_settings s, generate_series(timestamptz '2026-01-01 00:30Z', timestamptz '2026-12-31 23:30Z', interval '1 hour') at
         WHERE stats_day(at) <> (at AT TIME ZONE s.time_zone)::date LIMIT 1`,
      ),
  },
];
