/** Invariant 6: what is counted equals a recount. */
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
];
