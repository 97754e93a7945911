/** Adds venues, performers, seasons and events by their source ids; existing ones stay unchanged. */
import { DateTime } from 'luxon';
import { holdCurrency } from '../marketplace/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { CatalogEvent } from './CatalogEvent.ts';
import { CatalogVenue } from './CatalogVenue.ts';
import { slugOf } from './slugOf.ts';

export interface NewEvent {
  source: string;
  sourceId: string;
  name: string;
  kind: 'game' | 'own';
  league: string | null;
  seasonId: string | null;
  homeId: string | null;
  awayId: string | null;
  venueId: string;
  /** ISO instant. */
  startsAt: string;
  timeTbd: boolean;
  /** From the opening of the doors to the start, minutes. */
  doorsMinutes?: number | null;
  pictureId?: string | null;
  maxPerType?: number;
  /** Milliseconds. */
  holdMs?: number;
}

/**
 * Adds events, which sell in the marketplace's currency; a slug is made of the name and the venue's day, with a number where that is taken.
 * @returns their ids, by source id
 */
export async function addEvents(trx: Trx, events: NewEvent[]): Promise<Map<string, string>> {
  const venues = await CatalogVenue.query(trx).findByIds([...new Set(events.map(({ venueId }) => venueId))]);
  const venueById = new Map(venues.map((venue) => [venue.id, venue]));
  const currency = await holdCurrency(trx);
  const taken = new Set<string>();
  const rows = [];
  for (const event of events) {
    const venue = venueById.get(event.venueId);
    if (!venue) throw new Problem('validation_failed', 'Choose a venue that is in the catalogue.');
    const localDate = DateTime.fromISO(event.startsAt, { zone: venue.timeZone }).toISODate() as string;
    const id = newId('event');
    rows.push({
      ...event,
      doorsMinutes: event.doorsMinutes ?? null,
      pictureId: event.pictureId ?? null,
      maxPerType: event.maxPerType ?? 5,
      holdMs: event.holdMs ?? 900_000,
      id,
      currency,
      localDate,
      slug: await freeSlug(trx, taken, `${slugOf(event.name)}-${localDate}`),
      search: `${event.name} ${venue.name} ${venue.city} ${event.league ?? ''} ${localDate}`.toLowerCase(),
    });
  }
  const { from, value } = records(rows, {
    id: 'text',
    source: 'text',
    sourceId: 'text',
    slug: 'text',
    name: 'text',
    kind: 'text',
    league: 'text',
    seasonId: 'text',
    homeId: 'text',
    awayId: 'text',
    venueId: 'text',
    startsAt: 'timestamptz',
    localDate: 'date',
    timeTbd: 'boolean',
    maxPerType: 'integer',
    holdMs: 'integer',
    doorsMinutes: 'integer',
    pictureId: 'text',
    currency: 'text',
    search: 'text',
  });
  const written = await queryPrepared<{ id: string; source_id: string }>(
    trx,
    `INSERT INTO events (id, source, source_id, slug, name, kind, league, season_id, home_id, away_id, venue_id, starts_at,
       local_date, time_tbd, max_per_type, hold_ms, doors_minutes, picture_id,
       currency, search)
     SELECT * FROM ${from}
     ON CONFLICT (source, source_id) DO NOTHING RETURNING id, source_id`,
    [value],
  );
  return new Map(written.map((row) => [row.source_id, row.id]));
}

async function freeSlug(trx: Trx, taken: Set<string>, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (taken.has(slug)) continue;
    if (await CatalogEvent.query(trx).findOne({ slug })) continue;
    taken.add(slug);
    return slug;
  }
}
