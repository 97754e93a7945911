/** What of a listing can be sold now. */
import {
  allocate,
  allowedAdmissions,
  allowedQuantities,
  runLengths,
  type SplitRule,
} from '@holdfast/shared/consignment';
import { type Pipeline, run, type Trx } from '../platform/db/index.ts';

/** A listing as far as its free places matter. `freeSeats` is ascending, and empty for general admission. */
export interface Stock {
  kind: 'seated' | 'generalAdmission';
  splitRule: SplitRule;
  available: number;
  freeSeats: number[];
}

/** The quantities that one fan may take now, ascending. */
export function quantitiesOf(stock: Stock, max: number): number[] {
  return stock.kind === 'generalAdmission'
    ? allowedAdmissions(stock.available, max)
    : allowedQuantities(stock.splitRule, runLengths(stock.freeSeats), max);
}

/** The seats that a quantity gets: adjacent, from an end; empty for general admission; null where it can't be sold. */
export function seatsFor(stock: Stock, quantity: number): number[] | null {
  if (stock.kind === 'generalAdmission') return quantity <= stock.available ? [] : null;
  return allocate(stock.splitRule, stock.freeSeats, quantity);
}

/** The free seats of seated listings, ascending. The caller has locked the listings, if it is to hold some. */
export async function freeSeatsOf(trx: Trx | Pipeline, listingIds: string[]): Promise<Map<string, number[]>> {
  const rows = await run<{ listing_id: string; seats: number[] }>(
    trx,
    `SELECT listing_id, array_agg(seat ORDER BY seat) AS seats FROM tickets
     WHERE listing_id = ANY($1::text[]) AND state = 'free' GROUP BY listing_id`,
    [listingIds],
  );
  return new Map(rows.map((row) => [row.listing_id, row.seats]));
}
