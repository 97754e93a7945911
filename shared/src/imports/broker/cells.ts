import type { ProblemList } from './problems.ts';

/** Reads single cells of a broker file. Each reader reports what is wrong to `problems` and then returns null. */

// Above this a price is taken for a slip (a missing point, a year in the wrong column), not for a ticket.
export const MOST_UNITS = 100_000;
// No row of neighbours in a venue is longer; it also bounds what one line can make us allocate.
export const MOST_SEATS = 100;

// A spreadsheet executes cells that begin so; a tab or a line feed before them doesn't help.
const FORMULA = /^[\s]*[=+\-@]/;
const MARKUP = /<[^>]*>|<\/?[a-z!]|&(?:#\d+|#x[\da-f]+|[a-z]+);/i;
// Line breaks, other control characters, and invisible ones that turn or hide text.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
export const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/u;

/** What one column holds, as text; absent columns and undefined cells are blank. */
export interface Cell {
  field: string;
  text: string;
}

/** Plain text of at most `most` characters; blank gives null without a problem unless `required`. */
export function readText(
  { field, text }: Cell,
  most: number,
  problems: ProblemList,
  required = false,
): string | null {
  if (text === '') {
    if (required) problems.add(field, 'required', `Fill in ${field}.`);
    return null;
  }
  if (FORMULA.test(text)) {
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

/** A whole number within bounds, written with the digits 0 to 9 only. */
export function readCount(
  { field, text }: Cell,
  bounds: { least: number; most: number },
  problems: ProblemList,
  required = false,
): number | null {
  const { least, most } = bounds;
  if (text === '') {
    if (required) problems.add(field, 'required', `Fill in ${field} with a whole number.`);
    return null;
  }
  if (refusesNumberShape({ field, text }, problems)) return null;
  if (!/^\d{1,9}$/.test(text)) {
    problems.add(field, 'not_a_count', `${field} isn't a whole number. Write it like 4.`);
    return null;
  }
  const count = Number(text);
  if (count < least || count > most) {
    problems.add(field, 'out_of_range', `${field} is ${count}. Give ${least} to ${most}.`);
    return null;
  }
  return count;
}

/**
 * An amount in minor units of the currency, read digit by digit, never through a float.
 * @param digits decimal places of the currency: 2 for USD, 0 for JPY
 */
export function readAmount(
  { field, text }: Cell,
  digits: number,
  problems: ProblemList,
  options: { required?: boolean; zeroAllowed?: boolean } = {},
): number | null {
  const example = digits === 0 ? '120' : `120.${'5'.padEnd(digits, '0')}`;
  if (text === '') {
    if (options.required) problems.add(field, 'required', `Fill in ${field} with an amount like ${example}.`);
    return null;
  }
  if (refusesNumberShape({ field, text }, problems)) return null;
  if (/^[\d.]*,\d{1,2}$/.test(text)) {
    problems.add(
      field,
      'decimal_comma',
      `${field} has a decimal comma. Write it with a point, like ${example}.`,
    );
    return null;
  }
  if (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) {
    problems.add(field, 'thousands_mark', `${field} has commas between thousands. Leave them out.`);
    return null;
  }
  const match = /^(\d{1,12})(?:\.(\d{1,20}))?$/.exec(text);
  if (!match) {
    problems.add(
      field,
      'not_an_amount',
      `${field} isn't an amount. Write the number alone, like ${example}.`,
    );
    return null;
  }
  const [, units = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(digits))) {
    problems.add(
      field,
      'too_precise',
      `${field} is finer than the currency. Round it to ${digits} decimals.`,
    );
    return null;
  }
  const minor = Number(units + fraction.slice(0, digits).padEnd(digits, '0'));
  if (minor > MOST_UNITS * 10 ** digits) {
    problems.add(field, 'too_high', `${field} is above ${MOST_UNITS}. Check the decimal point.`);
    return null;
  }
  if (minor === 0 && !options.zeroAllowed) {
    problems.add(field, 'zero', `${field} is zero. Give the price of one ticket.`);
    return null;
  }
  return minor;
}

/** A calendar date, YYYY-MM-DD, that exists. */
export function readDate({ field, text }: Cell, problems: ProblemList): string | null {
  if (text === '') return null;
  if (isCalendarDate(text)) return text;
  problems.add(field, 'not_a_date', `${field} isn't a date. Write it like 2026-11-28.`);
  return null;
}

/**
 * A wall time at the venue, `YYYY-MM-DDTHH:MM:SS` (seconds and the T may be left out). An offset or a Z is refused:
 * the file names the venue's wall time, and a zone would silently move the game.
 */
export function readWallTime({ field, text }: Cell, problems: ProblemList, required = true): string | null {
  if (text === '') {
    if (!required) return null;
    problems.add(
      field,
      'required',
      `Fill in ${field} with the start at the venue, like 2026-11-28T19:30:00.`,
    );
    return null;
  }
  const match = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  const [, date = '', hour, minute, second = '00'] = match ?? [];
  if (match && isCalendarDate(date)) return `${date}T${hour}:${minute}:${second}`;
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

/** Y or N (or TRUE or FALSE, as spreadsheets write it), in either case; blank is N. */
export function readFlag({ field, text }: Cell, problems: ProblemList): boolean {
  const flag = text.toUpperCase();
  if (!['', 'Y', 'N', 'TRUE', 'FALSE'].includes(flag)) {
    problems.add(field, 'not_a_flag', `${field} must be Y or N.`);
  }
  return flag === 'Y' || flag === 'TRUE';
}

/** One of the values of an enum, in either case; blank is null. */
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
 * A note as plain text. Exports of other systems carry bold and line breaks, so plain formatting tags without
 * attributes are taken out and reported as a notice; any other markup is a problem.
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

/** Whether a text is an existing date of the Gregorian calendar written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function refusesNumberShape({ field, text }: Cell, problems: ProblemList): boolean {
  if (/^-\s*[\d.,]+$/.test(text) || /^\([\d.,]+\)$/.test(text)) {
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
