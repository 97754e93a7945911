/**
 * Undoes an import, some hundred rows per transaction: what it created is withdrawn, what it changed gets its
 * old terms again. A row that was sold or held since, or changed by somebody, stays as it is and says why. Each row is
 * marked in the transaction that does it, so after a crash the next run goes on where this one stopped.
 */

import type { BrokerRow } from '@holdfast/shared/imports/broker';
import { importMachine } from '@holdfast/shared/imports/machines';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { z } from 'zod';
import { type Terms, writeTerms } from '../listings/index.ts';
import { seatText } from '../listings/label.ts';
import { hasTag, type MessageOf, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { type Columns, inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { Import } from './Import.ts';
import { changeMessages, changesOf, type ListedTerms, listedTerms, termsOf } from './importTerms.ts';
import type { StoredRow } from './StoredRow.ts';

type Room = Pick<AppContext, 'db' | 'engine'>;

const rowsAtOnce = 200;

/** The job `imports.undoImport`. It may be repeated and run concurrently with itself. */
export async function undoImportRows(app: Room, importId: string): Promise<void> {
  for (;;) {
    if (!(await undoNextRows(app, importId))) return;
  }
}

/** A line that was applied, with the listing that it made or changed. */
export type AppliedRow = Pick<Columns<StoredRow>, 'line' | 'before'> &
  ListedTerms & {
    plan: BrokerRow;
    listing_id: string;
    state: string;
    held: number;
    sold: number;
    currency: string;
    changed_by: string | null;
  };

const before = z.object({
  terms: z.custom<Terms>().nullable(),
  sold: z.int(),
  left: z.object({ seats: z.array(z.int()), quantity: z.int() }).nullish(),
});

interface Kept {
  row: AppliedRow;
  problem: { field: string; code: string; message: string };
}

/**
 * Takes back the next rows in one transaction.
 * @returns whether there may be more
 */
export async function undoNextRows(
  { db, engine }: Room,
  importId: string,
  limit = rowsAtOnce,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    // Locks the import's row before listings, as apply does, so that lock orders agree.
    const file = await Import.query(trx).findById(importId).forNoKeyUpdate();
    if (file?.state !== 'undoing') return false;
    const rows = await nextRows(trx, importId, limit);
    const last = rows.at(-1);
    const send = (message: MessageOf<typeof importMachine>, cause: string) =>
      engine.apply(trx, [messageTo(importMachine, importId, message, { by: 'system', cause })]);
    if (!last) {
      await send({ type: 'finish' }, `${importId}/undo/finish`);
      return false;
    }
    const kept = rows.flatMap((row): Kept[] => {
      const problem = whyKept(row);
      return problem ? [{ row, problem }] : [];
    });
    const keptLines = new Set(kept.map(({ row }) => row.line));
    const legal = rows.filter(({ line }) => !keptLines.has(line));
    await takeBack(trx, { engine }, importId, legal);
    const half = legal.flatMap((row): Kept[] => {
      const problem = whatIsGone(row);
      return problem ? [{ row, problem }] : [];
    });
    const undone = legal.filter((row) => whatIsGone(row) === null);
    const stay = [...kept, ...half];
    await mark(trx, importId, undone, stay);
    await send(
      { type: 'rowsUndone', undone: undone.length, kept: stay.length },
      `${importId}/undo/line/${last.line}`,
    );
    return true;
  });
}

/** Newest line first, its listings locked in the order of their ids: no hold comes between the look and the action. */
async function nextRows(trx: Trx, importId: string, limit: number): Promise<AppliedRow[]> {
  await queryPrepared(
    trx,
    `SELECT 1 AS locked FROM listings_offered WHERE id = ANY(ARRAY(
       SELECT listing_id FROM import_rows WHERE import_id = $1 AND applied_at IS NOT NULL AND undone_at IS NULL
         AND undo_problem IS NULL AND action IN ('create', 'change') ORDER BY line LIMIT $2)) ORDER BY id FOR NO KEY UPDATE`,
    [importId, limit],
  );
  return readNext(trx, importId, { after: -1, limit });
}

