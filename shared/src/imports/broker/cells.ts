/** Reads single cells of a broker file. Each reader reports what is wrong to `problems` and then returns null. */
import { holdsCardNumber } from '../../http/index.ts';
import { damagedText } from './damage.ts';
import type { ProblemList } from './problems.ts';

/** The most tickets of one line: it bounds what a line makes us allocate. How many seats one listing may have is `mostSeats`. */
export const MAX_TICKETS = 100;

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
  if (holdsCardNumber(plain)) {
    problems.add(
      cell.field,
      'card_number',
      `${cell.field} holds what looks like a card number. Take it out: we never keep one.`,
    );
    return null;
  }
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

/** Reports what a number can't look like. @returns whether it did */
export function reportsWrongNumberShape({ field, text }: Cell, problems: ProblemList): boolean {
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
