import { ownerChoice } from '@holdfast/shared/accounts';
import {
  gameChoice,
  type ImportFile,
  importFile,
  importList,
  importMapping,
  importQuery,
  importRowDetail,
  importRowList,
  importRowQuery,
  newImport,
  newMapping,
  priceConfirmation,
  reportQuery,
  rowCorrection,
  undoReason,
} from '@holdfast/shared/imports';
import type { AppContext } from '../platform/appContext.ts';
import { type Principal, principalOf } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint, once } from '../platform/http/index.ts';
import {
  chooseGame,
  confirmPrice,
  mapImport,
  recheckImport,
  startImport,
  undoImport,
} from './actOnImport.ts';
import { assignImport } from './assignImport.ts';
import { correctRow } from './correctRow.ts';
import { listImports, showImport } from './importQueries.ts';
import { reportOf } from './report.ts';
import { listImportRows } from './rowQueries.ts';
import { showMapping } from './showMapping.ts';
import { showImportRow } from './showRow.ts';
import { spoolUpload } from './spoolUpload.ts';
import { uploadImport } from './uploadImport.ts';

const common = { tag: 'Admin: imports', roles: ['staff'] as const };

export function importRoutes(app: AppContext): AnyEndpoint[] {
  return [...readingRoutes(app), ...listingActionRoutes(app)];
}

function readingRoutes(app: AppContext): AnyEndpoint[] {
  const { db, engine } = app;
  return [
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports',
      summary: 'Files, newest first',
      query: importQuery,
      answer: importList,
      handle: (ctx, { query }) => listImports(app, query, ctx.state.caller.personId),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports/:id',
      summary: 'One file, and how far it is',
      answer: importFile,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showImport(trx, engine, idOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports/:id/rows',
      summary: 'The lines of a file, with what each does and every problem',
      query: importRowQuery,
      answer: importRowList,
      problems: ['not_found'],
      handle: (ctx, { query }) => listImportRows(app, idOf(ctx), query),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports/:id/rows/:line',
      summary: 'One line field by field, and every lot that has a seat of it',
      answer: importRowDetail,
      problems: ['not_found'],
      handle: (ctx) => showImportRow(app, idOf(ctx), Number(ctx.params.line)),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports/:id/report',
      summary: 'Every line with its outcome and reasons, as CSV or XLSX',
      query: reportQuery,
      problems: ['not_found', 'too_many_rows'],
      handle: async (ctx, { query }) => {
        const { fileName, type, body } = await reportOf(app, idOf(ctx), query.format);
        ctx.attachment(fileName);
        ctx.type = type;
        ctx.body = body;
        return undefined;
      },
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports/:id/mapping',
      summary: 'What the columns of an unknown header probably mean',
      answer: importMapping,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showMapping(trx, idOf(ctx), null)),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/imports/:id/mapping/preview',
      summary: 'How the first rows would read; nothing is kept',
      body: newMapping,
      answer: importMapping,
      problems: ['not_found'],
      handle: (ctx, { body }) => inTransaction(db, (trx) => showMapping(trx, idOf(ctx), body.fields)),
    }),
  ];
}

const idOf = (ctx: Ctx) => ctx.params.id as string;

function listingActionRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  const doing = (ctx: Ctx, work: (trx: Trx, id: string, principal: Principal) => Promise<ImportFile>) =>
    once(ctx, db, (trx) => work(trx, idOf(ctx), principalOf(ctx)));
  const action = {
    ...common,
    method: 'post',
    idempotent: true,
    answer: importFile,
    status: 202,
    problems: ['not_found', 'transition_refused', 'validation_failed'],
  } as const;
  return [
    endpoint({
      ...action,
      path: '/admin/imports',
      summary: 'Upload a broker’s file: its bytes as the body, CSV or XLSX, at most 64 MB',
      query: newImport,
      problems: ['file_not_recognized', 'same_file', 'body_too_large', 'validation_failed'],
      handle: async (ctx, { query }) => {
        const upload = await spoolUpload(ctx.req, Number(ctx.get('content-length') || Number.NaN));
        try {
          // The same key is the same action only with the same bytes.
          ctx.state.rawBody = `${ctx.querystring}\n${upload.hash}`;
          return await once(ctx, db, (trx) => uploadImport(trx, engine, query, upload, principalOf(ctx)));
        } finally {
          await upload.discard();
        }
      },
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/check',
      summary: 'Make the dry run again: the marketplace may have moved on',
      handle: (ctx) => doing(ctx, (trx, id, principal) => recheckImport(trx, engine, id, principal)),
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/mapping',
      summary: 'Say what the columns mean; it is remembered for every file with this header',
      body: newMapping,
      handle: (ctx, { body }) =>
        doing(ctx, (trx, id, principal) => mapImport(trx, engine, id, body.fields, principal)),
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/games',
      summary: 'Say which game a line means; it is remembered for this consignor',
      body: gameChoice,
      handle: (ctx, { body }) =>
        doing(ctx, (trx, id, principal) => chooseGame(trx, engine, id, body, principal)),
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/prices',
      summary: 'Say that the price of a line is meant, though it is far from the market',
      body: priceConfirmation,
      handle: (ctx, { body }) =>
        doing(ctx, (trx, id, principal) => confirmPrice(trx, engine, id, body.line, principal)),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/imports/:id/rows/:line/mend',
      summary:
        'Mend a refused row of a dry run; it is looked at again alone, and without cells it stands as in the file',
      idempotent: true,
      body: rowCorrection,
      answer: importRowDetail,
      problems: ['not_found', 'transition_refused', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) =>
          correctRow(trx, engine, idOf(ctx), { line: Number(ctx.params.line), ...body }, principalOf(ctx)),
        ),
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/owner',
      summary: 'Say who settles the rows of a file that wait',
      status: 200,
      problems: ['not_found', 'validation_failed'],
      body: ownerChoice,
      handle: (ctx, { body }) =>
        doing(ctx, (trx, id, principal) => assignImport(trx, engine, id, body.ownerId, principal)),
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/apply',
      summary: 'Apply a checked file, in the background',
      handle: (ctx) => doing(ctx, (trx, id, principal) => startImport(trx, engine, id, principal)),
    }),
    endpoint({
      ...action,
      path: '/admin/imports/:id/undo',
      summary: 'Take back what a file did, in the background; what was sold or held since stays',
      body: undoReason,
      handle: (ctx, { body }) =>
        doing(ctx, (trx, id, principal) => undoImport(trx, engine, id, body.reason, principal)),
    }),
  ];
}
