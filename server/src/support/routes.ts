import {
  caseAction,
  paymentQuery,
  paymentRows,
  railCounts,
  reservationQuery,
  reservationRows,
  supportCase,
} from '@holdfast/shared/support';
import { doerOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { actOnCase } from './act.ts';
import { listPayments, listReservations } from './queries.ts';
import { readRailCounts } from './railCounts.ts';
import { readCase } from './supportCase.ts';

export function supportRoutes(house: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/rail',
      tag: 'Back office',
      summary: 'The counts beside the pages of the rail',
      roles: ['staff', 'support', 'finance'],
      answer: railCounts,
      handle: () => readRailCounts(house.db),
    }),
    endpoint({
      method: 'get',
      path: '/office/reservations',
      tag: 'Back office',
      summary: 'Find reservations by code, mail address, id or Stripe id',
      roles: ['support', 'finance', 'staff'],
      query: reservationQuery,
      answer: reservationRows,
      handle: (_ctx, { query }) => listReservations(house.db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/reservations/:id',
      tag: 'Back office',
      summary: 'Everything about one reservation, by id or order code',
      roles: ['support', 'finance', 'staff'],
      answer: supportCase,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(house.db, (trx) => readCase(trx, house.engine, String(ctx.params.id))),
    }),
    endpoint({
      method: 'post',
      path: '/office/reservations/:id/actions',
      tag: 'Back office',
      summary: 'Send an accepted message, with a reason; audited',
      roles: ['support'],
      idempotent: true,
      body: caseAction,
      answer: supportCase,
      problems: ['validation_failed', 'version_conflict', 'transition_refused', 'not_found'],
      handle: (ctx, { body }) =>
        once(ctx, house.db, async (trx) => {
          const id = String(ctx.params.id);
          await actOnCase(trx, house.engine, id, body, doerOf(ctx));
          return readCase(trx, house.engine, id);
        }),
    }),
    endpoint({
      method: 'get',
      path: '/office/payments',
      tag: 'Back office',
      summary: 'Find payments by code, mail address or Stripe id',
      roles: ['support', 'finance'],
      query: paymentQuery,
      answer: paymentRows,
      handle: (_ctx, { query }) => listPayments(house, query),
    }),
  ];
}
