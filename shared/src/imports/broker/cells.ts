import { bareAmount, type DecimalMark, plainAmount, readingsOf } from './amounts.ts';
import { damagedText, isDayNumber } from './damage.ts';
import { type DateOrder, dateAndTime } from './dates.ts';
import type { ProblemList } from './problems.ts';

/** Reads single cells of a broker file. Each reader reports what is wrong to `problems` and then returns null. */

/**
 * Major units of the currency. A higher price is taken for a mistake: a missing point, or a year in the wrong
 * column.
 */
export const MAX_UNITS = 100_000;
/** No row of adjacent seats in a venue is longer. It also bounds what one line can make us allocate. */
export const MAX_SEATS = 100;

/** A spreadsheet executes cells that begin with these characters, also after a tab or a line feed. */
const FORMULA = /^[\s]*[=+\-@]/;
const MARKUP = /<[^>]*>|<\/?[a-z!]|&(?:#\d+|#x[\da-f]+|[a-z]+);/i;
/** Line breaks, other control characters, and invisible characters that reverse or hide text. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** A decimal digit of another script than Latin. */
export const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/u;

/** One column's text and its name for problems. An absent column and an undefined cell are blank. */
export interface Cell {
  field: string;
  text: string;
}

/** Reads plain text of at most `maximum` characters. Blank is null, a problem only when `required`. */
export function readText(
  { field, text }: Cell,
  most: number,
  problems: ProblemList,
  required = false,
): string | null {
  if (text === '') {
    if (required) problems.add(field, 'required', `${field} is empty. Enter a value.`);
    return null;
  }
  const damage = damagedText(field, text);
  if (damage !== null) {
    problems.add(field, 'spreadsheet_changed', damage.message, damage.suggestion);
  } else if (FORMULA.test(text)) {
    problems.add(
      field,
      'formula',
      `${field} begins like a spreadsheet formula. Begin it with a letter or digit.`,
    );
  } else if (MARKUP.test(text)) {
    problems.add(field, 'markup', `${field} holds HTML. Write plain text without tags and entities.`);
  } else if (HIDDEN.test(text)) {
    problems.add(
      field,
      'hidden_character',
      `${field} holds a line break or an invisible character. Type it anew.`,
    );
  } else if (FOREIGN_DIGIT.test(text)) {
    problems.add(field, 'foreign_digit', `${field} holds digits of another script. Use the digits 0 to 9.`);
  } else if (text.length > most) {
    problems.add(field, 'too_long', `${field} has ${text.length} characters. Shorten it to ${most}.`);
  } else {
    return text;
  }
  return null;
}

/** Reads a whole number within bounds, in the digits 0 to 9 only. */
export function readCount(
  { field, text }: Cell,
  bounds: { minimum: number; maximum: number },
  problems: ProblemList,
  required = false,
): number | null {
  const { minimum, maximum } = bounds;
  if (text === '') {
    if (required) problems.add(field, 'required', `${field} is empty. Enter a whole number.`);
    return null;
  }
  if (reportsWrongNumberShape({ field, text }, problems)) return null;
  if (!/^\d{1,9}$/.test(text)) {
    problems.add(field, 'not_a_count', `${field} isn't a whole number. Write it like 4.`);
    return null;
  }
  const count = Number(text);
  if (count < minimum || count > maximum) {
    problems.add(field, 'out_of_range', `${field} is ${count}. Give ${minimum} to ${maximum}.`);
    return null;
  }
  return count;
}

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

/** Reads a calendar date: YYYY-MM-DD, or as the file orders day and month. */
export function readDate(
  { field, text }: Cell,
  order: DateOrder | null,
  problems: ProblemList,
): string | null {
  if (text === '') return null;
  const { date } = dateAndTime(text, order);
  if (date !== null) return date;
  if (reportsDayNumber({ field, text }, problems)) return null;
  problems.add(field, 'not_a_date', `${field} isn't a date. Write it like 2026-11-28.`);
  return null;
}

/**
 * Reads a wall time at the venue: `YYYY-MM-DDTHH:MM:SS`, or a date as the file writes it with a 24-hour or a 12-hour
 * clock; the seconds are optional. An offset or a Z is refused, because converting it would silently move the game.
 */
export function readWallTime(
  { field, text }: Cell,
  order: DateOrder | null,
  problems: ProblemList,
  required = true,
): string | null {
  if (text === '') {
    if (!required) return null;
    problems.add(
      field,
      'required',
      `${field} is empty. Enter the start at the venue, like 2026-11-28T19:30:00.`,
    );
    return null;
  }
  const { date, time } = dateAndTime(text, order);
  if (date !== null && time !== null) return `${date}T${time}`;
  if (reportsDayNumber({ field, text }, problems)) return null;
  if (/\d(Z|[+-]\d\d:?\d\d)$/i.test(text) && /[T ]/.test(text)) {
    problems.add(
      field,
      'zone_given',
      `${field} carries a time zone. Write the venue's wall time without it.`,
    );
  } else {
    problems.add(
      field,
      'not_a_time',
      `${field} isn't a date with a time. Write it like 2026-11-28T19:30:00.`,
    );
  }
  return null;
}

function reportsDayNumber({ field, text }: Cell, problems: ProblemList): boolean {
  if (!isDayNumber(text)) return false;
  problems.add(
    field,
    'spreadsheet_changed',
    `A spreadsheet changed this cell: ${field} says ${text}, the number of a day. Format the column as a date, and export the file anew.`,
  );
  return true;
}

/** Reads Y or N, or TRUE or FALSE as spreadsheets write it, in either case; blank is false. */
export function readFlag({ field, text }: Cell, problems: ProblemList): boolean {
  const flag = text.toUpperCase();
  if (!['', 'Y', 'N', 'TRUE', 'FALSE'].includes(flag)) {
    problems.add(field, 'not_a_flag', `${field} must be Y or N.`);
  }
  return flag === 'Y' || flag === 'TRUE';
}

/** Reads one of the values of an enum, in either case; blank is null. */
export function readChoice<Choice extends string>(
  { field, text }: Cell,
  choices: readonly Choice[],
  problems: ProblemList,
): Choice | null {
  if (text === '') return null;
  const choice = choices.find((candidate) => candidate === text.toUpperCase());
  if (choice === undefined) {
    problems.add(field, 'not_a_choice', `${field} isn't known. Use one of ${choices.join(', ')}.`);
    return null;
  }
  return choice;
}

/**
 * Reads a note as plain text. Exports of other systems contain bold and line breaks: formatting tags without
 * attributes are removed and reported as a notice; other markup is a problem.
 */
export function readNote(
  cell: Cell,
  most: number,
  problems: ProblemList,
  notices: ProblemList,
): string | null {
  const plain = cell.text
    .replace(/<br ?\/?>|<\/?p>/gi, ' ')
    .replace(/<\/?(?:b|i|u|em|strong|span)>/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  const note = readText({ field: cell.field, text: plain }, most, problems);
  if (note !== null && /</.test(cell.text)) {
    notices.add(
      cell.field,
      'formatting_removed',
      `${cell.field} lost its formatting tags; its text is kept.`,
    );
  }
  return note;
}

function reportsWrongNumberShape({ field, text }: Cell, problems: ProblemList): boolean {
  const damage = damagedText(field, text);
  if (damage !== null) {
    problems.add(field, 'spreadsheet_changed', damage.message, damage.suggestion);
  } else if (/^-\s*[\d.,]+$/.test(text) || /^\([\d.,]+\)$/.test(text)) {
    problems.add(field, 'negative', `${field} is negative. Give a number of zero or more.`);
  } else if (FORMULA.test(text)) {
    problems.add(field, 'formula', `${field} begins like a spreadsheet formula. Write the number alone.`);
  } else if (FOREIGN_DIGIT.test(text)) {
    problems.add(field, 'foreign_digit', `${field} holds digits of another script. Use the digits 0 to 9.`);
  } else if (MARKUP.test(text)) {
    problems.add(field, 'markup', `${field} holds HTML. Write the number alone.`);
  } else {
    return false;
  }
  return true;
}
