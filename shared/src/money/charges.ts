/**
 * What one payment can be, at least and at most. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */

/** Minor units; what isn't named has the least of the US dollar. */
const leastByCurrency: Readonly<Record<string, number>> = {
  GBP: 30,
  SEK: 300,
  NOK: 300,
  DKK: 250,
  MXN: 1_000,
};

/** Minor units: eight digits. */
const most = 99_999_999;

/** The limits of one payment, minor units. Nothing at all is no payment, and always possible. */
export function chargeLimits(currency: string): { least: number; most: number } {
  return { least: leastByCurrency[currency] ?? 50, most };
}

/** Whether this can be paid at once, or is nothing. @param amount minor units */
export function isChargeable(amount: number, currency: string): boolean {
  const { least } = chargeLimits(currency);
  return amount === 0 || (amount >= least && amount <= most);
}
