/**
 * Money that comes after a hold's end: its very tickets again where they are free, else as good ones of the same listings,
 * at the price that was agreed.
 */
import type { MovedLine } from '@holdfast/shared/reservations/machines';
import { changeCounts } from '../listings/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import * as tickets from '../tickets/index.ts';
import { heldSeats, type Line, lockLines } from './inventory.ts';

/** What is still to be had of the listings, as ended holds take it one after the other. */
class Stock {
  readonly #listings: Map<string, tickets.Stock>;
  readonly #free: Map<string, Set<number>>;

  constructor(listings: Map<string, tickets.Stock>) {
    this.#listings = listings;
    this.#free = new Map([...listings].map(([id, { freeSeats }]) => [id, new Set(freeSeats)]));
  }

  has({ listing_id, quantity, seats }: Line): boolean {
    const free = this.#free.get(listing_id);
    return (
      (this.#listings.get(listing_id)?.available ?? 0) >= quantity &&
      seats.every((seat) => free?.has(seat) === true)
    );
  }

  /** Other seats of the same section and row that its split rule lets go together; null: there are none. */
  othersFor({ listing_id, quantity }: Line): number[] | null {
    const listing = this.#listings.get(listing_id);
    if (!listing) return null;
    const free = [...(this.#free.get(listing_id) ?? [])].sort((a, b) => a - b);
    return tickets.seatsFor({ ...listing, freeSeats: free }, quantity);
  }

  take({ listing_id, quantity }: Line, seats: readonly number[]): void {
    const listing = this.#listings.get(listing_id);
    if (listing) listing.available -= quantity;
    for (const seat of seats) this.#free.get(listing_id)?.delete(seat);
  }
}

/** The listings as they stand under the caller's lock; one that isn't on sale has nothing. */
async function loadStock(trx: Trx, listingIds: string[], sellable: ReadonlySet<string>): Promise<Stock> {
  const rows = await queryPrepared<{
    id: string;
    kind: tickets.Stock['kind'];
    split_rule: tickets.Stock['splitRule'];
    available: number;
    seats: number[];
  }>(trx, 'SELECT id, kind, split_rule, available, seats FROM listings_offered WHERE id = ANY($1::text[])', [
    listingIds,
  ]);
  const open = await tickets.openSeatsOf(trx, listingIds);
  return new Stock(
    new Map(
      rows
        .filter(({ id }) => sellable.has(id))
        .map(({ id, kind, split_rule: splitRule, available, seats }) => [
          id,
          {
            kind,
            splitRule,
            available,
            seats,
            freeSeats: open.get(id)?.free ?? [],
            heldAlone: open.get(id)?.heldAlone ?? [],
          },
        ]),
    ),
  );
}

/**
 * Which of these ended holds can have tickets again: their very ones, the first of two that want the same; then, of those that
 * are left, as good ones. Locks their listings, so the answer holds until the transaction's end.
 * @param reservationIds in the order in which they are served
 * @returns by reservation, the lines that get other seats; none for the very same
 */
export async function reacquirable(
  trx: Trx,
  reservationIds: readonly string[],
): Promise<Map<string, MovedLine[]>> {
  const granted = new Map<string, MovedLine[]>();
  if (reservationIds.length === 0) return granted;
  const { lines, listings } = await lockLines(trx, reservationIds);
  const sellable = new Set([...listings.values()].filter((listing) => listing.sellable).map(({ id }) => id));
  const stock = await loadStock(trx, [...listings.keys()], sellable);
  const linesOf = (id: string) => lines.filter(({ reservation_id }) => reservation_id === id);
  for (const id of reservationIds) {
    const own = linesOf(id);
    if (own.length === 0 || !own.every((line) => stock.has(line))) continue;
    granted.set(id, []);
    for (const line of own) stock.take(line, line.seats);
  }
  for (const id of reservationIds) {
    const own = linesOf(id);
    if (granted.has(id) || own.length === 0) continue;
    const placed = own.map((line) => ({ line, seats: stock.has(line) ? line.seats : stock.othersFor(line) }));
    if (!placed.every((each): each is { line: Line; seats: number[] } => each.seats !== null)) continue;
    for (const { line, seats } of placed) stock.take(line, seats);
    granted.set(
      id,
      placed
        .filter(({ line, seats }) => seats !== line.seats)
        .map(({ line, seats }) => ({ listingId: line.listing_id, from: line.seats, to: seats })),
    );
  }
  return granted;
}

/**
 * The tickets of ended holds are held again, so that they can be sold. The caller asked `reacquirable`.
 * @param holds with the lines that get other seats
 */
export async function reacquire(
  trx: Trx,
  holds: ReadonlyArray<{ reservationId: string; moved: readonly MovedLine[] }>,
): Promise<void> {
  const moved = records(
    holds.flatMap(({ reservationId, moved: lines }) =>
      lines.map(({ listingId, to }) => ({ reservationId, listingId, seats: to })),
    ),
    { reservationId: 'text', listingId: 'text', seats: 'jsonb' },
  );
  await queryPrepared(
    trx,
    `UPDATE reservation_items i SET seats = ARRAY(SELECT jsonb_array_elements_text(n.seats)::int) FROM ${moved.from}
     WHERE i.reservation_id = n.reservation_id AND i.listing_id = n.listing_id`,
    [moved.value],
  );
  const { lines } = await lockLines(
    trx,
    holds.map(({ reservationId }) => reservationId),
  );
  await tickets.holdAgain(trx, heldSeats(lines));
  await changeCounts(
    trx,
    lines.map(({ listing_id: listingId, quantity }) => ({ listingId, available: -quantity, held: quantity })),
  );
}
