import type { Money } from '@holdfast/shared/money';

/*
 * Not shared/money, because that module imports the schema library, which is larger than all of the storefront's
 * pages.
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

/** Converts minor units to major units: 18450 USD is 184.5, 500 JPY is 500. */
function wholeUnits({ amount, currency }: Money): number {
  return amount / 10 ** (formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2);
}

/** "$1,234.50" */
export const moneyText = (value: Money): string => formatOf(value.currency).format(wholeUnits(value));

/**
 * The two parts that are set in two sizes: "$184" and ".50"; the latter is empty for a currency without
 * decimals.
 */
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

/** "12.5%" of 1250 basis points. */
export const percentText = (bps: number): string => `${bps / 100}%`;
