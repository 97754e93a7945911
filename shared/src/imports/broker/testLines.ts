/** Good lines of broker files, for tests to spoil. */
import {
  type BrokerFormat,
  type BrokerProblemCode,
  parseBrokerRow,
  recognizeFormat,
  SEAT_RANGE_COLUMNS,
  SYNC_COLUMNS,
} from './file.ts';

/** The columns of a sync file. */
export const SYNC = formatOf(SYNC_COLUMNS);
/** The columns of a seat range file. */
export const SEAT_RANGE = formatOf(SEAT_RANGE_COLUMNS);

/** A valid line of a sync file. */
export const GOOD = {
  inventory_id: '716700000',
  event_name: 'Tampa Bay Lightning vs. Dallas Stars',
  venue_name: 'Benchmark International Arena',
  event_date: '2025-10-30T19:00:00',
  event_id: '5600006',
  quantity: '4',
  section: '115',
  row: 'C',
  seats: '5,6,7,8',
  public_notes: 'Aisle seat',
  list_price: '140.4',
  face_price: '104',
  cost: '40',
  in_hand: 'N',
  in_hand_date: '2025-10-30',
  split_type: 'DEFAULT',
  stock_type: 'MOBILE_TRANSFER',
  mapping_id: '5600006',
};
/** A valid line of a seat range file. */
export const GOOD_RANGE = {
  QTY: '2',
  Section: '117',
  Row: 'B',
  SeatFrom: '9',
  SeatThru: '10',
  'Unit Cost': '40.00',
  'Unit List Price': '54.00',
};

/** @throws Error where the headers are of no format */
export function formatOf(headers: readonly string[]): BrokerFormat {
  const found = recognizeFormat(headers);
  if (!found.ok) throw new Error(found.message);
  return found.format;
}

/** The problems of a line, by field; none where it is valid. */
export function codes(format: BrokerFormat, record: Record<string, unknown>): [string, BrokerProblemCode][] {
  const result = parseBrokerRow(format, record, 2);
  return result.ok ? [] : result.problems.map(({ field, code }) => [field, code]);
}

/** What a valid line says. @throws Error with its problems where it isn't valid */
export function good(format: BrokerFormat, record: Record<string, unknown>) {
  const result = parseBrokerRow(format, record, 2);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}
