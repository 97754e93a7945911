/** Changes an event's start or status. `followEvent` in listings then moves the listings' end. */
import { DateTime } from 'luxon';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { CatalogEvent } from './CatalogEvent.ts';

export type EventStatus = CatalogEvent['status'];

export interface EventStanding {
  name: string;
  startsAt: string;
  timeTbd: boolean;
  status: EventStatus;
  /** Whether the start changed. */
  wasMoved: boolean;
  venueId: string;
}

/**
 * Moves an event: marks it as moved and stores its previous start. One whose time becomes known on the day that stood
 * isn't moved: the time that stands for an unknown one was never said to anybody.
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
  const localDate = DateTime.fromISO(startsAt, { zone: row.venue?.timeZone ?? 'UTC' }).toISODate() as string;
  const isOn = row.status === 'scheduled' || row.status === 'moved';
  const isTimeOnly = row.timeTbd && isOn && localDate === row.localDate;
  await CatalogEvent.query(trx)
    .findById(id)
    .patch({
      ...(isTimeOnly ? {} : { previousStartsAt: row.startsAt, status: 'moved' as const }),
      startsAt: new Date(startsAt),
      timeTbd,
      localDate,
      search: row.search.replace(row.localDate, localDate),
    });
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
  await CatalogEvent.query(trx).findById(id).patch({ status });
  return standingOf(row);
}

/** An event as it stands, locked until the transaction ends. @throws Problem `not_found` */
export async function holdEvent(trx: Trx, id: string): Promise<EventStanding> {
  return standingOf(await lockEvent(trx, id));
}

async function lockEvent(trx: Trx, id: string): Promise<CatalogEvent> {
  const event = await CatalogEvent.query(trx).findById(id).forNoKeyUpdate().withGraphFetched('venue');
  if (!event) throw notFound('event');
  return event;
}

const standingOf = ({
  name,
  startsAt,
  timeTbd,
  status,
  previousStartsAt,
  venueId,
}: CatalogEvent): EventStanding => ({
  name,
  startsAt: startsAt.toISOString(),
  timeTbd,
  status,
  wasMoved: previousStartsAt !== null,
  venueId,
});
