import type { Money } from './money.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** The format of a currency, made once. */
export function moneyFormatOf(currency: string): Intl.NumberFormat {
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
    formats.set(currency, format);
  }
  return format;
}

/** Converts minor units to major units: 18450 USD is 184.5, 500 JPY is 500. */
export function wholeUnits({ amount, currency }: Money): number {
  return amount / 10 ** (moneyFormatOf(currency).resolvedOptions().maximumFractionDigits ?? 2);
}

/** "$1,234.50": an amount as fans read it. */
export const moneyText = (value: Money): string => moneyFormatOf(value.currency).format(wholeUnits(value));
