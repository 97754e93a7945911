/** Recognizes a file by its header line, or by a mapping that a person saved for that header. */
import {
  type BrokerField,
  type BrokerFormatName,
  brokerFields,
  extraColumns,
  type KnownFormatName,
  knownFormats,
  simplifyHeader,
} from './columns.ts';
import type { Reading } from './readingRules.ts';

/** A recognized file: its format, and the file's own spelling of each column. */
export interface BrokerFormat {
  name: BrokerFormatName;
  headers: Readonly<Record<string, string>>;
  /** How it writes amounts and dates; as `plainReading` when left out. */
  reading?: Reading;
}

/** The recognized format, or why there is none. */
export type FormatRecognition =
  | {
      ok: true;
      format: BrokerFormat;
      /** Columns of the format that the file lacks; they read as blank. */
      absent: string[];
      /** Headers of the file that the format doesn't have. They aren't read. */
      ignored: string[];
    }
  | {
      ok: false;
      code: 'unknown_format' | 'missing_columns' | 'repeated_columns';
      columns: string[];
      message: string;
    };

const names = Object.keys(knownFormats) as KnownFormatName[];

/**
 * Finds the format of a file by its header line. Case, spaces, underscores, the order of the columns and a
 * byte order mark don't matter. Of several complete formats it takes the one with the most columns present;
 * when none is complete, the one with the fewest missing.
 */
export function recognizeFormat(headers: readonly string[]): FormatRecognition {
  const bySimplified = new Map<string, string>();
  const repeated: string[] = [];
  for (const header of headers) {
    const key = simplifyHeader(header);
    if (key === '') continue;
    if (bySimplified.has(key)) repeated.push(header);
    else bySimplified.set(key, header);
  }
  const has = (column: string) => bySimplified.has(simplifyHeader(column));
  const missingOf = (name: KnownFormatName) => knownFormats[name].needed.filter((column) => !has(column));
  const score = (name: KnownFormatName) => ({
    name,
    // A file with seat columns must not be read as the format without seats.
    missingShare:
      name === 'unseated' && headers.some((header) => /seat/i.test(header))
        ? 1
        : missingOf(name).length / knownFormats[name].needed.length,
    known: knownFormats[name].columns.filter(has).length,
  });
  const [best] = names.map(score).sort((a, b) => a.missingShare - b.missingShare || b.known - a.known);
  // With more than half of the columns missing it isn't this format with a mistake, but an unknown one.
  if (!best || best.missingShare > 0.5)
    return {
      ok: false,
      code: 'unknown_format',
      columns: [],
      message: 'This header line isn’t known. Say once what its columns mean.',
    };
  const { name } = best;
  const missing = missingOf(name);
  if (missing.length > 0)
    return {
      ok: false,
      code: 'missing_columns',
      columns: missing,
      message: `The header line looks like ${knownFormats[name].title}, but lacks ${missing.join(', ')}. Say what its columns mean.`,
    };
  const { columns } = knownFormats[name];
  const known = new Map([...columns, ...extraColumns].map((column) => [simplifyHeader(column), column]));
  const repeatedKnown = repeated.filter((header) => known.has(simplifyHeader(header)));
  if (repeatedKnown.length > 0)
    return {
      ok: false,
      code: 'repeated_columns',
      columns: repeatedKnown,
      message: `The header line names ${repeatedKnown.join(', ')} more than once. Say which of them counts.`,
    };
  const spelled: Record<string, string> = {};
  for (const [key, column] of known) {
    const header = bySimplified.get(key);
    if (header !== undefined) spelled[column] = header;
  }
  return {
    ok: true,
    format: { name, headers: spelled },
    absent: columns.filter((column) => spelled[column] === undefined),
    ignored: headers.filter((header) => simplifyHeader(header) !== '' && !known.has(simplifyHeader(header))),
  };
}

/**
 * The file's header that holds a field (undefined when there is none), and the label of the field in
 * problems.
 */
