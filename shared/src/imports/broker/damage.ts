/**
 * What spreadsheets do to cells: `1-4` becomes 4-Jan or 46026, a long code becomes 4.01235E+11, a text becomes #NAME?.
 * Such a cell no longer says what the broker wrote, so its line is refused.
 */

/** A changed cell: what happened to it, and what it said before where that can be told. */
export interface Damage {
  message: string;
  suggestion: string | null;
}

const errors = /^#(?:NAME\?|REF!|VALUE!|N\/A|NULL!|NUM!|DIV\/0!|SPILL!|CALC!|#+)$/i;
const exponent = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d{1,3}$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const named = /^(?:(\d{1,2})[- ]([a-z]{3})[a-z]*|([a-z]{3})[a-z]*[- ](\d{1,2}))(?:[- ]\d{2,4})?$/i;
const calendar = /^\d{4}-\d\d-\d\d(?:[T ].*)?$|^\d{1,2}\/\d{1,2}\/\d{2,4}$/;
/** Excel counts days from 1900: these are the years 2000 to 2099. */
const firstDay = 36_526;
const lastDay = 73_050;

const remedy =
  'Format the column as text in the spreadsheet, enter the value again, and export the file anew.';

/** Cells of any column: error values, and numbers in scientific notation, whose digits are lost. */
export function damagedText(field: string, text: string): Damage | null {
  if (errors.test(text))
    return {
      message: `A spreadsheet changed this cell: ${field} says ${text}, which is its word for an error. ${remedy}`,
      suggestion: null,
    };
  if (exponent.test(text))
    return {
      message: `A spreadsheet changed this cell: ${field} says ${text}, a number in scientific notation. ${remedy}`,
      suggestion: null,
    };
  return null;
}

/** Cells of sections, rows and seats: these may have become dates as well. */
export function damagedPlace(field: string, text: string): Damage | null {
  const damage = damagedText(field, text);
  if (damage !== null) return damage;
  const seats = seatsOfDate(text);
  if (seats === undefined) return null;
  const before = seats === null ? '' : ` It was probably ${seats}.`;
  return {
    message: `A spreadsheet changed this cell: ${field} says ${text}, which is a date.${before} ${remedy}`,
    suggestion: seats,
  };
}

/** A date of the calendar that became the number of its day, in a column of dates. */
export function isDayNumber(text: string): boolean {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return false;
  return Number(text) >= firstDay && Number(text) <= lastDay;
}

/** The range that became a date; null where the date can't have been one, undefined for what is no date. */
function seatsOfDate(text: string): string | null | undefined {
  const [found, day, month, monthFirst, dayAfter] = named.exec(text) ?? [];
  if (found !== undefined) {
    const at = months.indexOf((month ?? monthFirst ?? '').toLowerCase()) + 1;
    return at === 0 ? undefined : rangeOf(at, Number(day ?? dayAfter));
  }
  if (/^\d{5}$/.test(text) && isDayNumber(text)) {
    const date = new Date(Date.UTC(1899, 11, 30 + Number(text)));
    return rangeOf(date.getUTCMonth() + 1, date.getUTCDate());
  }
  if (!calendar.test(text)) return undefined;
  const iso = /^\d{4}-(\d\d)-(\d\d)/.exec(text);
  return iso ? rangeOf(Number(iso[1]), Number(iso[2])) : null;
}

/** Seats run upwards; `4-1` can't have been a range, `1-4` can. */
function rangeOf(month: number, day: number): string | null {
  if (month === day) return null;
  return `${Math.min(month, day)}-${Math.max(month, day)}`;
}
