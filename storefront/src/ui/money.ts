import { type Money, moneyFormatOf, wholeUnits } from '@holdfast/shared/money';

export { moneyText } from '@holdfast/shared/money';

/**
 * The two parts that are set in two sizes: "$184" and ".50"; the latter is empty for a currency without
 * decimals.
 */
export function moneyParts(value: Money): { whole: string; cents: string } {
  const parts = moneyFormatOf(value.currency).formatToParts(wholeUnits(value));
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
