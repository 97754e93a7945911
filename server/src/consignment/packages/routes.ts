import { newPackage, packageList, packageQuery, seasonPackage } from '@holdfast/shared/consignment';
import { doerOf } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { createPackage, listPackages, showPackage } from './packages.ts';

const staff = ['staff'] as const;

export function packageRoutes({ db, engine }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/packages',
      tag: 'Desk: packages',
      summary: 'Season packages',
      roles: staff,
      query: packageQuery,
      answer: packageList,
      handle: (_ctx, { query }) => listPackages(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/packages/:id',
      tag: 'Desk: packages',
      summary: 'One season package',
      roles: staff,
      answer: seasonPackage,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showPackage(trx, ctx.params.id as string)),
    }),
    endpoint({
      method: 'post',
      path: '/office/packages',
      tag: 'Desk: packages',
      summary: 'Consign a season’s seats: a submitted listing for each chosen game',
      roles: staff,
      idempotent: true,
      body: newPackage,
      answer: seasonPackage,
      status: 201,
      problems: ['validation_failed', 'same_seats'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createPackage(trx, engine, body, doerOf(ctx))),
    }),
  ];
}
