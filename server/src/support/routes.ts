import {
  caseAction,
  paymentQuery,
  paymentRows,
  reservationQuery,
  reservationRows,
  sidebarCounts,
  supportCase,
} from '@holdfast/shared/support';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { actOnCase } from './act.ts';
import { listPayments, listReservations } from './queries.ts';
import { readSidebarCounts } from './sidebarCounts.ts';
import { readCase } from './supportCase.ts';

export function supportRoutes(app: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/rail',
      tag: 'Admin',
      summary: 'The counts beside the pages of the rail',
      roles: ['staff', 'support', 'finance'],
      answer: sidebarCounts,
      handle: () => readSidebarCounts(app.db),
    }),
    endpoint({
      method: 'get',
      path: '/admin/reservations',
      tag: 'Admin',
      summary: 'Find reservations by code, email address, id or Stripe id',
      roles: ['support', 'finance', 'staff'],
      query: reservationQuery,
      answer: reservationRows,
      handle: (_ctx, { query }) => listReservations(app.db, query),
    }),
    endpoint({
      method: 'get',
      path: '/admin/reservations/:id',
      tag: 'Admin',
      summary: 'Everything about one reservation, by id or order code',
      roles: ['support', 'finance', 'staff'],
      answer: supportCase,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(app.db, (trx) => readCase(trx, app.engine, String(ctx.params.id))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/reservations/:id/actions',
      tag: 'Admin',
      summary: 'Send an accepted message, with a reason; audited',
      roles: ['support'],
      idempotent: true,
      body: caseAction,
      answer: supportCase,
      problems: ['validation_failed', 'version_conflict', 'transition_refused', 'not_found'],
      handle: (ctx, { body }) =>
        once(ctx, app.db, async (trx) => {
          const id = String(ctx.params.id);
          await actOnCase(trx, app.engine, id, body, principalOf(ctx));
          return readCase(trx, app.engine, id);
        }),
    }),
    endpoint({
      method: 'get',
      path: '/admin/payments',
      tag: 'Admin',
      summary: 'Find payments by code, email address or Stripe id',
      roles: ['support', 'finance'],
      query: paymentQuery,
      answer: paymentRows,
      handle: (_ctx, { query }) => listPayments(app, query),
    }),
  ];
}
