/** Changes an event's start or status. `followEvent` in listings then moves the listings' end. */
import { DateTime } from 'luxon';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';

export type EventStatus = 'scheduled' | 'moved' | 'postponed' | 'cancelled';

export interface EventStanding {
  name: string;
  startsAt: string;
  timeTbd: boolean;
  status: EventStatus;
  /** Whether the start changed. */
  wasMoved: boolean;
}

interface Row {
  name: string;
  starts_at: Date;
  time_tbd: boolean;
  status: EventStatus;
  was_moved: boolean;
  local_date: string;
  search: string;
  time_zone: string;
}

/**
 * Moves an event: marks it as moved and stores its previous start.
 * @param startsAt ISO instant
 * @returns its previous start and status
 * @throws Problem `not_found`
 */
export async function moveEvent(
  trx: Trx,
  id: string,
  { startsAt, timeTbd }: { startsAt: string; timeTbd: boolean },
): Promise<EventStanding> {
  const row = await lockEvent(trx, id);
  const localDate = DateTime.fromISO(startsAt, { zone: row.time_zone }).toISODate() as string;
  await queryPrepared(
    trx,
    `UPDATE events SET previous_starts_at = starts_at, starts_at = $2, time_tbd = $3, local_date = $4, search = $5,
       status = 'moved' WHERE id = $1`,
    [id, startsAt, timeTbd, localDate, row.search.replace(row.local_date, localDate)],
  );
  return standingOf(row);
}

/**
 * Cancelled, postponed, or on again. Sales stop and go on by it: nothing is sold of an event that is neither scheduled
 * nor moved.
 * @returns its previous start and status
 * @throws Problem `not_found`
 */
export async function setEventStatus(trx: Trx, id: string, status: EventStatus): Promise<EventStanding> {
  const row = await lockEvent(trx, id);
  await queryPrepared(trx, 'UPDATE events SET status = $2 WHERE id = $1', [id, status]);
  return standingOf(row);
}

/** An event as it stands, locked until the transaction ends. @throws Problem `not_found` */
export async function holdEvent(trx: Trx, id: string): Promise<EventStanding> {
  return standingOf(await lockEvent(trx, id));
}

async function lockEvent(trx: Trx, id: string): Promise<Row> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT e.name, e.starts_at, e.time_tbd, e.status, e.previous_starts_at IS NOT NULL AS was_moved, e.local_date, e.search, v.time_zone
     FROM events e JOIN venues v ON v.id = e.venue_id WHERE e.id = $1 FOR NO KEY UPDATE OF e`,
    [id],
  );
  if (!row) throw notFound('event');
  return row;
}

const standingOf = (row: Row): EventStanding => ({
  name: row.name,
  startsAt: row.starts_at.toISOString(),
  timeTbd: row.time_tbd,
  status: row.status,
  wasMoved: row.was_moved,
});
