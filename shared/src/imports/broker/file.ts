import { decimalsOf, marketplaceCurrency } from '../../money/index.ts';
import { type BrokerField, brokerFields } from './columns.ts';
import { type BrokerFormat, headerOf } from './formats.ts';
import { problemList } from './problems.ts';
import { plainReading } from './readingRules.ts';
import { type Line, readCurrency, readLine } from './readLine.ts';
import type { BrokerFileOptions, BrokerRecord, BrokerRowResult } from './row.ts';

export type { DecimalMark } from './amounts.ts';
export {
  type BrokerField,
  type BrokerFormatName,
  brokerFields,
  knownFormats,
  SEAT_RANGE_COLUMNS,
  SKYBOX_COLUMNS,
  SYNC_COLUMNS,
  secretColumns,
  simplifyHeader,
  UNSEATED_COLUMNS,
  VIVID_COLUMNS,
} from './columns.ts';
export type { DateOrder } from './dates.ts';
export {
  type BrokerFormat,
  type BrokerMapping,
  type FormatRecognition,
  headerFingerprint,
  headerOf,
  missingFromMapping,
  proposeMapping,
  recognizeFormat,
} from './formats.ts';
export type { BrokerProblem, BrokerProblemCode } from './problems.ts';
export { type FieldReading, readAs } from './readAs.ts';
export {
  type ColumnEvidence,
  decideReading,
  noEvidence,
  noteCell,
  type OpenQuestion,
  readingInWords,
} from './reading.ts';
export { plainReading, type Reading } from './readingRules.ts';
export { reportColumns, reportColumnsOf } from './report.ts';
export {
  type BrokerEventReference,
  type BrokerFileOptions,
  type BrokerRecord,
  type BrokerRow,
  type BrokerRowResult,
  STOCK_TYPES,
  type StockType,
} from './row.ts';

export { splitRuleLabel } from './split.ts';

/**
 * Reads one line of a broker file. It reports all problems of the line together, each with its remedy; a line
 * with a problem gives no row. It knows no events, no other lines and no database: the caller checks that the
 * event exists and that no seat is listed twice.
 * @param format from `recognizeFormat`, or `mapped` with the headers by field
 * @param record the line's cells by the file's own headers
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
  const columns = columnsOf(format);
  const cell = (field: BrokerField) => {
    const { label: told, header } = columns[field];
    return { field: told, text: textOf(record, header) };
  };
  const currency = readCurrency(cell('currency'), options.currency ?? marketplaceCurrency, problems);
  const line: Line = {
    cell,
    has: (field) => columns[field].header !== undefined,
    problems,
    notices,
    currency,
    digits: currency === null ? 2 : decimalsOf(currency),
    reading: format.reading ?? plainReading,
    defaultSplitRule: options.defaultSplitRule ?? 'neverLeaveOne',
    requiresExternalId: format.name === 'sync' || format.name === 'vivid',
    requiresInHandDate: format.name === 'sync',
  };
  const row = readLine(line);
  if (problems.all.length > 0 || row === null) return { ok: false, problems: problems.all };
  return { ok: true, row: { lineNumber, format: format.name, ...row }, notices: notices.all };
}

type Columns = Record<BrokerField, ReturnType<typeof headerOf>>;
/** Cached per file: a file of 50,000 lines looks up 30 fields for each. */
const columnsByFormat = new WeakMap<BrokerFormat, Columns>();

function columnsOf(format: BrokerFormat): Columns {
  let columns = columnsByFormat.get(format);
  if (columns === undefined) {
    columns = Object.fromEntries(brokerFields.map((field) => [field, headerOf(format, field)])) as Columns;
    columnsByFormat.set(format, columns);
  }
  return columns;
}

function textOf(record: BrokerRecord, header: string | undefined): string {
  if (header === undefined || !Object.hasOwn(record, header)) return '';
  const value = record[header];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}
