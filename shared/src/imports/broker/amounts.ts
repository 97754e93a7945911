/**
 * How amounts are written: `1250.50`, `$1,250.50`, `1.250,50`. A cell such as `1.250` reads two ways; which one is meant
 * is decided by the whole column (`decideDecimalMark`), never by the cell.
 */

/** What separates cents: a point, or a comma. */
export type DecimalMark = '.' | ',';

/** What the cells of a column say of the decimal mark. */
export interface AmountEvidence {
  /** Cells that can only be read with a decimal point, and with a decimal comma. */
  point: number;
  comma: number;
  /** Cells that read two ways, such as 1.250, and the first of them. */
  either: number;
  example: string | null;
}

/** Evidence of no cell. */
export const noAmounts = (): AmountEvidence => ({ point: 0, comma: 0, either: 0, example: null });

const sign = /^(US\$|[$€£]|[A-Z]{3}(?= ?\d))\s*/;
const signAfter = /\s*([$€£]|(?<=\d ?)[A-Z]{3})$/;
const currencies: Record<string, string> = { $: 'USD', US$: 'USD', '€': 'EUR', '£': 'GBP' };

/** An amount without its currency sign. */
export interface BareAmount {
  text: string;
  /** The sign as it was written. */
  sign: string | null;
  /** ISO 4217 of the sign; a dollar may be another country's. */
  currency: string | null;
}

/** Takes the currency sign off. */
export function bareAmount(text: string): BareAmount {
  const found = sign.exec(text) ?? signAfter.exec(text);
  if (!found) return { text, sign: null, currency: null };
  const [whole, mark = ''] = found;
  const bare = found.index === 0 ? text.slice(whole.length) : text.slice(0, found.index);
  return { text: bare.trim(), sign: mark, currency: currencies[mark] ?? mark };
}

/** Both readings of an amount; null where it can't be read so. */
export function readingsOf(text: string): Record<DecimalMark, string | null> {
  return { '.': plainAmount(text, '.'), ',': plainAmount(text, ',') };
}

/**
 * The amount with a decimal point and without thousands marks, as it reads with this decimal mark.
 * @returns null where it can't be read so
 */
export function plainAmount(text: string, mark: DecimalMark): string | null {
  if (/^\d{1,12}$/.test(text)) return text;
  const other = mark === '.' ? ',' : '.';
  const [units = '', fraction, ...rest] = text.split(mark);
  if (rest.length > 0 || (fraction !== undefined && !/^\d{1,20}$/.test(fraction))) return null;
  const groups = units.split(other);
  const isGrouped = groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  if (groups.length === 1 ? !/^\d{1,12}$/.test(units) : !isGrouped || groups.length > 4) return null;
  return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}

/** Counts what a cell says. */
export function noteAmount(into: AmountEvidence, cell: string): void {
  if (cell.length > 30 || !/\d/.test(cell)) return;
  const { text, currency } = bareAmount(cell.trim());
  const { '.': point, ',': comma } = readingsOf(text);
  if (point === comma) return;
  if (point !== null && comma !== null) {
    // A dollar sign before 1,250 is the United States' way of writing a thousand.
    if (currency === 'USD' && text.includes(',')) into.point += 1;
    else {
      into.either += 1;
      into.example ??= cell.trim();
    }
  } else if (point !== null) into.point += 1;
  else into.comma += 1;
}

/**
 * Decides by all price columns of a file.
 * @returns the mark; `ask` where the cells don't tell; null where no cell has a mark
 */
export function decideDecimalMark(columns: readonly AmountEvidence[]): DecimalMark | 'ask' | null {
  const sum = (of: (each: AmountEvidence) => number) => columns.reduce((all, each) => all + of(each), 0);
  const [point, comma, either] = [
    sum((each) => each.point),
    sum((each) => each.comma),
    sum((each) => each.either),
  ];
  if (point > 0 && comma === 0) return '.';
  if (comma > 0 && point === 0) return ',';
  if (point === 0 && either === 0) return null;
  // Both ways are in use: the rarer one is a slip, and refused by line, unless a cell reads two ways.
  return either > 0 || point === comma ? 'ask' : point > comma ? '.' : ',';
}
