/** What the lines of a file so far have named: ids, seats, and whole lines. So a file is planned part by part. */
import { hash } from 'node:crypto';
import { run, type Trx } from '../../platform/db/index.ts';

export interface FileMemory {
  /** Each gives the line that named it first. */
  lineOfId: Map<string, number>;
  lineOfSeat: Map<string, number>;
  lineOfRecord: Map<string, number>;
}

export const emptyMemory = (): FileMemory => ({
  lineOfId: new Map(),
  lineOfSeat: new Map(),
  lineOfRecord: new Map(),
});

export function seatKey(eventId: string, section: string, row: string | null, seat: number): string {
  return `${eventId}|${section.toUpperCase()}|${(row ?? '').toUpperCase()}|${seat}`;
}

/** A line that says all the same is the same line. */
export function recordKey(record: Readonly<Record<string, string>>): string {
  return hash('sha1', Object.values(record).join('\u001f'), 'base64url');
}

/**
 * The memory of a dry run that was broken off, made anew from the lines that it kept.
 * @returns what those lines named; the caller adds nothing of its own
 */
export async function recallLines(trx: Trx, importId: string): Promise<FileMemory> {
  const memory = emptyMemory();
  const rows = await run<{
    line: number;
    action: string;
    event_id: string | null;
    record: Record<string, string>;
    plan: { externalId: string | null; section: string; row: string | null; seats: string[] } | null;
  }>(trx, 'SELECT line, action, event_id, record, plan FROM import_rows WHERE import_id = $1 ORDER BY line', [
    importId,
  ]);
  for (const { line, action, event_id, record, plan } of rows) {
    remember(memory.lineOfRecord, recordKey(record), line);
    if (plan === null) continue;
    if (plan.externalId !== null) remember(memory.lineOfId, plan.externalId, line);
    // A refused line takes no seat: the next one that names it may have it.
    if (action === 'refuse' || event_id === null) continue;
    for (const seat of plan.seats)
      remember(memory.lineOfSeat, seatKey(event_id, plan.section, plan.row, Number(seat)), line);
  }
  return memory;
}

/** The first stays. @returns the line that was first, or null when it is this one */
export function remember(lines: Map<string, number>, key: string, line: number): number | null {
  const first = lines.get(key);
  if (first !== undefined && first !== line) return first;
  lines.set(key, line);
  return null;
}
