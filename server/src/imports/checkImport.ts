/**
 * The dry run, in the background: the stored file is read, some hundred lines per transaction, and
 * each line is kept with what it would do. Nothing else is written. After a crash the next run goes on where it stopped.
 */
import { importMachine } from '@holdfast/shared/imports/machines';
import { raw } from 'objection';
import { type MessageOf, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { correctionsOf, readCorrected } from './corrections.ts';
import { emptyMemory, type FileMemory, recallLines, recordKey, remember } from './fileMemory.ts';
import { Import } from './Import.ts';
import { ImportPart } from './ImportPart.ts';
import { chosen, formatTitle } from './layout.ts';
import { planRows } from './planRows.ts';
import { type OpenFile, openFile } from './reader/openFile.ts';
import type { FileRecord } from './reader/protocol.ts';
import { type ReadLine, readLine, yieldToEventLoop } from './readLines.ts';
import { addToTally, emptyTally, insertRows, tally, weigh } from './rowsOfImport.ts';
import { type Found, readingOf } from './surveyImport.ts';

type Room = Pick<AppContext, 'db' | 'engine'>;

/** Lines in one transaction: with fewer the statements weigh, with more the progress stutters. */
const linesAtOnce = 1_000;
/** Thrown when the work is done or taken over; the job then ends without error. */
class Superseded extends Error {}

/** The job `imports.checkImport`. It may be repeated and run concurrently with itself. */
export async function checkImport(app: Room, importId: string): Promise<void> {
  for (;;) {
    if (!(await checkNextRows(app, importId, Number.POSITIVE_INFINITY))) return;
  }
}

/**
 * Reads and plans lines from where the last run stopped.
 * @param chunks after so many transactions it stops; a test looks at the file then
 * @returns whether there may be more
 */
export async function checkNextRows(
  app: Room,
  importId: string,
  chunks: number,
  atOnce = linesAtOnce,
): Promise<boolean> {
  try {
    return await readOn(app, importId, chunks, atOnce);
  } catch (error) {
    if (error instanceof Superseded) return false;
    if (!(error instanceof Problem)) throw error;
    await failImport(app, importId, error.message);
    return false;
  }
}

async function readOn(app: Room, importId: string, chunks: number, atOnce: number): Promise<boolean> {
  const { db } = app;
  const file = await inTransaction(db, (trx) => fileToCheck(trx, importId, false));
  const opened = await openFile(file.source, partsOf(db, importId), chosen.parse(file.chosen).sheet ?? null);
  try {
    const found = await inTransaction(db, (trx) => readingOf(trx, file, opened.survey));
    if (found.layout === null) {
      await endIn(app, importId, { type: 'askMapping' }, (trx) =>
        Import.query(trx)
          .findById(importId)
          .patch({ source: found.source, head: found.head, layout: found.format, reading: found.reading })
          .execute(),
      );
      return false;
    }
    return await readLinesOn(app, file, { ...found, layout: found.layout }, opened, { chunks, atOnce });
  } finally {
    await opened.close();
  }
}

type Known = Found & { layout: NonNullable<Found['layout']> };

async function readLinesOn(
  app: Room,
  file: Import,
  found: Known,
  opened: OpenFile,
  { chunks, atOnce }: { chunks: number; atOnce: number },
): Promise<boolean> {
  const { db } = app;
  const importId = file.id;
  const { format } = found.layout;
  const corrections = await inTransaction(db, (trx) => correctionsOf(trx, importId));
  const corrected = new Map(corrections.map((correct) => [correct.line, correct]));
  /** Planned when all others are. */
  const toCorrect = new Map<number, ReadLine>();
  const memory =
    file.rowsRead === 0 ? emptyMemory() : await inTransaction(db, (trx) => recallLines(trx, importId));
  let pending: Promise<void> = Promise.resolve();
  let read = 0;
  let done = 0;
  let lines: ReadLine[] = [];
  // While one chunk is planned and kept, the next is read.
  const keep = async () => {
    await pending;
    const plain = lines.filter(({ line }) => !corrected.has(line));
    pending = keepRows(app, importId, found, { all: lines, plain }, read, memory);
    // Handled where it is awaited; until then a rejection must not end the process.
    pending.catch(() => {});
    lines = [];
    done += 1;
  };
  try {
    for await (const record of recordsBelowHeader(opened, found)) {
      read += 1;
      await yieldToEventLoop(read);
      const line = readLine(format, found.head.headers, record);
      const correct = corrected.get(line.line);
      if (correct) toCorrect.set(line.line, readCorrected(format, line.record, correct));
      if (read <= file.rowsRead) remember(memory.lineOfRecord, recordKey(line.record), line.line);
      else lines.push(line);
      if (lines.length < atOnce) continue;
      await keep();
      if (done < chunks) continue;
      await pending;
      return true;
    }
    if (lines.length > 0) await keep();
    await pending;
    if (read === 0) throw new Problem('file_not_recognized', 'The file has a header, but no lines below it.');
    const inTheirOrder = corrections.flatMap(({ line }) => toCorrect.get(line) ?? []);
    await finish(app, importId, inTheirOrder, memory);
    return false;
  } finally {
    await pending.catch(() => {});
  }
}

/** The records without the columns that a report of ours put before the broker's own. */
async function* recordsBelowHeader(
  opened: OpenFile,
  { skipped, reading }: Found,
): AsyncGenerator<FileRecord> {
  let isHeader = true;
  for await (const record of opened.records(reading.decimalMark ?? '.')) {
    if (!isHeader) yield skipped === 0 ? record : { ...record, cells: record.cells.slice(skipped) };
    isHeader = false;
  }
}

/** @throws Superseded when it isn't being checked */
async function fileToCheck(trx: Trx, importId: string, lock: boolean): Promise<Import> {
  const query = Import.query(trx).findById(importId);
  const file = await (lock ? query.forNoKeyUpdate() : query);
  if (file?.state !== 'checking') throw new Superseded();
  return file;
}

/** The bytes of the file, a part at a time. */
async function* partsOf(db: Database, importId: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const row = await ImportPart.query(db).findById([importId, part]);
    if (!row) return;
    yield row.bytes;
  }
}

