/** An event takes place at another venue than it was announced. */
import { DateTime } from 'luxon';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { CatalogEvent } from './CatalogEvent.ts';
import { CatalogVenue } from './CatalogVenue.ts';
import { refreshEvents } from './refreshEvents.ts';
import { requireVenue } from './venues/requireVenue.ts';

/** A venue as far as a move to it goes. */
export interface VenueFacts {
  id: string;
  name: string;
  city: string;
  /** IANA. */
  timeZone: string;
  /** That it is known to have; none: nobody has entered them. */
  sections: string[];
}

/** @throws Problem `not_found` */
export async function venueFacts(trx: Trx, id: string): Promise<VenueFacts> {
  const venue = await CatalogVenue.query(trx).findById(id);
  if (!venue) throw notFound('venue');
  const { name, city, timeZone, levels } = venue;
  return { id, name, city, timeZone, sections: levels.flatMap(({ sections }) => sections) };
}

/** Where an event is. @throws Problem `not_found` */
export async function venueOfEvent(trx: Trx, eventId: string): Promise<VenueFacts> {
  const [row] = await queryPrepared<{ venue_id: string }>(trx, 'SELECT venue_id FROM events WHERE id = $1', [
    eventId,
  ]);
  if (!row) throw notFound('event');
  return venueFacts(trx, row.venue_id);
}

/**
 * Sets another venue; the start stays the same instant. The caller has locked the event.
 * @throws Problem `validation_failed` for an unknown or retired venue
 */
export async function relocateEvent(trx: Trx, id: string, venueId: string): Promise<void> {
  const zone = await requireVenue(trx, venueId);
  const event = await CatalogEvent.query(trx).findById(id);
  if (!event) throw notFound('event');
  const localDate = DateTime.fromJSDate(event.startsAt, { zone }).toISODate() as string;
  await CatalogEvent.query(trx).findById(id).patch({ venueId, localDate });
  await refreshEvents(trx, 'event', id);
}
