/** What a reservation holds, as it is released, sold, taken again or given back: its tickets and its listings' counters. */
import { type CountChange, changeCounts, lockListings } from '../listings/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import * as tickets from '../tickets/index.ts';

/** A line of a reservation, as its places matter. */
export interface Line {
  reservation_id: string;
  listing_id: string;
  quantity: number;
  seats: number[];
}

/** The lines of reservations; their listings are locked first, in the order of their ids, so the rest is read under it. */
export async function lockLines(trx: Trx, reservationIds: readonly string[]) {
  const lines = await queryPrepared<Line>(
    trx,
    'SELECT reservation_id, listing_id, quantity, seats FROM reservation_items WHERE reservation_id = ANY($1::text[])',
    [reservationIds],
  );
  const listings = await lockListings(
    trx,
    lines.map(({ listing_id }) => listing_id),
  );
  return { lines, listings, offSale: offSaleOf(listings) };
}

const offSaleOf = (listings: Awaited<ReturnType<typeof lockListings>>): string[] =>
  [...listings.values()].filter(({ off_sale }) => off_sale).map(({ id }) => id);

export const heldSeats = (lines: readonly Line[]): tickets.HeldSeats[] =>
  lines.map(({ reservation_id: reservationId, listing_id: listingId, seats }) => ({
    reservationId,
    listingId,
    seats,
  }));

/**
 * The holds end: what they held is free again, or leaves the sale with its listing or as its consignor requested.
 * @param gone those of the reservations whose tickets leave the sale for good, such as tickets sold elsewhere
 */
export async function releaseHeld(
  trx: Trx,
  reservationIds: readonly string[],
  gone: readonly string[] = [],
): Promise<void> {
  const { lines, listings, offSale } = await lockLines(trx, reservationIds);
  const seated = lines.some(({ seats }) => seats.length > 0);
  const withdrawn = seated
    ? await tickets.releaseTickets(trx, reservationIds, offSale, gone)
    : new Map<string, number>();
  const changes = [...Map.groupBy(lines, ({ listing_id }) => listing_id)].map(
    ([listingId, ofListing]): CountChange => {
      const n = ofListing.reduce((sum, { quantity }) => sum + quantity, 0);
      const left = listings.get(listingId)?.off_sale
        ? n
        : (withdrawn.get(listingId) ?? 0) + admissionsOf(ofListing, gone);
      return { listingId, held: -n, available: n - left, withdrawn: left };
    },
  );
  await changeCounts(trx, changes);
}

/** How many admissions without seats these lines of reservations hold: they have no rows to count. */
const admissionsOf = (lines: readonly Line[], reservationIds: readonly string[]) =>
  lines.reduce(
    (sum, { seats, quantity, reservation_id }) =>
      seats.length === 0 && reservationIds.includes(reservation_id) ? sum + quantity : sum,
    0,
  );

/** What is held is sold. @param sales with when each was paid, ISO instant */
export async function sellHeld(
  trx: Trx,
  sales: ReadonlyArray<{ reservationId: string; at: string }>,
): Promise<void> {
  const paidAt = new Map(sales.map(({ reservationId, at }) => [reservationId, at]));
  const { lines, listings } = await lockLines(trx, [...paidAt.keys()]);
  await tickets.sellTickets(
    trx,
    lines.map(({ reservation_id: reservationId, listing_id: listingId, quantity }) => {
      const listing = listings.get(listingId);
      const at = paidAt.get(reservationId);
      if (!listing || at === undefined)
        throw new Error(`${reservationId} holds ${listingId}, which isn’t there`);
      return {
        reservationId,
        listingId,
        eventId: listing.event_id,
        seated: listing.kind === 'seated',
        quantity,
        at,
      };
    }),
  );
  await changeCounts(
    trx,
    lines.map(({ listing_id: listingId, quantity }) => ({ listingId, held: -quantity, sold: quantity })),
  );
}

/**
 * Sold tickets that were refunded are void; their places go back on sale, or leave it: once their event began they always do.
 * @param only these of their tickets; null: all
 * @param gone those whose places aren't sold again
 */
export async function takeSoldBack(
  trx: Trx,
  reservationIds: readonly string[],
  { only = null, gone = [] }: { only?: readonly string[] | null; gone?: readonly string[] } = {},
): Promise<tickets.VoidedCount[]> {
  const sold = await queryPrepared<{ listing_id: string }>(
    trx,
    'SELECT DISTINCT listing_id FROM reservations_current_lines WHERE reservation_id = ANY($1::text[])',
    [reservationIds],
  );
  const listings = await lockListings(
    trx,
    sold.map(({ listing_id }) => listing_id),
  );
  const begun = await queryPrepared<{ id: string }>(
    trx,
    `SELECT l.id FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id
     WHERE l.id = ANY($1::text[]) AND e.starts_at <= now()`,
    [[...listings.keys()]],
  );
  const voided = await tickets.voidTickets(trx, {
    reservationIds,
    only,
    offSale: [...offSaleOf(listings), ...begun.map(({ id }) => id)],
    gone,
  });
  await countVoid(trx, voided);
  return voided;
}

/** The tickets of one line are void, and their places leave the sale. The caller has locked the listing. */
export async function voidLine(
  trx: Trx,
  { reservationId, listingId }: tickets.OrderedTickets,
): Promise<void> {
  const of = { reservationIds: [reservationId], listingId, only: null };
  await countVoid(trx, await tickets.voidTickets(trx, { ...of, offSale: [listingId], gone: [] }));
}

const countVoid = (trx: Trx, voided: readonly tickets.VoidedCount[]): Promise<void> =>
  changeCounts(
    trx,
    voided.map(({ listingId, voided: n, withdrawn }) => ({
      listingId,
      sold: -n,
      available: n - withdrawn,
      withdrawn,
    })),
  );

/** Free tickets become those of a paid order at once. The caller has locked the listing and knows that they are free. */
export async function sellFree(
  trx: Trx,
  sale: tickets.SoldTickets & { seats: readonly number[] },
): Promise<void> {
  const { reservationId, listingId, quantity, seats } = sale;
  if (seats.length > 0) await tickets.holdAgain(trx, [{ reservationId, listingId, seats }]);
  await tickets.sellTickets(trx, [sale]);
  await changeCounts(trx, [{ listingId, available: -quantity, sold: quantity }]);
}
