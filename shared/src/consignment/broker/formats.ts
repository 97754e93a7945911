/**
 * The two column sets of broker listing files that Holdfast reads, and how a file is known by its header line.
 * Source: header lines of public broker tooling; "sync" is the SkyBox-compatible 29-column file.
 */

export const SYNC_COLUMNS = [
  'inventory_id',
  'event_name',
  'venue_name',
  'event_date',
  'event_id',
  'quantity',
  'section',
  'row',
  'seats',
  'barcodes',
  'internal_notes',
  'public_notes',
  'tags',
  'list_price',
  'face_price',
  'taxed_cost',
  'cost',
  'hide_seats',
  'in_hand',
  'in_hand_date',
  'instant_transfer',
  'files_available',
  'split_type',
  'custom_split',
  'stock_type',
  'zone',
  'shown_quantity',
  'passthrough',
  'mapping_id',
] as const;

export const SEAT_RANGE_COLUMNS = [
  'QTY',
  'Section',
  'Row',
  'SeatFrom',
  'SeatThru',
  'Unit Cost',
  'Unit List Price',
] as const;

export type BrokerFormatName = 'sync' | 'seatRange';

/** A recognised file: its format, and for each of the format's columns the header as the file spells it. */
export interface BrokerFormat {
  name: BrokerFormatName;
  headers: Readonly<Record<string, string>>;
}

export type FormatRecognition =
  | {
      ok: true;
      format: BrokerFormat;
      /** Columns of the format that the file lacks; they read as blank. */
      absent: string[];
      /** Headers of the file that mean nothing here. They are not read. */
      ignored: string[];
    }
  | {
      ok: false;
      code: 'unknown_format' | 'missing_columns' | 'repeated_columns';
      columns: string[];
      message: string;
    };

// Without one of these a line can't become a listing; the others may be absent and read as blank.
const NEEDED: Record<BrokerFormatName, readonly string[]> = {
  sync: ['inventory_id', 'event_date', 'quantity', 'section', 'row', 'seats', 'list_price'],
  seatRange: ['QTY', 'Section', 'Row', 'SeatFrom', 'SeatThru', 'Unit List Price'],
};

const COLUMNS: Record<BrokerFormatName, readonly string[]> = {
  sync: SYNC_COLUMNS,
  seatRange: SEAT_RANGE_COLUMNS,
};

// A column of its own wins over the currency of the upload, in both formats.
const OPTIONAL_EXTRA = ['currency'];

/**
 * Finds the format of a file by its header line. Letter case, spaces, underscores, the order of the columns and a
 * byte order mark make no difference. The format with the more known columns is meant when neither is complete.
 */
export function recogniseFormat(headers: readonly string[]): FormatRecognition {
  const bySimplified = new Map<string, string>();
  const repeated: string[] = [];
  for (const header of headers) {
    const key = simplify(header);
    if (key === '') continue;
    if (bySimplified.has(key)) repeated.push(header);
    else bySimplified.set(key, header);
  }
  const lacking = (name: BrokerFormatName) => NEEDED[name].filter((c) => !bySimplified.has(simplify(c)));
  const missing = { sync: lacking('sync'), seatRange: lacking('seatRange') };
  const share = (name: BrokerFormatName) => missing[name].length / NEEDED[name].length;
  const name: BrokerFormatName = share('seatRange') < share('sync') ? 'seatRange' : 'sync';
  if (missing[name].length === NEEDED[name].length) {
    return {
      ok: false,
      code: 'unknown_format',
      columns: [],
      message: `This header line isn't known. Begin the file with ${list(SYNC_COLUMNS)}, or with ${list(SEAT_RANGE_COLUMNS)}.`,
    };
  }
  if (missing[name].length > 0) {
    return {
      ok: false,
      code: 'missing_columns',
      columns: missing[name],
      message: `The header line lacks ${list(missing[name])}. Add it to the first line and to every row.`,
    };
  }
  const known = new Map([...COLUMNS[name], ...OPTIONAL_EXTRA].map((column) => [simplify(column), column]));
  const repeatedKnown = repeated.filter((header) => known.has(simplify(header)));
  if (repeatedKnown.length > 0) {
    return {
      ok: false,
      code: 'repeated_columns',
      columns: repeatedKnown,
      message: `The header line names ${list(repeatedKnown)} more than once. Keep one of them.`,
    };
  }
  const spelled: Record<string, string> = {};
  for (const [key, column] of known) {
    const header = bySimplified.get(key);
    if (header !== undefined) spelled[column] = header;
  }
  return {
    ok: true,
    format: { name, headers: spelled },
    absent: COLUMNS[name].filter((column) => spelled[column] === undefined),
    ignored: headers.filter((header) => simplify(header) !== '' && !known.has(simplify(header))),
  };
}

function simplify(header: string): string {
  return header
    .replace(/^\uFEFF/, '')
    .replace(/[\s_]+/g, '')
    .toLowerCase();
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
