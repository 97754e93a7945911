/** Taxes within what a fan pays for one ticket: the all-in price stays the price. */

/** What of a tax's rule its amount depends on. */
export interface TaxRate {
  /** Parts per million. */
  ratePpm: number;
  onPrice: boolean;
  onFee: boolean;
}

/** What a tax takes of one ticket's price and of its service fee, minor units. */
export interface TicketTax {
  price: number;
  fee: number;
}

const million = 1_000_000n;

/**
 * The part of each tax in one ticket. Taxes of the same place stand beside each other: each is its rate of the price without any
 * of them, so of 108.88 with 4% and 4.875%, 4.00 and 4.88 are tax and 100.00 isn't. Each is rounded half up.
 * @param price minor units, >= 0, without the fee
 * @param fee minor units, >= 0
 * @returns in the order of the rates; together never more than price or fee
 */
export function taxesWithin(
  { price, fee }: { price: number; fee: number },
  rates: readonly TaxRate[],
): TicketTax[] {
  const ofPrice = within(
    price,
    rates.map(({ onPrice, ratePpm }) => (onPrice ? ratePpm : 0)),
  );
  const ofFee = within(
    fee,
    rates.map(({ onFee, ratePpm }) => (onFee ? ratePpm : 0)),
  );
  return rates.map((_, i) => ({ price: ofPrice[i] ?? 0, fee: ofFee[i] ?? 0 }));
}

function within(gross: number, rates: number[]): number[] {
  const base = million + BigInt(rates.reduce((sum, rate) => sum + rate, 0));
  let left = gross;
  return rates.map((rate) => {
    // A few taxes that are each rounded up can't take more than there is.
    const part = Math.min(left, Number((2n * BigInt(gross) * BigInt(rate) + base) / (2n * base)));
    left -= part;
    return part;
  });
}

/** `8.875%` */
export const rateText = (ratePpm: number) => `${Number((ratePpm / 10_000).toFixed(4))}%`;
