import { decimalsOf } from '../../money/index.ts';
import type { SplitRule } from '../splitRule.ts';
import {
  type Cell,
  MOST_SEATS,
  readAmount,
  readChoice,
  readCount,
  readDate,
  readFlag,
  readNote,
  readText,
  readWallTime,
} from './cells.ts';
import type { BrokerFormat } from './formats.ts';
import { type ProblemList, problemList } from './problems.ts';
import {
  type BrokerFileOptions,
  type BrokerRecord,
  type BrokerRow,
  type BrokerRowResult,
  STOCK_TYPES,
} from './row.ts';
import { readSeats, seatRange } from './seats.ts';
import { readCustomSplit } from './split.ts';

export {
  type BrokerFormat,
  type BrokerFormatName,
  type FormatRecognition,
  recogniseFormat,
  SEAT_RANGE_COLUMNS,
  SYNC_COLUMNS,
} from './formats.ts';
export type { BrokerProblem, BrokerProblemCode } from './problems.ts';
export {
  type BrokerEventReference,
  type BrokerFileOptions,
  type BrokerRecord,
  type BrokerRow,
  type BrokerRowResult,
  STOCK_TYPES,
  type StockType,
} from './row.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

// Lengths are those of the listing's columns; longer text is a slip of the columns or an attack.
const LONGEST = { id: 100, name: 200, section: 40, row: 20, note: 500, barcodes: 4000, tags: 200 };

/**
 * Reads one line of a broker file. All problems of the line are reported together, each with its remedy; a line with
 * a problem gives no row. Knows nothing of events, other lines or the database: whether the event exists and whether a
 * seat is listed twice is for the caller.
 * @param format     from `recogniseFormat`
 * @param record     the line's cells by the file's own headers
 * @param lineNumber for people, counted from 1 with the header line
 */
export function parseBrokerRow(
  format: BrokerFormat,
  record: BrokerRecord,
  lineNumber: number,
  options: BrokerFileOptions = {},
): BrokerRowResult {
  const problems = problemList();
  const notices = problemList();
  const cell = (field: string): Cell => ({ field, text: textOf(record, format.headers[field]) });
  const currency = readCurrency(cell('currency'), options.currency ?? 'USD', problems);
  const line: Line = {
    cell,
    problems,
    notices,
    currency,
    digits: currency === null ? 2 : decimalsOf(currency),
    defaultSplitRule: options.defaultSplitRule ?? 'neverLeaveOne',
  };
  const row = format.name === 'sync' ? readSyncLine(line) : readSeatRangeLine(line);
  if (problems.all.length > 0 || row === null) return { ok: false, problems: problems.all };
  return { ok: true, row: { lineNumber, format: format.name, ...row }, notices: notices.all };
}

interface Line {
  cell: (field: string) => Cell;
  problems: ProblemList;
  notices: ProblemList;
  currency: string | null;
  digits: number;
  defaultSplitRule: SplitRule;
}

type RowContent = Omit<BrokerRow, 'lineNumber' | 'format'>;

// Reads on after a problem, so that all are found; gives null only where the problems say why.
function readSyncLine(line: Line): RowContent | null {
  const { cell, problems, notices, currency, digits } = line;
  const id = (field: string, required = false) => readText(cell(field), LONGEST.id, problems, required);
  const externalId = id('inventory_id', true);
  const startsAtLocal = readWallTime(cell('event_date'), problems);
  const event = {
    externalId: id('event_id'),
    mappingId: id('mapping_id'),
    name: readText(cell('event_name'), LONGEST.name, problems),
    venueName: readText(cell('venue_name'), LONGEST.name, problems),
  };
  const quantity = readCount(cell('quantity'), { least: 1, most: MOST_SEATS }, problems, true);
  const section = readText(cell('section'), LONGEST.section, problems, true);
  const general = isGeneralAdmission(section) && cell('seats').text === '';
  const rowLabel = readText(cell('row'), LONGEST.row, problems, !general);
  const seats = readSeats(cell('seats'), problems, notices);
  if (!general && seats?.length === 0) {
    problems.add(
      'seats',
      'required',
      'Fill in seats like 5,6 or 5-6, or make the section General Admission.',
    );
  }
  if (!general && seats && seats.length > 0) checkCount('seats', seats.length, quantity, problems);
  const barcodes = readList(cell('barcodes'), LONGEST.barcodes, problems);
  if (barcodes.length > 0) checkCount('barcodes', barcodes.length, quantity, problems);
  const price = readAmount(cell('list_price'), digits, problems, { required: true });
  const faceValue = readAmount(cell('face_price'), digits, problems, { zeroAllowed: true });
  const cost = readAmount(cell('cost'), digits, problems, { zeroAllowed: true });
  readAmount(cell('taxed_cost'), digits, problems, { zeroAllowed: true });
  const splitRule = readSplit(line, quantity);
  const inHand = readFlag(cell('in_hand'), problems);
  const inHandDate = readInHandDate(line, inHand, startsAtLocal);
  const shownQuantity = readCount(
    cell('shown_quantity'),
    { least: 1, most: quantity ?? MOST_SEATS },
    problems,
  );
  readFlag(cell('files_available'), problems);
  readFlag(cell('zone'), problems);
  const rest = {
    stockType: readChoice(cell('stock_type'), STOCK_TYPES, problems),
    instantTransfer: readFlag(cell('instant_transfer'), problems),
    hideSeats: readFlag(cell('hide_seats'), problems),
    publicNote: readNote(cell('public_notes'), LONGEST.note, problems, notices),
    internalNote: readNote(cell('internal_notes'), LONGEST.note, problems, notices),
    tags: readList(cell('tags'), LONGEST.tags, problems),
  };
  if (quantity === null || section === null || seats === null || price === null) return null;
  if (startsAtLocal === null || currency === null || splitRule === null) return null;
  return {
    externalId,
    event: { ...event, startsAtLocal },
    admission: general ? 'general' : 'seated',
    quantity,
    section,
    row: rowLabel,
    seats,
    price,
    faceValue,
    cost,
    currency,
    splitRule: general ? 'any' : splitRule,
    inHand,
    inHandDate,
    shownQuantity,
    barcodes,
    ...rest,
  };
}

