import { consignor, consignorList, consignorQuery, newConsignor } from '@holdfast/shared/consignment';
import { doerOf } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { createConsignor, listConsignors, showConsignor } from './consignors.ts';

const staff = ['staff'] as const;
/** Finance chooses a consignor when it sets percentages. */
const staffAndFinance = ['staff', 'finance'] as const;

export function consignorRoutes({ db }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/consignors',
      tag: 'Desk: consignors',
      summary: 'Consignors with their counts and the percentages in force',
      roles: staffAndFinance,
      query: consignorQuery,
      answer: consignorList,
      handle: (_ctx, { query }) => listConsignors(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/consignors/:id',
      tag: 'Desk: consignors',
      summary: 'One consignor',
      roles: staffAndFinance,
      answer: consignor,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showConsignor(trx, ctx.params.id as string)),
    }),
    endpoint({
      method: 'post',
      path: '/office/consignors',
      tag: 'Desk: consignors',
      summary: 'Add a consignor',
      roles: staff,
      idempotent: true,
      body: newConsignor,
      answer: consignor,
      status: 201,
      problems: ['validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createConsignor(trx, body, doerOf(ctx))),
    }),
  ];
}
