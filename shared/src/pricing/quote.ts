/** Splits a price by the components of a rule. Source: domain.md, "Words". */
import { partOf } from '../money/amounts.ts';
import type { PercentagesComponent } from './components.ts';

/** One ticket, all in minor units: proceeds + commission = price; price + fee = allIn. */
export interface TicketSum {
  price: number;
  proceeds: number;
  commission: number;
  fee: number;
  allIn: number;
}

/**
 * Splits the price of one ticket. A component that the consignor pays is the price less the rest, and the
 * rest is rounded half up, so half a cent goes to the consignor. A component that the fan pays is rounded
 * half up. Each is then kept within its minimum and maximum; the commission is never more than the price. The
 * database functions `commission_share` and `fan_fee` compute the same for sums over many listings.
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
