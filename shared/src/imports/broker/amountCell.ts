/** Reads an amount out of a cell, by the way in which the whole file writes amounts. */
import { bareAmount, type DecimalMark, plainAmount, readingsOf } from './amounts.ts';
import { type Cell, reportsWrongNumberShape } from './cells.ts';
import type { ProblemList } from './problems.ts';

/**
 * Major units of the currency. A higher price is taken for a mistake: a missing point, or a year in the wrong
 * column.
 */
const MAX_UNITS = 100_000;
/** How the file writes amounts, and the currency that the line is in. */
export interface AmountStyle {
  /** Decimal places of the currency: 2 for USD, 0 for JPY. */
  digits: number;
  currency: string | null;
  /** Null where no cell of the file needed one. */
  mark: DecimalMark | null;
  /** A person said so: then a cell that reads two ways is read by it. */
  isChosen: boolean;
}

/** A computed price has the digits of a binary fraction: `86.35000000000001`. */
const computedDigits = 9;

/** Reads an amount in minor units, digit by digit, never through a float. */
export function readAmount(
  { field, text }: Cell,
  style: AmountStyle,
  problems: ProblemList,
  options: { required?: boolean; zeroAllowed?: boolean } = {},
): number | null {
  const example = exampleOf(style);
  if (text === '') {
    if (options.required)
      problems.add(field, 'required', `${field} is empty. Enter an amount like ${example}.`);
    return null;
  }
  if (reportsWrongNumberShape({ field, text }, problems)) return null;
  const plain = plainOf({ field, text }, style, problems);
  if (plain === null) return null;
  const minor = minorUnits(plain, style.digits);
  if (minor === null) {
    problems.add(
      field,
      'too_precise',
      `${field} is finer than the currency. Round it to ${style.digits} decimals.`,
    );
    return null;
  }
  if (minor > MAX_UNITS * 10 ** style.digits) {
    problems.add(field, 'too_high', `${field} is above ${MAX_UNITS}. Check the decimal point.`);
    return null;
  }
  if (minor === 0 && !options.zeroAllowed) {
    problems.add(field, 'zero', `${field} is zero. Give the price of one ticket.`);
    return null;
  }
  return minor;
}

const exampleOf = ({ digits, mark }: AmountStyle): string =>
  digits === 0 ? '120' : `120${mark ?? '.'}${'5'.padEnd(digits, '0')}`;

/** The amount with a decimal point and nothing else, or null with a problem added. */
function plainOf({ field, text }: Cell, style: AmountStyle, problems: ProblemList): string | null {
  const bare = bareAmount(text);
  const example = exampleOf(style);
  if (bare.currency !== null && style.currency !== null && !fitsCurrency(bare.sign, bare.currency, style)) {
    problems.add(
      field,
      'unknown_currency',
      `${field} is in ${bare.sign}, and the line is in ${style.currency}.`,
    );
    return null;
  }
  const readings = readingsOf(bare.text);
  const mark = style.mark ?? '.';
  const other = mark === '.' ? ',' : '.';
  // A currency of three decimals is written so.
  const readsTwoWays =
    style.digits < 3 && readings['.'] !== null && readings[','] !== null && readings['.'] !== readings[','];
  // With the decimal mark of the file, 1.250 has three decimals, which is no way to write cents.
  if (readsTwoWays && !style.isChosen && (style.mark === null || bare.text.includes(mark))) {
    const [point, comma] = [readings['.'], readings[',']];
    problems.add(
      field,
      'ambiguous_amount',
      `${field} reads as ${point} or as ${comma}. Write it like ${example}, without marks between thousands.`,
    );
    return null;
  }
  const plain = plainAmount(bare.text, mark);
  if (plain !== null) return plain;
  if (readings[other] === null)
    problems.add(
      field,
      'not_an_amount',
      `${field} isn't an amount. Write the number alone, like ${example}.`,
    );
  else if (other === ',')
    problems.add(
      field,
      'decimal_comma',
      `${field} has a decimal comma. Write it with a point, like ${example}.`,
      readings[other],
    );
  else
    problems.add(
      field,
      'decimal_point',
      `${field} has a decimal point, and the other prices of this file have a comma. Write it like ${example}.`,
      readings[other]?.replace('.', ','),
    );
  return null;
}

/** A dollar sign is that of every country with dollars. */
const fitsCurrency = (sign: string | null, currency: string, style: AmountStyle): boolean =>
  currency === style.currency || (sign === '$' && /^(AUD|CAD|NZD|HKD|SGD|MXN)$/.test(style.currency ?? ''));

/** @returns null when it is finer than the currency, except for the digits of a computation, which are rounded */
function minorUnits(plain: string, digits: number): number | null {
  const [units = '', fraction = ''] = plain.split('.');
  const rest = fraction.slice(digits);
  const minor = Number(units + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!/[1-9]/.test(rest)) return minor;
  if (fraction.length < computedDigits) return null;
  return minor + (rest >= '5' ? 1 : 0);
}
