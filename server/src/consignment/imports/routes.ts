import {
  importFile,
  importList,
  importQuery,
  importRowList,
  importRowQuery,
  newImport,
} from '@holdfast/shared/consignment';
import { doerOf } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { checkImport } from './checkImport.ts';
import { listImportRows, listImports, showImport } from './importQueries.ts';
import { startImport } from './startImport.ts';

const staff = ['staff'] as const;

export function importRoutes({ db, engine }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/imports',
      tag: 'Desk: imports',
      summary: 'Files, newest first',
      roles: staff,
      query: importQuery,
      answer: importList,
      handle: (_ctx, { query }) => listImports(db, query),
    }),
    endpoint({
      method: 'post',
      path: '/office/imports',
      tag: 'Desk: imports',
      summary: 'Upload a broker’s file: a dry run that says what each line would do',
      roles: staff,
      idempotent: true,
      body: newImport,
      answer: importFile,
      status: 201,
      problems: ['file_not_recognised', 'same_file', 'validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => checkImport(trx, engine, body, doerOf(ctx))),
    }),
    endpoint({
      method: 'get',
      path: '/office/imports/:id',
      tag: 'Desk: imports',
      summary: 'One file',
      roles: staff,
      answer: importFile,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showImport(trx, ctx.params.id as string)),
    }),
    endpoint({
      method: 'get',
      path: '/office/imports/:id/rows',
      tag: 'Desk: imports',
      summary: 'The lines of a file, with what each does and every problem',
      roles: staff,
      query: importRowQuery,
      answer: importRowList,
      problems: ['not_found'],
      handle: (ctx, { query }) => listImportRows(db, ctx.params.id as string, query),
    }),
    endpoint({
      method: 'post',
      path: '/office/imports/:id/apply',
      tag: 'Desk: imports',
      summary: 'Apply a checked file, in the background',
      roles: staff,
      idempotent: true,
      answer: importFile,
      status: 202,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx) => once(ctx, db, (trx) => startImport(trx, engine, ctx.params.id as string, doerOf(ctx))),
    }),
  ];
}
