/** Reads one line of any format, field by field. Formats differ only in which column holds which field. */
import type { SplitRule } from '../../listings/splitRule.ts';
import { readAmount } from './amountCell.ts';
import { type Cell, MAX_TICKETS, readChoice, readCount, readFlag, readNote, readText } from './cells.ts';
import type { BrokerField } from './columns.ts';
import { damagedPlace, damagedText } from './damage.ts';
import { readDate, readWallTime } from './dateCells.ts';
import type { ProblemList } from './problems.ts';
import type { Reading } from './readingRules.ts';
import { type BrokerEventReference, type BrokerRow, STOCK_TYPES } from './row.ts';
import { readSeats, seatRange } from './seats.ts';
import { readCustomSplit } from './split.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * Characters. These are the limits of the listing's columns; longer text means shifted columns or an attack.
 */
const LONGEST = { id: 100, name: 200, section: 40, row: 20, note: 500, barcodes: 4000, tags: 200 };

/** The line being read, with its problem lists and the rules of its format. */
export interface Line {
  cell: (field: BrokerField) => Cell;
  /** Whether the file has a column for this field. */
  has: (field: BrokerField) => boolean;
  problems: ProblemList;
  notices: ProblemList;
  currency: string | null;
  digits: number;
  /** How the file writes amounts and dates. */
  reading: Reading;
  defaultSplitRule: SplitRule;
  /** Rows of this format must have the broker's own id. */
  requiresExternalId: boolean;
  /** A row of this format that isn't in hand must give the date from which it is. */
  requiresInHandDate: boolean;
}

/** A row without its place in the file. */
export type RowContent = Omit<BrokerRow, 'lineNumber' | 'format'>;

/**
 * Reads all fields, also after a problem, so that all problems are found. Returns null only with a problem
 * added.
 */
export function readLine(line: Line): RowContent | null {
  const { cell, problems, notices, currency, digits, reading } = line;
  const style = { digits, currency, mark: reading.decimalMark, isChosen: reading.isMarkChosen };
  const amount = (field: BrokerField, options = {}) =>
    readAmount(cell(field), style, problems, { zeroAllowed: true, ...options });
  const externalId = readText(cell('inventory_id'), LONGEST.id, problems, line.requiresExternalId);
  const event = readEvent(line);
  const quantity = readCount(cell('quantity'), { minimum: 1, maximum: MAX_TICKETS }, problems, true);
  const section = readPlaceText(cell('section'), LONGEST.section, problems, true);
  const place = readPlace(line, section, quantity);
  const barcodes = readBarcodes(cell('barcodes'), problems);
  if (barcodes.length > 0) checkCount(cell('barcodes').field, barcodes.length, quantity, problems);
  const price = amount('list_price', { required: true, zeroAllowed: false });
  const faceValue = amount('face_price');
  const unitCost = amount('cost');
  const groupCost = amount('group_cost');
  amount('taxed_cost');
  const splitRule = readSplit(line, quantity);
  const inHand = readInHand(line, event?.startsAtLocal ?? null);
  const shownQuantity = readCount(
    cell('shown_quantity'),
    { minimum: 1, maximum: quantity ?? MAX_TICKETS },
    problems,
  );
  readFlag(cell('files_available'), problems);
  readFlag(cell('zone'), problems);
  const rest = {
    priceConfirmed: readFlag(cell('price_confirmed'), problems),
    stockType: readChoice(cell('stock_type'), STOCK_TYPES, problems),
    instantTransfer: readFlag(cell('instant_transfer'), problems),
    hideSeats: readFlag(cell('hide_seats'), problems),
    publicNote: readNote(cell('public_notes'), LONGEST.note, problems, notices),
    internalNote: readNote(cell('internal_notes'), LONGEST.note, problems, notices),
    tags: readList(cell('tags'), LONGEST.tags, problems),
  };
  if (quantity === null || section === null || place === null || price === null) return null;
  if (currency === null || splitRule === null || event === undefined) return null;
  return {
    externalId,
    event,
    quantity,
    section,
    price,
    faceValue,
    cost: unitCost ?? (groupCost === null ? null : Math.round(groupCost / quantity)),
    currency,
    splitRule: place.admission === 'general' ? 'any' : splitRule,
    shownQuantity,
    barcodes,
    ...place,
    ...inHand,
    ...rest,
  };
}