/** Lines that were applied and not taken back, in their order. @param after the line before the first one */
export function readNext(
  trx: Trx,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<AppliedRow[]> {
  return queryPrepared<AppliedRow>(
    trx,
    `SELECT r.line, r.plan, r.before, r.listing_id, l.state, l.held, l.sold, l.currency, l.price_amount, l.split_rule,
       l.face_value_amount, l.delivery, l.delivery_way, l.disclosure, l.in_hand_on,
       (SELECT coalesce(p.name, a.by) FROM platform_changes a LEFT JOIN accounts_people_named p ON p.id = a.by
        WHERE a.subject = l.id AND a.by <> $1 AND a.what LIKE 'listing.%' ORDER BY a.id DESC LIMIT 1) AS changed_by
     FROM import_rows r JOIN listings_offered l ON l.id = r.listing_id
     WHERE r.import_id = $1 AND r.applied_at IS NOT NULL AND r.undone_at IS NULL AND r.undo_problem IS NULL
       AND r.action IN ('create', 'change') AND r.line > $3 ORDER BY r.line LIMIT $2`,
    [importId, limit, after],
  );
}

const tickets = (count: number) => (count === 1 ? '1 ticket is' : `${count} tickets are`);

/** Why a row stays as it is, or null. */
export function whyKept(row: AppliedRow): Kept['problem'] | null {
  const past = before.parse(row.before);
  const soldSince = row.sold - past.sold;
  if (soldSince > 0)
    return { field: 'listing', code: 'sold_since', message: `${tickets(soldSince)} sold since. It stays.` };
  if (row.held > 0)
    return { field: 'listing', code: 'held_now', message: `${tickets(row.held)} held by a fan. It stays.` };
  if (hasTag(listingMachine, row.state, 'ended'))
    return {
      field: 'listing',
      code: 'over',
      message: `It is ${row.state} already. There is nothing to undo.`,
    };
  const changes = changesOf(row, termsOf(row.plan), row.currency);
  if (changes.length === 0) return null;
  const by = row.changed_by ?? 'somebody';
  const what = changes.map(({ field, from }) => `${field} is now ${from ?? 'empty'}`).join(', ');
  return { field: 'listing', code: 'changed_since', message: `Changed since by ${by}: ${what}. It stays.` };
}

/** Seats that the file took off sale stay withdrawn: somebody else may own them by now. */
function whatIsGone(row: AppliedRow): Kept['problem'] | null {
  const { left } = before.parse(row.before);
  if (!left) return null;
  const gone =
    left.seats.length === 0
      ? `${left.quantity} ${left.quantity === 1 ? 'admission' : 'admissions'}`
      : `${left.seats.length === 1 ? 'Seat' : 'Seats'} ${seatText(left.seats)}`;
  return {
    field: left.seats.length === 0 ? 'quantity' : 'seats',
    code: 'seats_left',
    message: `${gone} left the sale with this file, which can't be undone; its terms are as before. To offer them again, send them with an id of their own.`,
  };
}

/** Whether the file made the row's listing. */
export const isCreated = (row: AppliedRow): boolean => before.parse(row.before).terms === null;

async function takeBack(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  importId: string,
  rows: readonly AppliedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const changed = rows.flatMap((row) => {
    const { terms } = before.parse(row.before);
    return terms === null ? [] : [{ row, terms }];
  });
  const created = rows.filter(isCreated);
  const reason = (line: number) => `Line ${line} of a broker's file was taken back`;
  const undone = (line: number) => ({
    by: importId,
    reason: reason(line),
    cause: `${importId}/undo/${line}`,
  });
  const outcomes = await engine.apply(trx, [
    ...created.map(({ listing_id, line }) =>
      messageTo(listingMachine, listing_id, { type: 'withdraw', reason: reason(line) }, undone(line)),
    ),
    ...changed.flatMap(({ row, terms }) =>
      changeMessages(changesOf(row, terms, row.currency), terms.priceAmount).map((message) =>
        messageTo(listingMachine, row.listing_id, message, {
          ...undone(row.line),
          cause: `${importId}/undo/${row.line}${message.type === 'correct' ? '/terms' : ''}`,
        }),
      ),
    ),
  ]);
  const refused = outcomes.find(({ kind }) => kind !== 'applied');
  if (refused) throw new Error(`${refused.id} was looked at under its lock, but answered ${refused.kind}`);
  await writeTerms(
    trx,
    changed.map(({ row, terms }) => ({ listingId: row.listing_id, terms })),
  );
  await audit(
    trx,
    { by: importId, requestId: null },
    rows.map((row) => ({
      what: 'listing.importUndo',
      subject: row.listing_id,
      reason: `Line ${row.line}`,
      before: { state: row.state, ...listedTerms(row) },
      after: before.parse(row.before).terms ?? { state: 'withdrawn' },
    })),
  );
}

async function mark(
  trx: Trx,
  importId: string,
  undone: readonly AppliedRow[],
  kept: readonly Kept[],
): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE import_rows SET undone_at = now() WHERE import_id = $1 AND line = ANY($2::int[])',
    [importId, undone.map(({ line }) => line)],
  );
  const { from, value } = records(
    kept.map(({ row, problem }) => ({ line: row.line, problem })),
    { line: 'integer', problem: 'jsonb' },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `UPDATE import_rows r SET undo_problem = n.problem FROM ${from}
     WHERE r.import_id = $1 AND r.line = n.line`,
    [importId, value],
  );
}
