/** Keeps the barcodes of tickets as their file wrote them. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import type { Draft } from './draftRow.ts';
import type { ReadLine } from './readLines.ts';

/** Refuses barcodes that another open listing of the game has, and those that a fan of the game got. */
export async function refuseKnownBarcodes(trx: Trx, drafts: readonly Draft[]): Promise<void> {
  const wanted = drafts.filter(({ event, line }) => event !== null && (line.row?.barcodes.length ?? 0) > 0);
  if (wanted.length === 0) return;
  const rows = await queryPrepared<{ event_id: string; barcode: string; listing_id: string }>(
    trx,
    `SELECT b.event_id, b.barcode, b.listing_id FROM import_barcodes b JOIN listings_offered l ON l.id = b.listing_id
     WHERE b.event_id = ANY($1::text[]) AND b.barcode = ANY($2::text[]) AND listing_is_open(l.state)
     UNION ALL SELECT k.event_id, k.code, d.listing_id FROM deliveries_barcodes k JOIN deliveries_made d ON d.id = k.delivery_id
     WHERE k.event_id = ANY($1::text[]) AND k.code = ANY($2::text[])`,
    [
      [...new Set(wanted.map(({ event }) => event?.id))],
      [...new Set(wanted.flatMap(({ line }) => line.row?.barcodes ?? []))],
    ],
  );
  const known = new Map(rows.map((row) => [`${row.event_id}|${row.barcode}`, row.listing_id]));
  for (const { event, line, existing, problems } of wanted) {
    const listingId = line.row?.barcodes
      .map((barcode) => known.get(`${event?.id}|${barcode}`))
      .find((each) => each !== undefined && each !== existing?.id);
    if (listingId === undefined) continue;
    const message = 'Another listing of this game has the same barcode. Each ticket has its own.';
    problems.push({ field: 'barcodes', code: 'known_barcode', message, listingId });
  }
}

/** Stores the barcodes of rows that created or changed a listing; those of a listing are replaced. */
export async function keepBarcodes(
  trx: Trx,
  importId: string,
  consignorId: string,
  rows: ReadonlyArray<Pick<ReadLine, 'row' | 'line'> & { action: string; event: { id: string } | null }>,
  listingIds: ReadonlyMap<number, string>,
): Promise<void> {
  const kept = rows.flatMap(({ action, row, event, line }) => {
    const listingId = listingIds.get(line);
    if ((action !== 'create' && action !== 'change') || !row || !event || !listingId) return [];
    return row.barcodes.map((barcode, at) => ({
      listingId,
      eventId: event.id,
      seat: row.seats[at] === undefined ? null : Number(row.seats[at]),
      barcode,
    }));
  });
  if (kept.length === 0) return;
  await queryPrepared(trx, 'DELETE FROM import_barcodes WHERE listing_id = ANY($1::text[])', [
    [...new Set(kept.map(({ listingId }) => listingId))],
  ]);
  const { from, value } = records(
    kept,
    { listingId: 'text', eventId: 'text', seat: 'integer', barcode: 'text' },
    { parameter: 3 },
  );
  await queryPrepared(
    trx,
    `INSERT INTO import_barcodes (consignor_id, import_id, listing_id, event_id, seat, barcode)
     SELECT $1, $2, n.listing_id, n.event_id, n.seat, n.barcode FROM ${from}
     ON CONFLICT (event_id, barcode) DO UPDATE SET listing_id = excluded.listing_id, seat = excluded.seat,
       consignor_id = excluded.consignor_id, import_id = excluded.import_id`,
    [consignorId, importId, value],
  );
}
