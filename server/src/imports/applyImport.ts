/**
 * Applies the lines of a checked import, some hundred per transaction. Each line is marked in the transaction that does
 * it, so after a crash the next run goes on where this one stopped and repeats nothing.
 */

import type { BrokerRow } from '@holdfast/shared/imports/broker';
import { importMachine } from '@holdfast/shared/imports/machines';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { createListings } from '../listings/createListings.ts';
import { writeTerms } from '../listings/index.ts';
import { type Engine, type MessageOf, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { brokenConstraint, inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { takeBack } from '../withdrawals/index.ts';
import { keepBarcodes } from './barcodes.ts';
import { forgetFile } from './checkImport.ts';
import type { Leaving } from './draftRow.ts';
import { Import } from './Import.ts';
import { changeMessages, listedTerms } from './importTerms.ts';
import { type PlannedRow, planRows } from './planRows.ts';
import type { ReadLine } from './readLines.ts';
import { addToTally, tally, weigh } from './rowsOfImport.ts';

type Room = Pick<AppContext, 'db' | 'engine'>;

/** Lines in one transaction: measured, more gain nothing and hold locks longer. */
const linesAtOnce = 200;
/** Another writer may interfere between planning and writing; then planning is repeated. */
const tries = 3;

/** The job `imports.applyImport`. It may be repeated and run concurrently with itself. */
export async function applyImport(app: Room, importId: string): Promise<void> {
  for (;;) {
    if (!(await applyNextRows(app, importId))) return;
  }
}

/**
 * Applies the next lines in one transaction.
 * @returns whether there may be more
 */
export async function applyNextRows(
  { db, engine }: Room,
  importId: string,
  limit = linesAtOnce,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(db, async (trx) => {
        const file = await Import.query(trx).findById(importId).forNoKeyUpdate();
        if (file?.state !== 'applying') return false;
        const lines = await nextLines(trx, importId, limit);
        const last = lines.at(-1);
        const send = (message: MessageOf<typeof importMachine>, cause: string) =>
          engine.apply(trx, [messageTo(importMachine, importId, message, { by: 'system', cause })]);
        if (!last) {
          await send({ type: 'finish' }, `${importId}/finish`);
          await forgetFile(trx, importId);
          return false;
        }
        await lockListings(trx, importId, lines);
        // Listings may have changed since the dry run, so every line is planned again.
        const rows = await planRows(
          trx,
          {
            consignorId: file.consignorId,
            eventId: file.eventId,
            importId,
            confirmedLines: file.confirmedLines,
          },
          lines,
        );
        const listingIds = await write(trx, { engine }, importId, rows);
        await mark(trx, importId, rows, listingIds);
        await keepBarcodes(trx, importId, file.consignorId, rows, listingIds);
        await countAnew(trx, importId, file.tally, lines, rows);
        const count = rows.filter(({ action }) => action === 'create' || action === 'change').length;
        await send({ type: 'rowsApplied', count }, `${importId}/line/${last.line}`);
        return true;
      });
    } catch (error) {
      if (!wasSuperseded(error) || attempt >= tries) throw error;
    }
  }
}

/** Another writer took a seat, or another file of the consignor brought the same listing. */
function wasSuperseded(error: unknown): boolean {
  return (
    (error instanceof Problem && ['same_seats', 'sold_out'].includes(error.code)) ||
    brokenConstraint(error) === 'listings_external'
  );
}

/** Locks listings in the order of their ids, as holds do, so that no seat is held or sold before the write. */
async function lockListings(trx: Trx, importId: string, lines: readonly CheckedLine[]): Promise<void> {
  await queryPrepared(
    trx,
    `SELECT 1 AS locked FROM listings_offered WHERE id = ANY(ARRAY(
       SELECT listing_id FROM import_rows WHERE import_id = $1 AND line = ANY($2::int[]) AND action = 'change'))
     ORDER BY id FOR NO KEY UPDATE`,
    [importId, lines.map(({ line }) => line)],
  );
}

type CheckedLine = ReadLine & {
  checked: { action: 'create' | 'change'; tickets: number; amount: number; currency: string };
};

async function nextLines(trx: Trx, importId: string, limit: number): Promise<CheckedLine[]> {
  const rows = await queryPrepared<
    {
      line: number;
      record: Record<string, string>;
      plan: BrokerRow;
      listing_id: string | null;
    } & CheckedLine['checked']
  >(
    trx,
    `SELECT line, record, plan, listing_id, action, tickets, amount, currency FROM import_rows
     WHERE import_id = $1 AND applied_at IS NULL AND action IN ('create', 'change') ORDER BY line LIMIT $2`,
    [importId, limit],
  );
  return rows.map(({ line, record, plan, listing_id, ...checked }) => ({
    line,
    record,
    row: plan,
    listingId: listing_id,
    problems: [],
    checked,
  }));
}

