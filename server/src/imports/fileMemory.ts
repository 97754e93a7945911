/** Remembers the ids, seats and whole lines of a file so far, so that it can be planned in chunks. */
import { hash } from 'node:crypto';
import { canonicalPlace } from '@holdfast/shared/listings';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { ReadLine } from './readLines.ts';

export interface FileMemory {
  /** Each gives the line that named it first. */
  lineOfId: Map<string, number>;
  lineOfSeat: Map<string, number>;
  lineOfRecord: Map<string, number>;
  lineOfBarcode: Map<string, number>;
  /** Listings without an id of their broker's that a line already means. */
  meant: Set<string>;
}

export const emptyMemory = (): FileMemory => ({
  lineOfId: new Map(),
  lineOfSeat: new Map(),
  lineOfRecord: new Map(),
  lineOfBarcode: new Map(),
  meant: new Set(),
});

export function seatKey(eventId: string, section: string, row: string | null, seat: number): string {
  return `${eventId}|${canonicalPlace(section)}|${canonicalPlace(row ?? '')}|${seat}`;
}

/** Two lines with equal content are the same line. */
export function recordKey(record: Readonly<Record<string, string>>): string {
  return hash('sha1', Object.values(record).join('\u001f'), 'base64url');
}

/**
 * The memory of a dry run that was broken off, made anew from the lines that it kept.
 * @returns what those lines named; the caller adds nothing of its own
 */
export async function recallLines(trx: Trx, importId: string): Promise<FileMemory> {
  const rows = await queryPrepared<KeptLine>(
    trx,
    `SELECT ${keptLine} FROM import_rows WHERE import_id = $1 ORDER BY line`,
    [importId],
  );
  return memoryOf(rows);
}

/**
 * What the other rows of a dry run named that these lines could meet: the same id, the same section, the same line.
 * Looked for in the database, as a file may have 200,000 rows, and in their text: to take 50,000 plans apart took 1.2 s.
 */
export async function recallLike(
  trx: Trx,
  importId: string,
  lines: ReadonlyArray<Pick<ReadLine, 'line' | 'record' | 'row'>>,
): Promise<FileMemory> {
  const plans = lines.flatMap(({ row }) => row ?? []);
  const rows = await queryPrepared<KeptLine>(
    trx,
    `SELECT ${keptLine} FROM import_rows WHERE import_id = $1 AND line <> ALL($2::int[]) AND (
       record::text = ANY($3::text[]) OR original::text = ANY($3::text[])
       OR EXISTS (SELECT 1 FROM unnest($4::text[]) AS id WHERE strpos(plan::text, id) > 0)
       OR place_key(plan ->> 'section') = ANY($5::text[])) ORDER BY line`,
    [
      importId,
      lines.map(({ line }) => line),
      lines.map(({ record }) => JSON.stringify(record)),
      plans.flatMap(({ externalId }) =>
        externalId === null ? [] : `"externalId":${JSON.stringify(externalId)}`,
      ),
      [...new Set(plans.map(({ section }) => canonicalPlace(section)))],
    ],
  );
  return memoryOf(rows);
}

interface KeptLine {
  line: number;
  action: string;
  event_id: string | null;
  record: Record<string, string>;
  original: Record<string, string> | null;
  plan: {
    externalId: string | null;
    section: string;
    row: string | null;
    seats: string[];
    barcodes: string[];
  } | null;
  listing_id: string | null;
}
const keptLine = 'line, action, event_id, record, original, plan, listing_id';

function memoryOf(rows: readonly KeptLine[]): FileMemory {
  const memory = emptyMemory();
  for (const { line, action, event_id, record, original, plan, listing_id } of rows) {
    remember(memory.lineOfRecord, recordKey(record), line);
    // A further copy of a corrected row is still a copy.
    if (original !== null) remember(memory.lineOfRecord, recordKey(original), line);
    if (plan === null) continue;
    if (plan.externalId !== null) remember(memory.lineOfId, plan.externalId, line);
    if (plan.externalId === null && listing_id !== null) memory.meant.add(listing_id);
    // A refused line takes no seat: the next one that names it may have it.
    if (action === 'refuse' || event_id === null) continue;
    for (const seat of plan.seats)
      remember(memory.lineOfSeat, seatKey(event_id, plan.section, plan.row, Number(seat)), line);
    for (const barcode of plan.barcodes) remember(memory.lineOfBarcode, `${event_id}|${barcode}`, line);
  }
  return memory;
}

/** The first line wins. @returns the line that was first, or null when it is this one */
export function remember(lines: Map<string, number>, key: string, line: number): number | null {
  const first = lines.get(key);
  if (first !== undefined && first !== line) return first;
  lines.set(key, line);
  return null;
}
