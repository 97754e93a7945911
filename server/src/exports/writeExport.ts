/**
 * The job that writes an export: a page of its table in a transaction of its own, which keeps the page's part of the file, how far it is,
 * and what the next part needs. So a job that is killed goes on behind the last part, no row is lost or written twice, and no transaction
 * is open for longer than a page takes.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { exportMachine } from '@holdfast/shared/exports/machines';
import { raw } from 'objection';
import { z } from 'zod';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { parse } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { type ExportedTable, fileForms, type Reader, type Sheet } from '../platform/spreadsheets/index.ts';
import { Export } from './Export.ts';

/** How often writing begins without a part of the file coming of it, before it is given up. */
const mostTries = 5;
const gaveUp =
  'It couldn’t be written: each of several tries failed. Ask for it again, more narrowly if it is large; if that fails too, tell whoever runs Holdfast.';

const byWorker = { by: 'system' } as const;

const lockWaiting = (trx: Trx, id: string) =>
  Export.query(trx).findById(id).whereRaw('export_is_waiting(state)').forUpdate();

const fail = (trx: Trx, engine: Engine, id: string, why: string) =>
  engine.apply(trx, [messageTo(exportMachine, id, { type: 'fail', why }, byWorker)]);

const keepPart = (trx: Trx, id: string, part: number, piece: Buffer) =>
  queryPrepared(trx, 'INSERT INTO export_parts (export_id, part, content) VALUES ($1, $2, $3)', [
    id,
    part,
    gzipSync(piece),
  ]);

/** Where the parts behind each other aren't the file yet, it is made of them and takes their place. */
async function makeFile(trx: Trx, { id, format }: Export, sheet: Sheet): Promise<void> {
  const { fileOf } = fileForms[format];
  if (fileOf === null) return;
  const parts = await queryPrepared<{ content: Buffer }>(
    trx,
    'SELECT content FROM export_parts WHERE export_id = $1 ORDER BY part',
    [id],
  );
  const file = await fileOf(
    sheet,
    parts.map(({ content }) => gunzipSync(content)),
  );
  await queryPrepared(trx, 'DELETE FROM export_parts WHERE export_id = $1', [id]);
  await keepPart(trx, id, 0, file);
  await Export.query(trx).findById(id).patch({ writtenParts: 1, writtenBytes: file.length });
}

/** @returns whether more of it is to be written */
async function writePart(
  trx: Trx,
  engine: Engine,
  tables: readonly ExportedTable[],
  id: string,
): Promise<boolean> {
  const found = await lockWaiting(trx, id);
  // It was deleted, or another worker wrote the rest.
  if (!found) return false;
  const table = tables.find(({ path }) => path === found.tablePath);
  if (!table || 'whole' in table.rows)
    throw new Problem('not_found', 'This table can’t be exported any more. Look for it in another place.');
  const query = parse(table.query, found.query);
  const reader = { personId: found.askedBy, roles: found.askedRoles as Reader['roles'] };
  const { fixed, afterPlace: after } = found;
  const page = await table.rows.page(trx, query, { fixed, after, reader });
  const sheet = table.sheet(query);
  const part = found.writtenParts;
  const piece = fileForms[found.format].pieceOf(sheet, page, part === 0);
  await keepPart(trx, id, part, piece);
  await Export.query(trx)
    .findById(id)
    .patch({
      writtenParts: part + 1,
      writtenRows: found.writtenRows + page.lines.length,
      writtenBytes: found.writtenBytes + piece.length,
      afterPlace: page.next,
      tries: 0,
    });
  if (page.next === null) {
    await makeFile(trx, found, sheet);
    await engine.apply(trx, [messageTo(exportMachine, id, { type: 'finish' }, byWorker)]);
  }
  crashPoint('export part: written, not committed');
  return page.next !== null;
}

/** Counts the try. @returns whether it is to be written */
async function beginTry(trx: Trx, engine: Engine, id: string): Promise<boolean> {
  const found = await lockWaiting(trx, id);
  if (!found) return false;
  if (found.tries >= mostTries) {
    await fail(trx, engine, id, gaveUp);
    return false;
  }
  await Export.query(trx)
    .findById(id)
    .patch({ tries: raw('tries + 1') });
  if (found.state === 'requested')
    await engine.apply(trx, [messageTo(exportMachine, id, { type: 'begin' }, byWorker)]);
  return true;
}

/** Writes an export, or what is left of it. What its table refuses fails it at once; anything else is tried again. */
export async function writeExport(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  tables: readonly ExportedTable[],
  id: string,
): Promise<void> {
  if (!(await inTransaction(db, (trx) => beginTry(trx, engine, id)))) return;
  try {
    while (await inTransaction(db, (trx) => writePart(trx, engine, tables, id)))
      crashPoint('export part: committed, not gone on');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await inTransaction(db, (trx) => fail(trx, engine, id, error.message));
  }
}

const ofExport = z.object({ exportId: z.string() });

/** @param tables all that can be exported @returns handlers by the names of their jobs */
export const exportJobs = (
  app: Pick<AppContext, 'db' | 'engine'>,
  tables: readonly ExportedTable[],
): Record<string, (payload: unknown) => Promise<void>> => ({
  'exports.write': (payload) => writeExport(app, tables, ofExport.parse(payload).exportId),
});
