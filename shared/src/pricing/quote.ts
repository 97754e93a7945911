/** What a price splits into, at the percentages of one moment. Source: domain.md, "Words". */
import { partOf } from '../money/money.ts';
import type { PercentagesComponent } from './components.ts';

/** One ticket's sum, all in minor units: consignor + house = price; price + fee = allIn. */
export interface TicketSum {
  price: number;
  proceeds: number;
  commission: number;
  fee: number;
  allIn: number;
}

/**
 * Splits the price of one ticket by the components of a rule. A part that the consignor bears is what is left of the price
 * after the consignor's share, rounded half up: an odd half cent is the consignor's. One that the fan bears is rounded half up.
 * Each is then kept within its least and most; what the consignor bears is never more than the price. The database's
 * functions `commission_share` and `fan_fee` are this formula again, for sums over many listings.
 * @param price minor units, >= 0
 * @param components of the rule in force, validated
 * @throws RangeError when an argument is out of range
 */
export function quoteTicket(price: number, components: readonly PercentagesComponent[]): TicketSum {
  let kept = 0;
  let fee = 0;
  for (const part of components) {
    if (part.payer === 'consignor') kept += within(part, price - partOf(price, 10_000 - part.bps));
    else fee += within(part, partOf(price, part.bps));
  }
  const commission = Math.min(kept, price);
  return { price, proceeds: price - commission, commission, fee, allIn: price + fee };
}

function within({ minimum, maximum }: PercentagesComponent, amount: number): number {
  return Math.max(minimum ?? 0, Math.min(maximum ?? amount, amount));
}