/** Returns null where the file has no column for the event, undefined when there is a problem. */
function readEvent({ cell, has, problems, reading }: Line): BrokerEventReference | null | undefined {
  if (!has('event_date') && !has('event_id')) return null;
  const startsAtLocal = has('event_date')
    ? readWallTime(cell('event_date'), reading.dateOrder, problems)
    : null;
  const externalId = readText(cell('event_id'), LONGEST.id, problems, !has('event_date'));
  const mappingId = readText(cell('mapping_id'), LONGEST.id, problems);
  const name = readText(cell('event_name'), LONGEST.name, problems);
  const venueName = readText(cell('venue_name'), LONGEST.name, problems);
  if (has('event_date') ? startsAtLocal === null : externalId === null) return undefined;
  return { externalId, mappingId, name, venueName, startsAtLocal };
}

/** A section or a row; a spreadsheet may have made a date of it. */
function readPlaceText(cell: Cell, most: number, problems: ProblemList, required: boolean): string | null {
  const damage = damagedPlace(cell.field, cell.text);
  if (damage === null) return readText(cell, most, problems, required);
  problems.add(cell.field, 'spreadsheet_changed', damage.message, damage.suggestion);
  return null;
}

type Place = Pick<BrokerRow, 'admission' | 'row' | 'seats' | 'alternating'>;

function readPlace(line: Line, section: string | null, quantity: number | null): Place | null {
  const { cell, has, problems } = line;
  const seatType = readChoice(cell('seat_type'), ['CONSECUTIVE', 'ALTERNATING', 'GA', 'PIGGYBACK'], problems);
  if (seatType === 'PIGGYBACK' || cell('second_row').text !== '') {
    const message = 'The seats lie in two rows. Put each row on a line of its own.';
    problems.add(cell('second_row').field, 'second_row', message);
    return null;
  }
  const blank = cell('seats').text === '' && cell('seat_from').text === '';
  const named = has('seats') || has('seat_from');
  const open = isGeneralAdmission(section) || seatType === 'GA';
  const general = blank && (open || !named);
  const row = readPlaceText(cell('row'), LONGEST.row, problems, !(general && open));
  if (general) return { admission: 'general', row: open ? null : row, seats: [], alternating: false };
  const alternating = seatType === 'ALTERNATING';
  const seats = has('seat_from') ? readRange(line, quantity, alternating) : readSeatList(line, quantity);
  return seats === null ? null : { admission: 'seated', row, seats, alternating };
}

function readSeatList({ cell, problems, notices }: Line, quantity: number | null): string[] | null {
  const seats = readSeats(cell('seats'), problems, notices);
  const { field } = cell('seats');
  if (seats?.length === 0) {
    const remedy = `${field} is empty. Enter seats like 5,6 or 5-6, or make the section General Admission.`;
    problems.add(field, 'required', remedy);
  }
  if (seats && seats.length > 0) checkCount(field, seats.length, quantity, problems);
  return seats;
}

