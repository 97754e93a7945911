import { ownerChoice } from '@holdfast/shared/accounts';
import { idParam } from '@holdfast/shared/http';
import {
  columnCorrection,
  gameChoice,
  importFile,
  importList,
  importMapping,
  importQuery,
  importRowDetail,
  importRowList,
  importRowQuery,
  importUndo,
  newImport,
  newMapping,
  priceConfirmation,
  reportQuery,
  rowCorrection,
  undoReason,
} from '@holdfast/shared/imports';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  endpoint,
  principalOf,
  query,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { chooseGame, confirmPrice, recheckImport, startImport, undoImport } from './actOnImport.ts';
import { assignImport } from './assignImport.ts';
import { correctColumn } from './correctColumn.ts';
import { correctRow } from './correctRow.ts';
import { listImports, showImport } from './importQueries.ts';
import { mapImport } from './mapImport.ts';
import { previewUndo } from './previewUndo.ts';
import { reportOf } from './report.ts';
import { listImportRows } from './rowQueries.ts';
import { showMapping } from './showMapping.ts';
import { showImportRow } from './showRow.ts';
import { spoolUpload } from './spoolUpload.ts';
import { uploadImport } from './uploadImport.ts';

const common = { tag: 'Admin: imports', roles: ['staff'] as const };

const importLine = idParam('import').extend({ line: z.coerce.number().int().min(0).max(2_147_483_647) });

export function importRoutes(app: AppContext): AnyEndpoint[] {
  return [...readingRoutes(app), ...mappingRoutes(), ...intakeRoutes(app), ...rowRoutes(app)];
}

function readingRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/imports',
      scopes: ['listings:read'],
      summary: 'Files, newest first',
      query: importQuery,
      answer: importList,
      read: (_db, { query, caller }) => listImports(app, query, caller.personId),
    }),
    query({
      ...common,
      path: '/admin/imports/:id',
      scopes: ['listings:read'],
      params: idParam('import'),
      summary: 'One file, and how far it is',
      answer: importFile,
      problems: ['not_found'],
      run: (trx, { params }) => showImport(trx, app.engine, params.id),
    }),
    query({
      ...common,
      path: '/admin/imports/:id/rows',
      scopes: ['listings:read'],
      params: idParam('import'),
      summary: 'The lines of a file, with what each does and every problem',
      query: importRowQuery,
      answer: importRowList,
      problems: ['not_found'],
      read: (_db, { params, query }) => listImportRows(app, params.id, query),
    }),
    query({
      ...common,
      path: '/admin/imports/:id/rows/:line',
      params: importLine,
      summary: 'One line field by field, and every listing that has a seat of it',
      answer: importRowDetail,
      problems: ['not_found'],
      read: (_db, { params }) => showImportRow(app, params.id, params.line),
    }),
    query({
      ...common,
      path: '/admin/imports/:id/undo',
      params: idParam('import'),
      summary: 'What taking a file back would do now, and which rows would stay and why',
      answer: importUndo,
      problems: ['not_found'],
      run: (trx, { params }) => previewUndo(trx, params.id),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/imports/:id/report',
      params: idParam('import'),
      summary: 'Every line with its outcome and reasons, as CSV or XLSX',
      query: reportQuery,
      problems: ['not_found', 'too_many_rows'],
      handle: async (ctx, { params, query }) => {
        const { fileName, type, body } = await reportOf(app, params.id, query.format);
        await inTransaction(app.db, (trx) =>
          audit(trx, principalOf(ctx), [{ what: 'import.export', subject: params.id, after: { fileName } }]),
        );
        ctx.attachment(fileName);
        ctx.type = type;
        ctx.body = body;
        return undefined;
      },
    }),
  ];
}

function mappingRoutes(): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/imports/:id/mapping',
      params: idParam('import'),
      summary: 'What the columns of a file mean or probably mean, and how its cells are read',
      answer: importMapping,
      problems: ['not_found'],
      run: (trx, { params }) => showMapping(trx, params.id, null),
    }),
    query({
      ...common,
      method: 'post',
      path: '/admin/imports/:id/mapping/preview',
      params: idParam('import'),
      summary: 'How the first rows would read; nothing is saved',
      body: newMapping,
      answer: importMapping,
      problems: ['not_found'],
      run: (trx, { params, body }) => showMapping(trx, params.id, body),
    }),
  ];
}

