import { Readable } from 'node:stream';
import { staffRoles } from '@holdfast/shared/accounts';
import { askedExport, exportList, exportQuery, exportRow, newExport } from '@holdfast/shared/exports';
import { exportMachine } from '@holdfast/shared/exports/machines';
import { idParam } from '@holdfast/shared/http';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { sendDownload } from '../platform/downloads.ts';
import { type AnyEndpoint, command, endpoint, query } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { type ExportedTable, typeOfFormat } from '../platform/spreadsheets/index.ts';
import { askForExport, tableFor } from './askForExport.ts';
import { contentOf, listExports, readExport, requireReady, showExport } from './readExports.ts';

// Which of them may, each table says.
const common = { tag: 'Admin: exports', roles: staffRoles } as const;
const one = { ...common, params: idParam('export') } as const;

/** @param tables all that can be exported */
export const exportRoutes = (
  { db, engine, config }: AppContext,
  tables: readonly ExportedTable[],
): AnyEndpoint[] => [
  command({
    ...common,
    method: 'post',
    idempotent: true,
    path: '/admin/exports',
    summary: 'Ask for a table’s file: a small one is there at once, a large one is written in the background',
    body: newExport,
    answer: askedExport,
    problems: ['validation_failed', 'forbidden', 'too_many_rows', 'transition_refused'],
    async run(trx, { body, caller, principal }) {
      const asked = await askForExport(
        trx,
        { engine, tables, rowsAtOnce: config.exportRowsAtOnce },
        body,
        caller,
        principal,
      );
      return 'id' in asked
        ? { address: null, export: await showExport(trx, asked.id, caller) }
        : { ...asked, export: null };
    },
  }),
  query({
    ...common,
    path: '/admin/exports',
    summary: 'The files that you asked for; administrators see everybody’s',
    query: exportQuery,
    answer: exportList,
    run: (trx, { query, caller }) => listExports(trx, query, caller, config.exportRowsAtOnce),
  }),
  query({
    ...one,
    path: '/admin/exports/:id',
    summary: 'One of them, with how far it is',
    answer: exportRow,
    problems: ['not_found'],
    run: (trx, { params, caller }) => showExport(trx, params.id, caller),
  }),
  endpoint({
    ...one,
    method: 'get',
    path: '/admin/exports/:id/file',
    summary: 'Its file, once it is written',
    problems: ['not_found', 'forbidden', 'transition_refused'],
    async handle(ctx, { params }) {
      const { caller } = ctx.state;
      const found = await inTransaction(db, (trx) => readExport(trx, params.id, caller));
      const { noun } = tableFor(tables, found.table_path, caller.roles);
      requireReady(found);
      await sendDownload(db, ctx, {
        noun,
        file: found.file_name,
        filter: found.query,
        type: typeOfFormat[found.format],
        body: Readable.from(contentOf(db, found), { objectMode: false }),
      });
      ctx.length = found.written_bytes;
      return undefined;
    },
  }),
  command({
    ...one,
    method: 'post',
    idempotent: true,
    path: '/admin/exports/:id/remove',
    summary: 'Delete its file, or stop writing it',
    answer: exportRow,
    problems: ['not_found', 'transition_refused'],
    async run(trx, { params: { id }, caller, principal }) {
      const { state, file_name: file } = await readExport(trx, id, caller);
      const [outcome] = await engine.apply(trx, [
        messageTo(exportMachine, id, { type: 'remove' }, { by: principal.by }),
      ]);
      if (outcome?.kind !== 'applied')
        throw new Problem('transition_refused', 'There is nothing left to delete.', { state, accepts: [] });
      await audit(trx, principal, [
        { what: 'export.remove', subject: id, before: { state }, after: { state: 'removed', file } },
      ]);
      return showExport(trx, id, caller);
    },
  }),
];
