import { officeRoles } from '@holdfast/shared/accounts';
import { newSavedView, savedView, savedViewList, savedViewQuery } from '@holdfast/shared/consignment';
import { doerOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { dropView, listSavedViews, saveView } from './savedViews.ts';

export function savedViewRoutes({ db }: House): AnyEndpoint[] {
  const tag = 'Office: saved views';
  return [
    endpoint({
      method: 'get',
      path: '/office/views',
      tag,
      summary: 'The views of a page that you saved, and those that others share',
      roles: officeRoles,
      query: savedViewQuery,
      answer: savedViewList,
      handle: (ctx, { query }) => inTransaction(db, (trx) => listSavedViews(trx, query.page, doerOf(ctx).by)),
    }),
    endpoint({
      method: 'post',
      path: '/office/views',
      tag,
      summary: 'Save a view under a name',
      roles: officeRoles,
      idempotent: true,
      body: newSavedView,
      answer: savedView,
      status: 201,
      problems: ['validation_failed', 'view_exists'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => saveView(trx, body, doerOf(ctx))),
    }),
    endpoint({
      method: 'delete',
      path: '/office/views/:id',
      tag,
      summary: 'Drop a view of your own',
      roles: officeRoles,
      status: 204,
      problems: ['not_found'],
      async handle(ctx) {
        await inTransaction(db, (trx) => dropView(trx, ctx.params.id as string, doerOf(ctx)));
        return undefined;
      },
    }),
  ];
}