/**
 * @param lines all lines of the chunk, and those without a correction
 * @param read lines of the file so far, these included
 */
async function keepRows(
  { db }: Room,
  importId: string,
  found: Known,
  lines: { all: readonly ReadLine[]; plain: readonly ReadLine[] },
  read: number,
  memory: FileMemory,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const file = await fileToCheck(trx, importId, true);
    if (file.rowsRead !== read - lines.all.length) throw new Superseded();
    // In file order: a copy of a corrected row is still a copy.
    for (const { line, record } of lines.all) remember(memory.lineOfRecord, recordKey(record), line);
    const rows = await planRows(
      trx,
      {
        consignorId: file.consignorId,
        eventId: file.eventId,
        memory,
        confirmedLines: file.confirmedLines,
      },
      lines.plain,
    );
    await insertRows(trx, importId, rows);
    const sums = file.rowsRead === 0 ? emptyTally() : tally.parse(file.tally);
    for (const row of rows) addToTally(sums, { action: row.action, ...weigh(row) }, 1);
    await file.$query(trx).patch({
      rowsRead: read,
      rowCount: Math.max(file.rowCount, read),
      tally: sums,
      source: found.source,
      head: found.head,
      reading: found.reading,
      reportOf: found.reportOf,
      format: formatTitle(found.layout.format),
      layout: found.layout.format,
      mappedBy: found.layout.mapped?.by ?? null,
      mappedAt: found.layout.mapped?.at ?? null,
      checkBeganAt: file.rowsRead === 0 ? raw('now()') : undefined,
    });
  });
}

/** @param corrected corrected rows, in the order of their corrections */
async function finish(
  app: Room,
  importId: string,
  corrected: readonly ReadLine[],
  memory: FileMemory,
): Promise<void> {
  await inTransaction(app.db, async (trx) => {
    const file = await fileToCheck(trx, importId, true);
    const rows = await planRows(
      trx,
      {
        consignorId: file.consignorId,
        eventId: file.eventId,
        memory,
        confirmedLines: file.confirmedLines,
      },
      corrected,
    );
    await insertRows(trx, importId, rows);
    const sums = tally.parse(file.tally);
    for (const row of rows) addToTally(sums, { action: row.action, ...weigh(row) }, 1);
    await Import.query(trx)
      .findById(importId)
      .patch({ tally: sums, rowCount: file.rowsRead, checkEndedAt: raw('clock_timestamp()') });
    const { create, change, unchanged, refuse } = sums;
    await app.engine.apply(trx, [
      messageTo(
        importMachine,
        importId,
        { type: 'checked', create, change, unchanged, refuse },
        { by: 'system' },
      ),
    ]);
  });
}

/** Fails the check of a file, with the reason in plain words. */
export const failImport = (app: Room, importId: string, failure: string): Promise<void> =>
  endIn(app, importId, { type: 'fail', failure });

/** Ends the check in another state than checked. */
async function endIn(
  { db, engine }: Room,
  importId: string,
  message: MessageOf<typeof importMachine>,
  write: (trx: Trx) => Promise<unknown> = async () => {},
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await fileToCheck(trx, importId, true);
    await write(trx);
    await engine.apply(trx, [messageTo(importMachine, importId, message, { by: 'system' })]);
    if (message.type === 'fail') await forgetFile(trx, importId);
  }).catch((error: unknown) => {
    if (!(error instanceof Superseded)) throw error;
  });
}

/** Deletes the bytes of a checked file; its rows stay. */
export async function forgetFile(trx: Trx, importId: string): Promise<void> {
  await ImportPart.query(trx).delete().where({ import_id: importId });
}
