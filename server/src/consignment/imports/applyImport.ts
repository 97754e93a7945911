/**
 * Applies the lines of a checked file, some hundred in a transaction. Each line is marked in the transaction that does
 * it, so after a crash the next run goes on where this one stopped and repeats nothing.
 */
import type { BrokerRow } from '@holdfast/shared/consignment/broker';
import { audit } from '../../platform/audit.ts';
import { brokenConstraint, inTransaction, run, type Trx } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import { Problem } from '../../platform/problem.ts';
import { createListings } from '../listings/createListings.ts';
import { type PlannedRow, planRows } from './planRows.ts';

type Room = Pick<House, 'db' | 'engine'>;

/** Lines in one transaction: measured, more gain nothing and hold locks longer. */
const linesAtOnce = 200;
/** Somebody else may be quicker between the look and the write; then the look is made again. */
const tries = 3;

/** The job `consignment.applyImport`. May run again at any time, and beside itself. */
export async function applyImport(house: Room, importId: string): Promise<void> {
  for (;;) {
    if (!(await applyNextRows(house, importId))) return;
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
        const [file] = await run<{ state: string; consignor_id: string }>(
          trx,
          'SELECT state, consignor_id FROM imports WHERE id = $1 FOR NO KEY UPDATE',
          [importId],
        );
        if (file?.state !== 'applying') return false;
        const lines = await nextLines(trx, importId, limit);
        const last = lines.at(-1);
        const send = (message: { type: string; [field: string]: unknown }, cause: string) =>
          engine.apply(trx, [{ id: importId, message, by: 'house', cause }]);
        if (!last) {
          await send({ type: 'finish' }, `${importId}/finish`);
          return false;
        }
        // The world may have moved since the dry run: every line is looked at again.
        const rows = await planRows(trx, file.consignor_id, lines);
        const listingIds = await write(trx, { engine }, importId, rows);
        await mark(trx, importId, rows, listingIds);
        const count = rows.filter(({ action }) => action === 'create' || action === 'change').length;
        await send({ type: 'rowsApplied', count }, `${importId}/line/${last.line}`);
        return true;
      });
    } catch (error) {
      if (!wasOvertaken(error) || attempt >= tries) throw error;
    }
  }
}

/** Between the look and the write somebody else took a seat, or another file of the consignor brought the same lot. */
function wasOvertaken(error: unknown): boolean {
  return (
    (error instanceof Problem && error.code === 'same_seats') ||
    brokenConstraint(error) === 'listings_external'
  );
}

async function nextLines(trx: Trx, importId: string, limit: number) {
  const rows = await run<{ line: number; record: Record<string, string>; plan: BrokerRow }>(
    trx,
    `SELECT line, record, plan FROM import_rows
     WHERE import_id = $1 AND applied_at IS NULL AND action IN ('create', 'change') ORDER BY line LIMIT $2`,
    [importId, limit],
  );
  return rows.map(({ line, record, plan }) => ({ line, record, row: plan, problems: [] }));
}

/** @returns the listing of each row that has one */
async function write(
  trx: Trx,
  { engine }: Pick<House, 'engine'>,
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
  { engine }: Pick<House, 'engine'>,
  importId: string,
  rows: ChangedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const repriced = rows.filter(({ changes }) => changes.some(({ field }) => field === 'price'));
  const outcomes = await engine.apply(
    trx,
    repriced.map(({ listingId, wanted, line }) => ({
      id: listingId,
      message: { type: 'reprice', priceAmount: wanted.priceAmount },
      by: importId,
      reason: `Line ${line} of a broker's file`,
      cause: `${importId}/line/${line}`,
    })),
  );
  // A sale may end between the plan and the lock; its price no longer matters.
  const ended = new Set(outcomes.filter(({ kind }) => kind !== 'applied').map(({ id }) => id));
  const open = rows.filter(({ listingId }) => !ended.has(listingId));
  await run(
    trx,
    `UPDATE listings l SET split_rule = n.split_rule, face_value_amount = n.face_value, delivery = n.delivery, drawback = n.drawback
     FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[]) AS n (id, split_rule, face_value, delivery, drawback)
     WHERE l.id = n.id`,
    [
      open.map(({ listingId }) => listingId),
      open.map(({ wanted }) => wanted.splitRule),
      open.map(({ wanted }) => wanted.faceValueAmount),
      open.map(({ wanted }) => wanted.delivery),
      open.map(({ wanted }) => wanted.drawback),
    ],
  );
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

async function mark(
  trx: Trx,
  importId: string,
  rows: PlannedRow[],
  listingIds: Map<number, string>,
): Promise<void> {
  await run(
    trx,
    `UPDATE import_rows r SET applied_at = now(), action = n.action, problems = n.problems, changes = n.changes, listing_id = n.listing_id
     FROM unnest($2::int[], $3::text[], $4::jsonb[], $5::jsonb[], $6::text[]) AS n (line, action, problems, changes, listing_id)
     WHERE r.import_id = $1 AND r.line = n.line`,
    [
      importId,
      rows.map(({ line }) => line),
      rows.map(({ action }) => action),
      rows.map(({ problems }) => JSON.stringify(problems)),
      rows.map((row) => JSON.stringify(row.action === 'change' ? row.changes : [])),
      rows.map(({ line }) => listingIds.get(line) ?? null),
    ],
  );
}
