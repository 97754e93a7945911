import { staffRoles } from '@holdfast/shared/accounts';
import { idParam } from '@holdfast/shared/http';
import { newSavedView, savedView, savedViewList, savedViewQuery } from '@holdfast/shared/savedViews';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { dropView, listSavedViews, saveView } from './savedViews.ts';

export function savedViewRoutes(): AnyEndpoint[] {
  const tag = 'Admin: saved views';
  return [
    query({
      path: '/admin/views',
      tag,
      summary: 'The views of a page that you saved, and those that others share',
      roles: staffRoles,
      query: savedViewQuery,
      answer: savedViewList,
      run: (trx, { query, principal }) => listSavedViews(trx, query.page, principal.by),
    }),
    command({
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
      run: (trx, { body, principal }) => saveView(trx, body, principal),
    }),
    command({
      method: 'delete',
      path: '/admin/views/:id',
      params: idParam('savedView'),
      tag,
      summary: 'Drop a view of your own',
      roles: staffRoles,
      status: 204,
      problems: ['not_found'],
      run: (trx, { params, principal }) => dropView(trx, params.id, principal),
    }),
  ];
}
