/** The price of one ticket, before the fee: minor units. What may be set depends on what one payment can be. */
import { z } from 'zod';
import { formatMoney } from '../money/amounts.ts';
import { chargeLimits } from '../money/charges.ts';

/** The lowest price of one ticket, minor units, where the currency's smallest payment isn't more. */
export const minimumPrice = 100;
/** The highest price of one ticket, minor units. */
export const maximumPrice = 10_000_000;

/** A price that staff may set, in any currency; `priceProblem` knows the one of the event. */
export const price = z
  .int('Give an amount, such as 120.50.')
  .min(minimumPrice, 'At least 1.00.')
  .max(maximumPrice, 'At most 100,000.00.');

/** The lowest and the highest price of one ticket in a currency, minor units: what a payment can be, even without a fee. */
export function priceLimits(currency: string): { least: number; most: number } {
  const { least, most } = chargeLimits(currency);
  return { least: Math.max(minimumPrice, least), most: Math.min(maximumPrice, most) };
}

/**
 * Why tickets can't have this price, with the limit; null: they can.
 * @param amount each, minor units, before the fee
 * @param atOnce how many must be payable at once: those that are sold together, or that one fan may hold
 * @param mayBeFree of the marketplace's own events: nothing is a price too
 */
export function priceProblem(
  amount: number,
  currency: string,
  { atOnce = 1, mayBeFree = false }: { atOnce?: number; mayBeFree?: boolean } = {},
): string | null {
  if (mayBeFree && amount === 0) return null;
  const { least, most } = priceLimits(currency);
  const money = (minor: number) => formatMoney({ amount: minor, currency });
  if (amount < least) return `At least ${money(least)}${mayBeFree ? ', or nothing for free tickets' : ''}.`;
  if (amount > most) return `At most ${money(most)}.`;
  const payable = chargeLimits(currency).most;
  if (amount * atOnce > payable)
    return `${atOnce} at once would be ${money(amount * atOnce)}, and one payment is ${money(payable)} at most.`;
  return null;
}
