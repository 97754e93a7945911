/** What a reservation holds, as it is released, sold, taken again or given back: its tickets and its listings' counters. */
import { type CountChange, changeCounts, lockListings } from '../listings/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import * as tickets from '../tickets/index.ts';

interface Line {
  reservation_id: string;
  listing_id: string;
  quantity: number;
  seats: number[];
}

/** The lines of reservations; their listings are locked first, in the order of their ids, so the rest is read under it. */
async function lockLines(trx: Trx, reservationIds: readonly string[]) {
  const lines = await queryPrepared<Line>(
    trx,
    'SELECT reservation_id, listing_id, quantity, seats FROM reservation_items WHERE reservation_id = ANY($1::text[])',
    [reservationIds],
  );
  const listings = await lockListings(
    trx,
    lines.map(({ listing_id }) => listing_id),
  );
  const offSale = [...listings.values()].filter(({ off_sale }) => off_sale).map(({ id }) => id);
  return { lines, listings, offSale };
}

const heldSeats = (lines: readonly Line[]): tickets.HeldSeats[] =>
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
 * Which of these ended holds can have their very tickets again, the first of two that want the same. Locks their listings, so
 * the answer holds until the transaction's end.
 * @param reservationIds in the order in which they are served
 */
export async function reacquirable(trx: Trx, reservationIds: readonly string[]): Promise<Set<string>> {
  const granted = new Set<string>();
  if (reservationIds.length === 0) return granted;
  const { lines, listings } = await lockLines(trx, reservationIds);
  const available = new Map(
    [...listings.values()].map((listing) => [listing.id, listing.sellable ? listing.available : 0]),
  );
  const taken = new Set<string>();
  const placesOf = (own: readonly Line[]) =>
    own.flatMap(({ listing_id, seats }) => seats.map((seat) => `${listing_id}/${seat}`));
  for (const id of reservationIds) {
    const own = lines.filter(({ reservation_id }) => reservation_id === id);
    const fits =
      own.length > 0 &&
      own.every(({ listing_id, quantity }) => (available.get(listing_id) ?? 0) >= quantity) &&
      placesOf(own).every((place) => !taken.has(place)) &&
      (await tickets.areFree(trx, heldSeats(own)));
    if (!fits) continue;
    granted.add(id);
    for (const place of placesOf(own)) taken.add(place);
    for (const { listing_id, quantity } of own)
      available.set(listing_id, (available.get(listing_id) ?? 0) - quantity);
  }
  return granted;
}

/** The very tickets of ended holds are held again, so that they can be sold. The caller asked `reacquirable`. */
export async function reacquire(trx: Trx, reservationIds: readonly string[]): Promise<void> {
  const { lines } = await lockLines(trx, reservationIds);
  await tickets.holdAgain(trx, heldSeats(lines));
  await changeCounts(
    trx,
    lines.map(({ listing_id: listingId, quantity }) => ({ listingId, available: -quantity, held: quantity })),
  );
}

/** Sold tickets of refunded orders are void; their places go back on sale, or leave it where they couldn't be delivered. */
export async function takeSoldBack(
  trx: Trx,
  reservationIds: readonly string[],
  undeliverable: readonly tickets.OrderedTickets[],
): Promise<void> {
  const sold = await queryPrepared<{ listing_id: string }>(
    trx,
    'SELECT DISTINCT listing_id FROM reservations_current_lines WHERE reservation_id = ANY($1::text[])',
    [reservationIds],
  );
  const offSale = await lockOffSale(
    trx,
    sold.map(({ listing_id }) => listing_id),
  );
  await countVoided(trx, await tickets.voidTickets(trx, { reservationIds }, offSale, undeliverable));
}

/** The tickets of one line are void, and their places leave the sale. The caller has locked the listing. */
export async function voidLine(trx: Trx, line: tickets.OrderedTickets): Promise<void> {
  await countVoided(trx, await tickets.voidTickets(trx, line, [], [line]));
}

async function lockOffSale(trx: Trx, listingIds: readonly string[]): Promise<string[]> {
  const listings = await lockListings(trx, listingIds);
  return [...listings.values()].filter(({ off_sale }) => off_sale).map(({ id }) => id);
}

const countVoided = (trx: Trx, voided: Map<string, { voided: number; withdrawn: number }>): Promise<void> =>
  changeCounts(
    trx,
    [...voided].map(([listingId, { voided: n, withdrawn }]) => ({
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