/** Every action on a file: its answer is the file, and the work goes on in the background. */
const action = {
  ...common,
  method: 'post',
  idempotent: true,
  answer: importFile,
  status: 202,
  problems: ['not_found', 'transition_refused', 'validation_failed'],
} as const;

function intakeRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      ...action,
      path: '/admin/imports',
      scopes: ['listings:write'],
      bodyComesAs: 'stream',
      summary: 'Upload a broker’s file: its bytes as the body, CSV or XLSX, at most 64 MB',
      query: newImport,
      problems: ['file_not_recognized', 'same_file', 'body_too_large', 'validation_failed'],
      handle: async (ctx, { query }) => {
        const upload = await spoolUpload(ctx.req, Number(ctx.get('content-length') || Number.NaN));
        try {
          // The key covers the bytes of the file; no transaction is open while they arrive.
          ctx.state.rawBody = `${ctx.querystring}\n${upload.hash}`;
          const key = requireKey(ctx);
          return await inTransaction(db, (trx) =>
            runOnce(trx, key, () => uploadImport(trx, engine, query, upload, principalOf(ctx))),
          );
        } finally {
          await upload.discard();
        }
      },
    }),
    command({
      ...action,
      path: '/admin/imports/:id/check',
      params: idParam('import'),
      summary: 'Make the dry run again: the marketplace may have moved on',
      run: (trx, { params, principal }) => recheckImport(trx, engine, params.id, principal),
    }),
    command({
      ...action,
      path: '/admin/imports/:id/mapping',
      params: idParam('import'),
      summary:
        'Say what the columns mean and how the cells are read; remembered for files with this header when it is applied',
      body: newMapping,
      run: (trx, { params, body, principal }) => mapImport(trx, engine, params.id, body, principal),
    }),
    command({
      ...action,
      path: '/admin/imports/:id/apply',
      scopes: ['listings:write'],
      params: idParam('import'),
      summary: 'Apply a checked file, in the background',
      run: (trx, { params, principal }) => startImport(trx, engine, params.id, principal),
    }),
    command({
      ...action,
      path: '/admin/imports/:id/undo',
      params: idParam('import'),
      summary: 'Take back what a file did, in the background; what was sold or held since stays',
      body: undoReason,
      run: (trx, { params, body, principal }) => undoImport(trx, engine, params.id, body.reason, principal),
    }),
  ];
}

/** What staff settle about the lines of a dry run. */
function rowRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...action,
      path: '/admin/imports/:id/games',
      params: idParam('import'),
      summary: 'Say which game a line means; it is remembered for this consignor',
      body: gameChoice,
      run: (trx, { params, body, principal }) => chooseGame(trx, engine, params.id, body, principal),
    }),
    command({
      ...action,
      path: '/admin/imports/:id/prices',
      params: idParam('import'),
      summary: 'Confirm prices that are far from the market: of one line, or of all that wait for it',
      body: priceConfirmation,
      run: (trx, { params, body, principal }) => confirmPrice(trx, engine, params.id, body, principal),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/imports/:id/rows/:line/correct',
      params: importLine,
      summary:
        'Correct a refused row of a dry run; it is checked again alone, and without cells the file’s text is restored',
      idempotent: true,
      body: rowCorrection,
      answer: importRowDetail,
      problems: ['not_found', 'transition_refused', 'validation_failed'],
      run: (trx, { params, body, principal }) =>
        correctRow(trx, engine, params.id, { line: params.line, ...body }, principal),
    }),
    command({
      ...action,
      path: '/admin/imports/:id/columns',
      params: idParam('import'),
      summary: 'Correct a column: every row whose cell has this text; the whole file is checked again',
      body: columnCorrection,
      run: (trx, { params, body, principal }) => correctColumn(trx, engine, params.id, body, principal),
    }),
    command({
      ...action,
      path: '/admin/imports/:id/owner',
      params: idParam('import'),
      summary: 'Say who settles the rows of a file that wait',
      status: 200,
      problems: ['not_found', 'validation_failed'],
      body: ownerChoice,
      run: (trx, { params, body, principal }) =>
        assignImport(trx, engine, params.id, body.ownerId, principal),
    }),
  ];
}