export function headerOf(
  { name, headers }: BrokerFormat,
  field: BrokerField,
): { label: string; header: string | undefined } {
  if (name === 'mapped') return { label: headers[field] ?? field, header: headers[field] };
  const means: Partial<Record<BrokerField, string>> = knownFormats[name].means;
  // SkyBox's "cost" is the cost of the whole group: a column with another meaning isn't read by its name.
  const taken = Object.values(means).includes(field) && means[field] === undefined;
  const column = taken ? undefined : (means[field] ?? field);
  return { label: column ?? field, header: column === undefined ? undefined : headers[column] };
}

/** Identifies a header: the same columns in any order and spelling give the same fingerprint. */
export function headerFingerprint(headers: readonly string[]): string {
  return headers.map(simplifyHeader).filter(Boolean).sort().join('|');
}

/** The file's header of each mapped field. */
export type BrokerMapping = Partial<Record<BrokerField, string>>;

/** Other systems' names of our fields, simplified. They only propose a mapping; a person confirms it. */
const synonyms: Partial<Record<BrokerField, readonly string[]>> = {
  inventory_id: ['id', 'listingid', 'ticketid', 'externalid', 'inventoryid', 'lot', 'ref', 'reference'],
  event_name: ['event', 'game', 'match', 'performance', 'eventtitle', 'matchup'],
  venue_name: ['venue', 'arena', 'stadium', 'location'],
  event_date: ['date', 'datetime', 'eventdatetime', 'gamedate', 'start', 'starts', 'startsat'],
  event_id: ['eventid', 'gameid'],
  quantity: ['qty', 'count', 'tickets', 'numberoftickets', 'amount'],
  section: ['sec', 'block', 'area'],
  row: ['rw', 'line'],
  seats: ['seat', 'seatnumbers', 'seatnos'],
  seat_from: ['seatfrom', 'lowseat', 'firstseat', 'startseat', 'fromseat'],
  seat_thru: ['seatthru', 'highseat', 'lastseat', 'endseat', 'toseat', 'seatto'],
  list_price: ['price', 'listprice', 'unitlistprice', 'unitprice', 'ask', 'priceeach', 'ticketprice'],
  face_price: ['face', 'facevalue'],
  cost: ['unitcost', 'costeach'],
  currency: ['cur', 'ccy'],
  in_hand_date: ['inhanddate', 'inhand', 'availablefrom'],
  public_notes: ['notes', 'publicnotes', 'comment', 'remarks'],
  split_type: ['split', 'splittype'],
};

/** Proposes what the columns of an unknown header mean. */
export function proposeMapping(headers: readonly string[]): BrokerMapping {
  const mapping: BrokerMapping = {};
  const used = new Set<string>();
  for (const field of brokerFields) {
    const header = headers.find((each) => {
      const key = simplifyHeader(each);
      return !used.has(each) && (key === simplifyHeader(field) || synonyms[field]?.includes(key));
    });
    if (header === undefined) continue;
    mapping[field] = header;
    used.add(header);
  }
  return mapping;
}

/**
 * Checks that a mapping suffices for reading a file.
 * @returns the sentence that says what is missing, or null
 */
export function missingFromMapping(mapping: BrokerMapping, namesEvent: boolean): string | null {
  const missing = (['quantity', 'section', 'list_price'] as const).filter((field) => !mapping[field]);
  if (missing.length > 0) return `Say which column holds ${missing.join(', ')}.`;
  if (Boolean(mapping.seat_from) !== Boolean(mapping.seat_thru))
    return 'Seats from and seats through belong together. Name both columns, or neither.';
  if (mapping.seats && mapping.seat_from)
    return 'Seats stand either in one column or in two. Name one way only.';
  if (!namesEvent && !mapping.event_date && !mapping.event_id)
    return 'Say which column holds the game’s date or id, or choose one game for the whole file.';
  if (mapping.event_date && !mapping.event_name && !mapping.venue_name)
    return 'A date alone doesn’t name a game. Say which column holds its name or its venue.';
  const columns = Object.values(mapping);
  if (new Set(columns).size !== columns.length) return 'One column can mean one thing only.';
  return null;
}
