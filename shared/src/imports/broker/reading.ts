/**
 * How a whole file writes amounts and dates. It is decided by all cells of its price and date columns before any line is
 * read; what they don't tell is a question for a person.
 */
import { formatMoney } from '../../money/index.ts';
import {
  type AmountEvidence,
  bareAmount,
  type DecimalMark,
  decideDecimalMark,
  noAmounts,
  noteAmount,
  plainAmount,
} from './amounts.ts';
import type { BrokerField } from './columns.ts';
import {
  type DateEvidence,
  type DateOrder,
  dateAndTime,
  decideDateOrder,
  noDates,
  noteDate,
} from './dates.ts';
import { type BrokerFormat, headerOf } from './formats.ts';
import type { Reading } from './readingRules.ts';

/** What the cells of one column say. */
export interface ColumnEvidence {
  amounts: AmountEvidence;
  dates: DateEvidence;
}

/** Evidence of no cell. */
export const noEvidence = (): ColumnEvidence => ({ amounts: noAmounts(), dates: noDates() });

/** Counts what a cell says. */
export function noteCell(into: ColumnEvidence, cell: string): void {
  if (cell === '') return;
  noteAmount(into.amounts, cell);
  noteDate(into.dates, cell);
}

/** A question that the cells leave open, with both readings of one of the file's own cells. */
export interface OpenQuestion {
  rule: 'decimalMark' | 'dateOrder';
  text: string;
  choices: Array<{ value: string; example: string; reads: string }>;
}

const priceFields = ['list_price', 'face_price', 'cost', 'group_cost', 'taxed_cost'] as const;
const dateFields = ['event_date', 'in_hand_date'] as const;

/** What a person answered. */
export interface ChosenReading {
  decimalMark?: DecimalMark | undefined;
  dateOrder?: DateOrder | undefined;
}

/**
 * Decides how a file is read.
 * @param evidence by the file's own column
 * @returns the reading, and what a person must answer first; until then the reading has no mark or order for it
 */
export function decideReading(
  format: BrokerFormat,
  evidence: Readonly<Record<string, ColumnEvidence>>,
  chosen: ChosenReading,
): { reading: Reading; questions: OpenQuestion[] } {
  const of = (fields: readonly BrokerField[]) =>
    fields.flatMap((field) => {
      const { header } = headerOf(format, field);
      return header !== undefined && Object.hasOwn(evidence, header)
        ? [evidence[header] as ColumnEvidence]
        : [];
    });
  const amounts = of(priceFields).map((each) => each.amounts);
  const dates = of(dateFields).map((each) => each.dates);
  const mark = decideDecimalMark(amounts);
  const order = decideDateOrder(dates);
  const questions: OpenQuestion[] = [];
  if (mark === 'ask' && chosen.decimalMark === undefined)
    questions.push(askMark(amounts.find(({ example }) => example !== null)?.example ?? '1.250'));
  if (order === 'ask' && chosen.dateOrder === undefined)
    questions.push(askOrder(dates.find(({ example }) => example !== null)?.example ?? '12/5/2026'));
  return {
    reading: {
      decimalMark: chosen.decimalMark ?? (mark === 'ask' ? null : mark),
      isMarkChosen: chosen.decimalMark !== undefined,
      dateOrder: chosen.dateOrder ?? (order === 'ask' ? null : order),
    },
    questions,
  };
}

const moneyOf = (example: string, mark: DecimalMark): string => {
  const { text, currency } = bareAmount(example);
  const amount = Math.round(Number(plainAmount(text, mark) ?? 0) * 100);
  return formatMoney({
    amount,
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : 'USD',
  });
};

const askMark = (example: string): OpenQuestion => ({
  rule: 'decimalMark',
  text: `How are the prices of this file written? ${example} reads two ways.`,
  choices: (['.', ','] as const).map((value) => ({ value, example, reads: moneyOf(example, value) })),
});

const askOrder = (example: string): OpenQuestion => ({
  rule: 'dateOrder',
  text: `How are the dates of this file written? ${example} reads two ways.`,
  choices: (['mdy', 'dmy'] as const).map((value) => ({ value, example, reads: dayOf(example, value) })),
});

function dayOf(example: string, order: DateOrder): string {
  const { date } = dateAndTime(example, order);
  if (date === null) return 'no date';
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** The rules that the file needed, as sentences for the page of the import. */
export function readingInWords({ decimalMark, dateOrder }: Reading): string[] {
  const words: string[] = [];
  if (decimalMark === ',') words.push('Prices are read with a decimal comma: 95,50 is $95.50.');
  if (decimalMark === '.') words.push('Prices are read with a decimal point: 1,250.50 is $1,250.50.');
  if (dateOrder === 'mdy') words.push('Dates are read with the month first: 12/5/2026 is December 5.');
  if (dateOrder === 'dmy') words.push('Dates are read with the day first: 5.12.2026 is December 5.');
  return words;
}