/** Adjusts the totals where a line's outcome differs from its dry run. */
async function countAnew(
  trx: Trx,
  importId: string,
  kept: unknown,
  lines: readonly CheckedLine[],
  rows: readonly PlannedRow[],
): Promise<void> {
  const sums = tally.parse(kept);
  for (const { checked } of lines) addToTally(sums, { ...checked, waits: false }, -1);
  for (const row of rows) addToTally(sums, { action: row.action, ...weigh(row) }, 1);
  await Import.query(trx).findById(importId).patch({ tally: sums });
}

/** @returns the listing of each row that has one */
async function write(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  importId: string,
  rows: PlannedRow[],
): Promise<Map<number, string>> {
  const creates = rows.filter((row) => row.action === 'create');
  const created = await createListings(
    trx,
    engine,
    creates.map(({ listing }) => ({ ...listing, importId })),
    { by: importId },
  );
  const changes = rows.filter((row) => row.action === 'change');
  await change(trx, { engine }, importId, changes);
  return new Map([
    ...creates.map(({ line }, index): [number, string] => [line, created[index] as string]),
    ...rows.flatMap(
      (row): Array<[number, string]> =>
        row.action !== 'create' && row.listingId !== null ? [[row.line, row.listingId]] : [],
    ),
  ]);
}

type ChangedRow = Extract<PlannedRow, { action: 'change' }>;

async function change(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  importId: string,
  rows: ChangedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const outcomes = await engine.apply(
    trx,
    rows.flatMap(({ listingId, wanted, changes, line }) =>
      changeMessages(changes, wanted.priceAmount).map((message) =>
        messageTo(listingMachine, listingId, message, {
          by: importId,
          reason: `Line ${line} of a broker's file`,
          cause: `${importId}/line/${line}${message.type === 'correct' ? '/terms' : ''}`,
        }),
      ),
    ),
  );
  // The listing may have ended before the lock; then its price no longer matters.
  const ended = new Set(outcomes.filter(({ kind }) => kind !== 'applied').map(({ id }) => id));
  const open = rows.filter(({ listingId }) => !ended.has(listingId));
  await writeTerms(
    trx,
    open.map(({ listingId, wanted }) => ({ listingId, terms: wanted })),
  );
  for (const row of open) if (row.leaving) await takeOff(trx, engine, importId, row, row.leaving);
  await audit(
    trx,
    { by: importId, requestId: null },
    open.map(({ listingId, changes, line }) => ({
      what: 'listing.import',
      subject: listingId,
      reason: `Line ${line}`,
      before: Object.fromEntries(changes.map(({ field, from }) => [field, from])),
      after: Object.fromEntries(changes.map(({ field, to }) => [field, to])),
    })),
  );
}

/** Seats that the broker no longer has are withdrawn by the same code as a consignor's take-back. */
async function takeOff(
  trx: Trx,
  engine: Engine,
  importId: string,
  { listingId, line }: ChangedRow,
  { seats, quantity, override }: Leaving,
): Promise<void> {
  await takeBack(
    trx,
    engine,
    listingId,
    {
      seats,
      ...(seats.length === 0 ? { quantity } : {}),
      reason: `Line ${line} of a broker's file no longer names them`,
      override,
      preview: false,
    },
    { by: importId, requestId: null },
    { onlyFree: true },
  );
}

async function mark(
  trx: Trx,
  importId: string,
  rows: PlannedRow[],
  listingIds: Map<number, string>,
): Promise<void> {
  const outcomes = rows.map((row) => ({
    ...row,
    ...weigh(row),
    changes: row.action === 'change' ? row.changes : [],
    listingId: listingIds.get(row.line),
    before: beforeOf(row),
  }));
  const { from, value } = records(
    outcomes,
    {
      line: 'integer',
      action: 'text',
      problems: 'jsonb',
      changes: 'jsonb',
      listingId: 'text',
      before: 'jsonb',
      tickets: 'integer',
      amount: 'bigint',
      waits: 'boolean',
      note: 'text',
    },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `UPDATE import_rows r SET applied_at = now(), action = n.action, problems = n.problems, changes = n.changes,
       listing_id = n.listing_id, before = n.before, tickets = n.tickets, amount = n.amount, waits = n.waits, note = n.note
     FROM ${from} WHERE r.import_id = $1 AND r.line = n.line`,
    [importId, value],
  );
}

/** The terms that undo restores and compares later changes with. */
function beforeOf(row: PlannedRow) {
  if (row.action === 'create') return { terms: null, sold: 0 };
  if (row.action === 'change')
    return { terms: listedTerms(row.existing), sold: row.existing.sold, left: row.leaving };
  return null;
}
