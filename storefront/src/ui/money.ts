import type { Money } from '@holdfast/shared/money';

/*
 * Our own few lines, not those of shared/money: that module brings the schema library, which is heavier than all of
 * this storefront's pages.
 */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
    formats.set(currency, format);
  }
  return format;
}

/** Minor units to whole ones: 18450 USD is 184.5, 500 JPY is 500. */
function wholeUnits({ amount, currency }: Money): number {
  return amount / 10 ** (formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2);
}

/** "$1,234.50" */
export const moneyText = (value: Money): string => formatOf(value.currency).format(wholeUnits(value));

/** The two parts that are set in two sizes: "$184" and ".50"; the latter is empty where a currency has no cents. */
export function moneyParts(value: Money): { whole: string; cents: string } {
  const parts = formatOf(value.currency).formatToParts(wholeUnits(value));
  const at = parts.findIndex(({ type }) => type === 'decimal');
  const text = (from: number, to?: number) =>
    parts
      .slice(from, to)
      .map(({ value: part }) => part)
      .join('');
  return at < 0 ? { whole: text(0), cents: '' } : { whole: text(0, at), cents: text(at) };
}

/** A price times a quantity, minor units. */
export const times = (value: Money, quantity: number): Money => ({
  amount: value.amount * quantity,
  currency: value.currency,
});

/** The sum of amounts of one currency, minor units. */
export const sumOf = (values: Money[], currency: string): Money => ({
  amount: values.reduce((sum, { amount }) => sum + amount, 0),
  currency,
});

/** "12.5 %" of 1250 basis points. */
export const percentText = (bps: number): string => `${bps / 100} %`;
