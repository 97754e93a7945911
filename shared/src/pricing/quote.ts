/** What a price splits into, at the percentages of one moment. Source: domain.md, "Words". */
import { partOf } from '../money/money.ts';

/** Percentages in force, in basis points: what the house keeps of the price, and what the fan pays on top. */
export interface PercentagesInForce {
  houseBps: number;
  feeBps: number;
}

/** One ticket's sum, all in minor units: consignor + house = price; price + fee = allIn. */
export interface TicketSum {
  price: number;
  consignor: number;
  house: number;
  fee: number;
  allIn: number;
}

/**
 * Splits the price of one ticket. The house's part is the remainder of the consignor's, so the two sum to the price.
 * @param price minor units, >= 0
 * @param percentages basis points, each 0..10000
 * @throws RangeError when an argument is out of range
 */
export function quoteTicket(price: number, percentages: PercentagesInForce): TicketSum {
  const consignor = partOf(price, 10_000 - percentages.houseBps);
  const fee = partOf(price, percentages.feeBps);
  return { price, consignor, house: price - consignor, fee, allIn: price + fee };
}
