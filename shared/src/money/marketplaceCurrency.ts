/** The currency of the books. */

/**
 * The currency of the marketplace's books and of every new price, as its settings say: server and back office set it before
 * any amount is read or shown. Read it when it is used: what a module keeps of it at its start may be another one.
 */
export let marketplaceCurrency: BookCurrency = 'USD';

/** Sets the currency of the marketplace in this process. @throws RangeError when the books can't be kept in it */
export function setMarketplaceCurrency(currency: string): void {
  const found = bookCurrencies.find((each) => each === currency);
  if (!found) throw new RangeError(`the books can’t be kept in ${currency}`);
  marketplaceCurrency = found;
}

/** Currencies of two decimals in which Stripe charges and pays out, the most used first. Source: https://docs.stripe.com/currencies */
export const bookCurrencies = [
  'USD',
  'CAD',
  'EUR',
  'GBP',
  'MXN',
  'AUD',
  'NZD',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
] as const;
/** One of them. */
export type BookCurrency = (typeof bookCurrencies)[number];

/** `US Dollar (USD)`, in American English. */
export const currencyName = (currency: string): string =>
  `${new Intl.DisplayNames('en-US', { type: 'currency' }).of(currency)} (${currency})`;
