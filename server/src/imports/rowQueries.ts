/** Queries over import rows: each with its plan and problems. */

import type { ImportRow, importRowQuery } from '@holdfast/shared/imports';
import { type BrokerFormat, readAs } from '@holdfast/shared/imports/broker';
import { formatAmount } from '@holdfast/shared/money';
import type { z } from 'zod';
import { seatText } from '../listings/label.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Columns, inTransaction, listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { Import } from './Import.ts';
import { showImport } from './importQueries.ts';
import { layout } from './layout.ts';
import type { StoredRow } from './StoredRow.ts';

/** A line with the name of its game, and who corrected it when. */
export type KeptRow = Pick<
  Columns<StoredRow>,
  | 'line'
  | 'action'
  | 'label'
  | 'problems'
  | 'changes'
  | 'note'
  | 'listing_id'
  | 'event_id'
  | 'record'
  | 'original'
  | 'plan'
  | 'reference'
  | 'waits'
  | 'undone_at'
  | 'undo_problem'
> & { event_name: string | null; corrected_by: string | null; corrected_at: Date | null };

const columns = `r.line, r.action, r.label, r.problems, r.changes, r.note, r.listing_id, r.event_id, g.event_name, r.record, r.original, r.plan,
  coalesce(corrector.name, k.corrected_by) AS corrected_by, k.corrected_at, r.reference, r.waits, r.undone_at, r.undo_problem`;
const tables = `import_rows r LEFT JOIN import_corrections k ON k.import_id = r.import_id AND k.line = r.line
  LEFT JOIN accounts_people_named corrector ON corrector.id = k.corrected_by LEFT JOIN LATERAL
  (SELECT e.short_name AS event_name FROM catalog_events_named e WHERE e.id = r.event_id) g ON true`;

export async function formatOf(trx: Trx, importId: string): Promise<BrokerFormat> {
  const row = await Import.query(trx).findById(importId);
  return row?.layout ? layout.parse(row.layout) : { name: 'mapped', headers: {} };
}

export function presentRow(format: BrokerFormat, row: KeptRow): ImportRow {
  const words = wordsOf(format, row);
  return {
    line: row.line,
    action: row.action,
    label: row.label,
    ...words,
    problems: row.undo_problem ? [...row.problems, row.undo_problem] : row.problems,
    changes: row.changes,
    note: row.note,
    listingId: row.listing_id,
    waits: row.waits,
    undo: row.undo_problem ? 'kept' : row.undone_at ? 'undone' : null,
    record: row.record,
    corrected:
      row.original !== null && row.corrected_by !== null && row.corrected_at !== null
        ? { by: row.corrected_by, at: row.corrected_at.toISOString(), original: row.original }
        : null,
  };
}

/** The listing in words: as it was read, and where it couldn't be, as it stands in the file. */
export function wordsOf(
  format: BrokerFormat,
  { plan, record, event_name }: Pick<KeptRow, 'plan' | 'record' | 'event_name'>,
): Pick<ImportRow, 'game' | 'place' | 'quantity' | 'price'> {
  if (plan) {
    const seats = plan.seats.every((seat) => /^\d+$/.test(seat))
      ? seatText(plan.seats.map(Number))
      : plan.seats.join(', ');
    return {
      game: event_name ?? plan.event?.name ?? plan.event?.externalId ?? '',
      place: [plan.section, plan.row, seats].filter(Boolean).join(' / '),
      quantity: String(plan.quantity),
      price: formatAmount({ amount: plan.price, currency: plan.currency }),
    };
  }
  const raw = new Map(readAs(format, record, null).map(({ field, file }) => [field, file.slice(0, 60)]));
  const text = (field: Parameters<typeof raw.get>[0]) => raw.get(field) ?? '';
  const seats = text('seats') || [text('seat_from'), text('seat_thru')].filter(Boolean).join('–');
  return {
    game: text('event_name') || text('event_id'),
    place: [text('section'), text('row'), seats].filter(Boolean).join(' / '),
    quantity: text('quantity'),
    price: text('list_price'),
  };
}

const asked = `r.import_id = $1 AND ($2::text IS NULL OR r.action = $2) AND ($3::boolean IS NULL OR r.waits = $3)
  AND ($4::text IS NULL OR CASE $4 WHEN 'kept' THEN r.undo_problem IS NOT NULL ELSE r.undone_at IS NOT NULL END)`;

/** @throws Problem `not_found` */
export async function listImportRows(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  importId: string,
  listQuery: z.output<typeof importRowQuery>,
): Promise<{ data: ImportRow[]; total: number; next: string | null }> {
  return inTransaction(db, async (trx) => {
    await showImport(trx, engine, importId);
    const format = await formatOf(trx, importId);
    const filter = [
      importId,
      listQuery.action ?? null,
      listQuery.waits === 'true' ? true : null,
      listQuery.undo ?? null,
    ];
    const { rows, total, next } = await listPage<KeptRow>(
      trx,
      {
        columns,
        from: `FROM ${tables}`,
        countedFrom: 'FROM import_rows r',
        where: asked,
        values: filter,
        keys: [{ by: 'r.line', type: 'integer', order: listQuery.order }],
      },
      listQuery,
    );
    return { data: rows.map((row) => presentRow(format, row)), total, next };
  });
}

/** One line, or undefined. */
export async function loadRow(trx: Trx, importId: string, line: number): Promise<KeptRow | undefined> {
  const [row] = await queryPrepared<KeptRow>(
    trx,
    `SELECT ${columns} FROM ${tables} WHERE r.import_id = $1 AND r.line = $2`,
    [importId, line],
  );
  return row;
}

/** Lines from this one on, for what walks through all of them. */
export function rowsFrom(trx: Trx, importId: string, line: number, most: number): Promise<KeptRow[]> {
  return queryPrepared<KeptRow>(
    trx,
    `SELECT ${columns} FROM ${tables} WHERE r.import_id = $1 AND r.line >= $2 ORDER BY r.line LIMIT $3`,
    [importId, line, most],
  );
}