function readSeatRangeLine(line: Line): RowContent | null {
  const { cell, problems, currency, digits, defaultSplitRule } = line;
  const quantity = readCount(cell('QTY'), { least: 1, most: MOST_SEATS }, problems, true);
  const section = readText(cell('Section'), LONGEST.section, problems, true);
  const row = readText(cell('Row'), LONGEST.row, problems, true);
  const anySeat = { least: 1, most: 99_999 };
  const from = readCount(cell('SeatFrom'), anySeat, problems, true);
  const thru = readCount(cell('SeatThru'), anySeat, problems, true);
  const seats = from === null || thru === null ? null : seatRange(from, thru);
  if (seats) {
    checkCount('SeatThru', seats.length, quantity, problems);
  } else if (from !== null && thru !== null) {
    const remedy = `Give a SeatThru from ${from} to ${from + MOST_SEATS - 1}.`;
    problems.add(
      'SeatThru',
      'not_seats',
      `The seats ${from} to ${thru} aren't a row of neighbours. ${remedy}`,
    );
  }
  const cost = readAmount(cell('Unit Cost'), digits, problems, { zeroAllowed: true });
  const price = readAmount(cell('Unit List Price'), digits, problems, { required: true });
  if (quantity === null || section === null || seats === null || price === null || currency === null)
    return null;
  return {
    externalId: null,
    event: null,
    admission: 'seated',
    quantity,
    section,
    row,
    seats,
    price,
    faceValue: null,
    cost,
    currency,
    splitRule: defaultSplitRule,
    stockType: null,
    inHand: true,
    inHandDate: null,
    instantTransfer: false,
    hideSeats: false,
    shownQuantity: null,
    publicNote: null,
    internalNote: null,
    tags: [],
    barcodes: [],
  };
}

function readSplit({ cell, problems, defaultSplitRule }: Line, quantity: number | null): SplitRule | null {
  const type = cell('split_type');
  const custom = cell('custom_split');
  if (type.text.toUpperCase() === 'CUSTOM') return readCustomSplit(custom, quantity, problems);
  if (custom.text !== '') {
    problems.add('custom_split', 'unexpected_value', 'Empty custom_split, or write CUSTOM in split_type.');
  }
  const choice = readChoice(type, ['DEFAULT', 'ANY', 'CUSTOM', 'NEVERLEAVEONE'], problems);
  if (choice === 'ANY') return 'any';
  return choice === 'NEVERLEAVEONE' ? 'neverLeaveOne' : defaultSplitRule;
}

function readInHandDate({ cell, problems }: Line, inHand: boolean, startsAtLocal: string | null) {
  const date = readDate(cell('in_hand_date'), problems);
  if (!inHand && cell('in_hand_date').text === '') {
    const remedy = 'Write Y in in_hand, or give the date from which the tickets can be delivered.';
    problems.add('in_hand_date', 'required', remedy);
  }
  // Both are the venue's wall time in ISO order, so they compare as text.
  if (date !== null && startsAtLocal !== null && date > startsAtLocal.slice(0, 10)) {
    problems.add(
      'in_hand_date',
      'after_event',
      'The tickets would arrive after the event. Give an earlier date.',
    );
  }
  return inHand ? null : date;
}

function checkCount(field: string, count: number, quantity: number | null, problems: ProblemList): void {
  if (quantity === null || count === quantity) return;
  const message = `${field} makes ${count}, and the quantity is ${quantity}. Make them the same.`;
  problems.add(field, 'quantity_mismatch', message);
}

function readList(cell: Cell, most: number, problems: ProblemList): string[] {
  const text = readText(cell, most, problems);
  if (text === null) return [];
  const parts = text.split(/[,;]/).map((part) => part.trim());
  if (new Set(parts).size !== parts.length) {
    problems.add(cell.field, 'unexpected_value', `${cell.field} names something twice. Name each once.`);
  }
  return parts.filter((part) => part !== '');
}

function readCurrency(cell: Cell, fallback: string, problems: ProblemList): string | null {
  const currency = cell.text === '' ? fallback : cell.text;
  if (/^[A-Z]{3}$/.test(currency) && CURRENCIES.has(currency)) return currency;
  problems.add('currency', 'unknown_currency', 'The currency must be an ISO 4217 code such as USD.');
  return null;
}

function isGeneralAdmission(section: string | null): boolean {
  return section !== null && /^(ga|general admission)$/i.test(section);
}

function textOf(record: BrokerRecord, header: string | undefined): string {
  if (header === undefined || !Object.hasOwn(record, header)) return '';
  const value = record[header];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}
