/** Loads the listings that a file's lines may mean: by the broker's id, or by their seats when a format has none. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import { canonicalPlace } from '@holdfast/shared/listings';
import { query, type Trx } from '../platform/db/index.ts';
import { listedSeats } from '../withdrawals/index.ts';

/** What is listed, as far as a later file may change or contradict it. */
export interface ExistingListing {
  id: string;
  external_id: string | null;
  event_id: string;
  section: string | null;
  row: string | null;
  /** All that it ever had, each beside the next. */
  seats: number[];
  /** Of those, what its consignor hasn't taken back: free, held or sold. */
  listed: number[];
  kind: 'seated' | 'generalAdmission';
  ticket_type: string;
  quantity: number;
  available: number;
  held: number;
  withdrawn: number;
  /** Minor units, as the face value. */
  price_amount: number;
  split_rule: SplitRule;
  face_value_amount: number | null;
  delivery: string;
  delivery_way: ConsignedWay;
  disclosure: string | null;
  in_hand_on: string | null;
  state: string;
  sold: number;
}

const columns = `id, external_id, event_id, section, "row", seats, kind, ticket_type, quantity, available, held, withdrawn,
  price_amount, split_rule, face_value_amount, delivery, delivery_way, disclosure, in_hand_on, state, sold`;

/** Open listings of a consignor by the broker's ids. */
export async function listingsByExternalId(
  trx: Trx,
  consignorId: string,
  externalIds: readonly string[],
): Promise<Map<string, ExistingListing>> {
  const rows = await query<ExistingListing & { external_id: string }>(
    trx,
    `SELECT ${columns} FROM listings_offered
     WHERE consignor_id = $1 AND external_id = ANY($2::text[]) AND listing_is_open(state)`,
    [consignorId, externalIds],
  );
  await seeListed(trx, rows);
  return new Map(rows.map((row) => [row.external_id, row]));
}

/** Withdrawn seats no longer belong to the listing: the next file doesn't name them. */
async function seeListed(trx: Trx, listings: readonly ExistingListing[]): Promise<void> {
  for (const listing of listings) listing.listed = listing.seats;
  // A seat that is taken back while a fan holds it is counted as held.
  const touched = listings.filter(
    (listing) => listing.kind === 'seated' && listing.withdrawn + listing.held > 0,
  );
  if (touched.length === 0) return;
  const seats = Map.groupBy(
    await listedSeats(
      trx,
      touched.map(({ id }) => id),
    ),
    ({ listing_id }) => listing_id,
  );
  for (const listing of touched) listing.listed = (seats.get(listing.id) ?? []).map(({ seat }) => seat);
}

/** The key of a listing without a broker's id: its event and place. */
export function listingKey(listing: {
  eventId: string;
  section: string;
  row: string;
  seats: readonly number[];
  ticketType: string | null;
}): string {
  const place =
    listing.ticketType === null
      ? `${canonicalPlace(listing.section)}|${canonicalPlace(listing.row)}`
      : canonicalPlace(listing.ticketType);
  return `${listing.eventId}|${place}|${listing.seats.join()}`;
}

/**
 * Open listings that came without an id in files of a consignor, for these events, by `listingKey`; several of general
 * admission may have one key.
 * @param importId the import that is being applied: what it created itself is no earlier listing
 */
export async function listingsOfFiles(
  trx: Trx,
  consignorId: string,
  eventIds: readonly string[],
  importId: string | null,
): Promise<Map<string, ExistingListing[]>> {
  if (eventIds.length === 0) return new Map();
  const rows = await query<ExistingListing>(
    trx,
    `SELECT ${columns} FROM listings_offered
     WHERE consignor_id = $1 AND event_id = ANY($2::text[]) AND external_id IS NULL AND import_id <> coalesce($3, '')
       AND listing_is_open(state) ORDER BY id`,
    [consignorId, [...new Set(eventIds)], importId],
  );
  await seeListed(trx, rows);
  return Map.groupBy(rows, (row) =>
    listingKey({
      eventId: row.event_id,
      section: row.section ?? '',
      row: row.row ?? '',
      seats: row.listed,
      ticketType: row.kind === 'seated' ? null : row.ticket_type,
    }),
  );
}