function readRange({ cell, problems }: Line, quantity: number | null, alternating: boolean): string[] | null {
  const anySeat = { minimum: 1, maximum: 99_999 };
  const damaged = (['seat_from', 'seat_thru'] as const).flatMap((field) => {
    const found = damagedPlace(cell(field).field, cell(field).text);
    return found === null ? [] : [{ field: cell(field).field, ...found }];
  });
  for (const { field, message } of damaged) problems.add(field, 'spreadsheet_changed', message);
  if (damaged.length > 0) return null;
  const from = readCount(cell('seat_from'), anySeat, problems, true);
  // Files often give a single seat only once.
  const last = cell('seat_thru');
  const thru = last.text === '' && quantity === 1 ? from : readCount(last, anySeat, problems, true);
  if (from === null || thru === null) return null;
  const all = seatRange(from, thru);
  const seats = alternating ? (all?.filter((_, index) => index % 2 === 0) ?? null) : all;
  if (seats) {
    checkCount(last.field, seats.length, quantity, problems);
  } else {
    const remedy = `Give a ${last.field} from ${from} to ${from + MAX_TICKETS - 1}.`;
    const what = thru < from ? 'run backwards' : 'aren’t a row of neighbors';
    problems.add(last.field, 'not_seats', `The seats ${from} to ${thru} ${what}. ${remedy}`);
  }
  return seats;
}

function readSplit({ cell, problems, defaultSplitRule }: Line, quantity: number | null): SplitRule | null {
  const type = cell('split_type');
  const custom = cell('custom_split');
  if (type.text.toUpperCase() === 'CUSTOM') return readCustomSplit(custom, quantity, problems);
  if (custom.text !== '') {
    problems.add(
      custom.field,
      'unexpected_value',
      `Empty ${custom.field}, or write CUSTOM in ${type.field}.`,
    );
  }
  const choice = readChoice(type, ['DEFAULT', 'ANY', 'CUSTOM', 'NEVERLEAVEONE'], problems);
  if (choice === 'ANY') return 'any';
  return choice === 'NEVERLEAVEONE' ? 'neverLeaveOne' : defaultSplitRule;
}

function readInHand(
  { cell, problems, reading, requiresInHandDate: saysWhenInHand }: Line,
  startsAtLocal: string | null,
): Pick<BrokerRow, 'inHand' | 'inHandDate' | 'inHandDays'> {
  const flag = readFlag(cell('in_hand'), problems);
  const { field, text } = cell('in_hand_date');
  const date = readDate({ field, text }, reading.dateOrder, problems);
  const days = readCount(cell('in_hand_days'), { minimum: 0, maximum: 365 }, problems);
  if (saysWhenInHand && !flag && text === '') {
    const remedy = `Write Y in in_hand, or give the date from which the tickets can be delivered.`;
    problems.add(field, 'required', remedy);
  }
  // Both are the venue's wall time in ISO order, so they compare as text.
  if (date !== null && startsAtLocal !== null && date > startsAtLocal.slice(0, 10)) {
    problems.add(field, 'after_event', 'The tickets would arrive after the event. Give an earlier date.');
  }
  const inHand = flag || (!saysWhenInHand && text === '' && days === null);
  return {
    inHand,
    inHandDate: inHand ? null : date,
    inHandDays: inHand || date !== null ? null : days,
  };
}

function checkCount(field: string, count: number, quantity: number | null, problems: ProblemList): void {
  if (quantity === null || count === quantity) return;
  const message = `${field} makes ${count}, and the quantity is ${quantity}. Make them the same.`;
  problems.add(field, 'quantity_mismatch', message);
}

/** Barcodes are kept as they are written, with their leading zeros. */
function readBarcodes(cell: Cell, problems: ProblemList): string[] {
  const damage = cell.text
    .split(/[,;]/)
    .map((part) => damagedText(cell.field, part.trim()))
    .find((each) => each !== null);
  if (!damage) return readList(cell, LONGEST.barcodes, problems);
  problems.add(cell.field, 'spreadsheet_changed', damage.message);
  return [];
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

/** The row's own currency, or the upload's. */
export function readCurrency(cell: Cell, fallback: string, problems: ProblemList): string | null {
  const currency = cell.text === '' ? fallback : cell.text;
  if (/^[A-Z]{3}$/.test(currency) && CURRENCIES.has(currency)) return currency;
  problems.add('currency', 'unknown_currency', 'The currency must be an ISO 4217 code such as USD.');
  return null;
}

function isGeneralAdmission(section: string | null): boolean {
  return section !== null && /^(ga|general admission)$/i.test(section);
}
