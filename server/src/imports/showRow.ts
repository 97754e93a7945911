/** One import row field by field, with every listing that has one of its seats. */

import type { ImportRow, ImportRowDetail, SeatsOfListing } from '@holdfast/shared/imports';
import {
  type BrokerField,
  type BrokerFormat,
  type FieldReading,
  readAs,
} from '@holdfast/shared/imports/broker';
import { formatMoney } from '@holdfast/shared/money';
import { findSameSeats } from '../listings/sameSeats.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { showImport } from './importQueries.ts';
import { mayChooseGame, mayConfirmPrice } from './planRows.ts';
import { formatOf, type KeptRow, loadRow, presentRow } from './rowQueries.ts';
import { suggestGames } from './suggestGames.ts';

/** Which of a row's fields a change of the listing's terms comes from. */
const fieldOfChange: Record<string, readonly BrokerField[]> = {
  seats: ['seats', 'seat_from', 'seat_thru'],
  quantity: ['quantity'],
  price: ['list_price'],
  splitRule: ['split_type', 'custom_split'],
  faceValue: ['face_price'],
  delivery: ['in_hand_date', 'in_hand', 'in_hand_days'],
  deliveryWay: ['stock_type', 'barcodes'],
  disclosure: ['public_notes'],
};

/** @throws Problem `not_found` */
export function showImportRow(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  importId: string,
  line: number,
): Promise<ImportRowDetail> {
  return inTransaction(db, (trx) => showRowIn(trx, engine, importId, line));
}

/** @throws Problem `not_found` */
export async function showRowIn(
  trx: Trx,
  engine: Engine,
  importId: string,
  line: number,
): Promise<ImportRowDetail> {
  const file = await showImport(trx, engine, importId);
  const row = Number.isSafeInteger(line) ? await loadRow(trx, importId, line) : undefined;
  if (!row) throw notFound('row');
  const format = await formatOf(trx, importId);
  const codes = row.problems.map(({ code }) => code);
  const decides = file.accepts.includes('check') && row.action === 'refuse';
  return {
    ...presentRow(format, row),
    fields: withChanges(readAs(format, row.record, row.plan), row.changes).map((field) => ({
      ...field,
      file: row.original?.[field.column] ?? field.file,
      corrected: row.original !== null && row.original[field.column] !== field.file ? field.file : null,
      // A column that names the game is read as the game that was found.
      readAs:
        row.event_name !== null && (field.field === 'event_name' || field.field === 'event_id')
          ? row.event_name
          : field.readAs,
    })),
    sameSeats: await sameSeats(trx, importId, row, file.consignor.name),
    mayChooseGame: decides && mayChooseGame(codes) && row.reference !== null,
    mayConfirmPrice: decides && mayConfirmPrice(codes),
    suggestedGames:
      decides && mayChooseGame(codes) && row.plan?.event ? await suggestGames(trx, row.plan.event) : [],
    suggestedCell: decides ? await suggestedCell(trx, importId, format, row) : null,
    sameGameRows: await rowsOfReference(trx, importId, row.reference),
  };
}

function withChanges(
  readings: readonly FieldReading[],
  changes: ImportRow['changes'],
): Array<FieldReading & { from: string | null; to: string | null }> {
  const left = new Set(changes);
  return readings.map((reading) => {
    const change = [...left].find(
      ({ field }) => reading.field !== null && fieldOfChange[field]?.includes(reading.field),
    );
    if (change) left.delete(change);
    return { ...reading, from: change?.from ?? null, to: change?.to ?? null };
  });
}

/** What the first wrong cell probably means, and how many rows have the same text there. */
async function suggestedCell(
  trx: Trx,
  importId: string,
  format: BrokerFormat,
  { problems, record }: KeptRow,
): Promise<ImportRowDetail['suggestedCell']> {
  const problem = problems.find(({ suggestion }) => suggestion !== undefined);
  const column = readAs(format, record, null).find(
    (each) => each.column === problem?.field || each.field === problem?.field,
  )?.column;
  if (problem?.suggestion === undefined || column === undefined) return null;
  const [count] = await queryPrepared<{ rows: number }>(
    trx,
    'SELECT count(*)::int AS rows FROM import_rows WHERE import_id = $1 AND record ->> $2 = $3',
    [importId, column, record[column] ?? ''],
  );
  return { column, text: problem.suggestion, rows: count?.rows ?? 1 };
}

async function rowsOfReference(trx: Trx, importId: string, reference: string | null): Promise<number> {
  if (reference === null) return 0;
  const [count] = await queryPrepared<{ rows: number }>(
    trx,
    'SELECT count(*)::int AS rows FROM import_rows WHERE import_id = $1 AND reference = $2',
    [importId, reference],
  );
  return count?.rows ?? 0;
}

async function sameSeats(
  trx: Trx,
  importId: string,
  row: KeptRow,
  consignor: string,
): Promise<SeatsOfListing[]> {
  const { plan, event_id } = row;
  if (plan === null || event_id === null || !plan.seats.every((seat) => /^\d{1,5}$/.test(seat))) return [];
  const seats = plan.seats.map(Number);
  if (seats.length === 0) return [];
  const wanted = { eventId: event_id, section: plan.section, row: plan.row ?? '', seats };
  const conflicts = (await findSameSeats(trx, [wanted])).filter(
    ({ existing }) => existing.listingId !== row.listing_id,
  );
  const others = await earlierLines(trx, importId, row);
  if (conflicts.length === 0 && others.length === 0) return [];
  return [
    listingOfRow(row, consignor, `row ${row.line}`),
    ...conflicts.map(
      ({ existing }): SeatsOfListing => ({
        name: existing.label,
        listingId: existing.listingId,
        line: null,
        seats: existing.seats,
        consignor: existing.consignor,
        state: existing.state as SeatsOfListing['state'],
        source: existing.source,
        since: existing.createdAt,
        price: formatMoney({ amount: existing.priceAmount, currency: existing.currency }),
        taken: existing.taken,
      }),
    ),
    ...others.map((other) => listingOfRow(other, consignor, `row ${other.line}`)),
  ];
}

/** The lines of the same file that the problems name. */
async function earlierLines(trx: Trx, importId: string, row: KeptRow): Promise<KeptRow[]> {
  const lines = [...new Set(row.problems.flatMap(({ line }) => line ?? []))];
  const found: Array<KeptRow | undefined> = [];
  for (const line of lines) found.push(await loadRow(trx, importId, line));
  return found.filter(
    (other) => other !== undefined && other.plan !== null && other.event_id === row.event_id,
  ) as KeptRow[];
}

function listingOfRow({ plan, line }: KeptRow, consignor: string, name: string): SeatsOfListing {
  return {
    name,
    listingId: null,
    line,
    seats: plan?.seats.map(Number) ?? [],
    consignor,
    state: null,
    source: null,
    since: null,
    price: plan ? formatMoney({ amount: plan.price, currency: plan.currency }) : '',
    taken: 0,
  };
}
