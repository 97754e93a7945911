/** Facts that other rooms compare events by: teams, venue and start. */
import type { Trx } from '../platform/db/index.ts';
import { CatalogEvent } from './CatalogEvent.ts';
import type { CatalogPerformer } from './CatalogPerformer.ts';
import type { CatalogVenue } from './CatalogVenue.ts';

export interface NamedSide {
  name: string;
  shortName: string;
  city: string;
  aliases: string[];
}

export interface EventFacts {
  id: string;
  name: string;
  kind: 'game' | 'own';
  home: NamedSide | null;
  away: NamedSide | null;
  venue: { name: string; city: string; region: string | null; timeZone: string; aliases: string[] };
  /** ISO instant. */
  startsAt: string;
  timeTbd: boolean;
}

const sideOf = (performer: CatalogPerformer | null | undefined): NamedSide | null =>
  performer
    ? {
        name: performer.name,
        shortName: performer.shortName,
        city: performer.city,
        aliases: performer.aliases,
      }
    : null;

/**
 * The events of some days, soonest first.
 * @param from  day on the venue's wall, `2026-11-21`
 * @param until the same, included
 */
export async function eventsBetween(trx: Trx, from: string, until: string): Promise<EventFacts[]> {
  const events = await CatalogEvent.query(trx)
    .whereBetween('local_date', [from, until])
    .orderBy(['starts_at', 'id'])
    .withGraphFetched('[venue, home, away]');
  return events.map(({ id, name, kind, home, away, venue, startsAt, timeTbd }) => {
    const { name: venueName, city, region, timeZone, aliases } = venue as CatalogVenue;
    return {
      id,
      name,
      kind,
      home: sideOf(home),
      away: sideOf(away),
      venue: { name: venueName, city, region, timeZone, aliases },
      startsAt: startsAt.toISOString(),
      timeTbd,
    };
  });
}

/** IANA time zones by event id; unknown events are left out. */
export async function zonesOfEvents(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  const events = await CatalogEvent.query(trx)
    .findByIds([...ids])
    .select('id', 'venue_id')
    .withGraphFetched('venue');
  return new Map(events.flatMap(({ id, venue }) => (venue ? [[id, venue.timeZone] as const] : [])));
}
