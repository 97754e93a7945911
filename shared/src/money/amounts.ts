/** Arithmetic and words of amounts. Apart from the contract, so that a page that shows prices loads no validation. */
import type { Money } from './money.ts';

/**
 * The part of an amount that a percentage takes, rounded half up to one minor unit.
 * @param amount minor units, >= 0
 * @param bps basis points, 0..10000
 * @returns minor units, 0..amount
 * @throws RangeError when an argument is out of range: a programming error, validated before
 * Source: domain.md, "Words": a share is rounded half up and the other side takes the remainder.
 */
export function partOf(amount: number, bps: number): number {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new RangeError(`amount ${amount} is not minor units`);
  if (!Number.isInteger(bps) || bps < 0 || bps > 10_000)
    throw new RangeError(`bps ${bps} is not basis points`);
  // Split so that the product stays a safe integer for any amount: whole ten-thousands first.
  const whole = Math.floor(amount / 10_000);
  const rest = amount % 10_000;
  return whole * bps + Math.floor((rest * bps + 5_000) / 10_000);
}

const digitsByCurrency = new Map<string, number>();

/**
 * How many decimal places a currency has: 2 for USD, 0 for JPY.
 * @throws RangeError when the code isn't three letters
 */
export function decimalsOf(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/**
 * Formats an amount with its currency: "$1,234.50".
 * @param value minor units with currency
 */
export function formatMoney(value: Money, locale = 'en-US'): string {
  const digits = decimalsOf(value.currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency }).format(
    value.amount / 10 ** digits,
  );
}

/**
 * Formats an amount without a currency sign, for columns whose head names the currency: "1,234.50". A
 * negative amount has a true minus sign (U+2212).
 */
export function formatAmount(value: Money, locale = 'en-US'): string {
  const digits = decimalsOf(value.currency);
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value.amount / 10 ** digits)
    .replace('-', '−');
}

/**
 * Reads an amount that a person typed ("1,234.50", "1234.5", "1234").
 * @returns minor units, or null when the text isn't an unsigned amount with at most the currency's decimals
 */
export function parseAmount(text: string, currency: string): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const digits = decimalsOf(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return null;
  const amount = Number(match[1]!.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}
