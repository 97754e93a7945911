import { staffRoles } from '@holdfast/shared/accounts';
import { newSavedView, savedView, savedViewList, savedViewQuery } from '@holdfast/shared/savedViews';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { dropView, listSavedViews, saveView } from './savedViews.ts';

export function savedViewRoutes({ db }: AppContext): AnyEndpoint[] {
  const tag = 'Admin: saved views';
  return [
    endpoint({
      method: 'get',
      path: '/admin/views',
      tag,
      summary: 'The views of a page that you saved, and those that others share',
      roles: staffRoles,
      query: savedViewQuery,
      answer: savedViewList,
      handle: (ctx, { query }) =>
        inTransaction(db, (trx) => listSavedViews(trx, query.page, principalOf(ctx).by)),
    }),
    endpoint({
      method: 'post',
      path: '/admin/views',
      tag,
      summary: 'Save a view under a name',
      roles: staffRoles,
      idempotent: true,
      body: newSavedView,
      answer: savedView,
      status: 201,
      problems: ['validation_failed', 'view_exists'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => saveView(trx, body, principalOf(ctx))),
    }),
    endpoint({
      method: 'delete',
      path: '/admin/views/:id',
      tag,
      summary: 'Drop a view of your own',
      roles: staffRoles,
      status: 204,
      problems: ['not_found'],
      async handle(ctx) {
        await inTransaction(db, (trx) => dropView(trx, ctx.params.id as string, principalOf(ctx)));
        return undefined;
      },
    }),
  ];
}
