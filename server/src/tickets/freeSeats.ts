/** What of a listing can be sold now. */
import { allocate, allowedAdmissions, type SplitRule, sellableQuantities } from '@holdfast/shared/listings';
import { type Pipeline, queryPrepared, type Trx } from '../platform/db/index.ts';

/** A listing as far as its free places matter. The seats are empty for general admission. */
export interface Stock {
  kind: 'seated' | 'generalAdmission';
  splitRule: SplitRule;
  available: number;
  /** All seats of the listing, each beside the next: some rows count by two. */
  seats: readonly number[];
  /** Ascending. */
  freeSeats: number[];
  /** Seats that somebody holds alone. */
  heldAlone: number[];
}

/** Seats as positions in their row, independent of their numbers. */
const placesOf = ({ seats }: Stock, some: readonly number[]) => some.map((seat) => seats.indexOf(seat));

/** The quantities that one fan may take now, ascending. */
export function quantitiesOf(stock: Stock, max: number): number[] {
  if (stock.kind === 'generalAdmission') return allowedAdmissions(stock.available, max);
  const free = placesOf(stock, stock.freeSeats);
  return sellableQuantities(stock.splitRule, free, max, placesOf(stock, stock.heldAlone));
}

/** The seats that a quantity gets: adjacent, from an end; empty for general admission; null where it can't be sold. */
export function seatsFor(stock: Stock, quantity: number): number[] | null {
  if (stock.kind === 'generalAdmission') return quantity <= stock.available ? [] : null;
  const free = placesOf(stock, stock.freeSeats);
  const places = allocate(stock.splitRule, free, quantity, placesOf(stock, stock.heldAlone));
  return places?.map((place) => stock.seats[place] as number) ?? null;
}

export interface OpenSeats {
  /** Ascending. */
  free: number[];
  heldAlone: number[];
}

/** The open seats of seated listings. The caller has locked the listings, if it is to hold some. */
export async function openSeatsOf(
  trx: Trx | Pipeline,
  listingIds: string[],
): Promise<Map<string, OpenSeats>> {
  const rows = await queryPrepared<{ listing_id: string; free: number[]; held_alone: number[] }>(
    trx,
    `SELECT listing_id, coalesce(array_agg(seat ORDER BY seat) FILTER (WHERE state = 'free'), '{}') AS free,
       coalesce(array_agg(seat) FILTER (WHERE state = 'held' AND of_hold = 1), '{}') AS held_alone
     FROM (SELECT t.listing_id, t.seat, t.state, count(*) OVER (PARTITION BY t.listing_id, t.reservation_id) AS of_hold
       FROM tickets t WHERE t.listing_id = ANY($1::text[]) AND t.state IN ('free', 'held')) open GROUP BY listing_id`,
    [listingIds],
  );
  return new Map(rows.map((row) => [row.listing_id, { free: row.free, heldAlone: row.held_alone }]));
}
