import { consignor, consignorList, consignorQuery, newConsignor } from '@holdfast/shared/consignors';
import { createConsignor } from '../consignors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { listConsignors, showConsignor } from './consignorsWithListings.ts';

const staff = ['staff'] as const;
/** Finance chooses a consignor when it sets percentages. */
const staffAndFinance = ['staff', 'finance'] as const;

export function consignorRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/consignors',
      tag: 'Admin: consignors',
      summary: 'Consignors with their counts and the percentages in force',
      roles: staffAndFinance,
      query: consignorQuery,
      answer: consignorList,
      handle: (_ctx, { query }) => listConsignors(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/admin/consignors/:id',
      tag: 'Admin: consignors',
      summary: 'One consignor',
      roles: staffAndFinance,
      answer: consignor,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showConsignor(trx, ctx.params.id as string)),
    }),
    endpoint({
      method: 'post',
      path: '/admin/consignors',
      tag: 'Admin: consignors',
      summary: 'Add a consignor',
      roles: staff,
      idempotent: true,
      body: newConsignor,
      answer: consignor,
      status: 201,
      problems: ['validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, async (trx) => showConsignor(trx, await createConsignor(trx, body, principalOf(ctx)))),
    }),
  ];
}
