/** Events as they are read for any screen: one shape of row, one presenter. */
import type { CatalogEvent, Performer } from '@holdfast/shared/catalog';

/** Columns of an event with its venue and performers; a FROM clause that goes with `eventTables`. */
export const eventColumns = `
  e.id, e.slug, e.name, e.kind, e.status, e.league, s.name AS season_name, e.starts_at, e.time_tbd, e.previous_starts_at,
  e.max_per_type, e.hold_ms, e.currency,
  v.id AS venue_id, v.name AS venue_name, v.city AS venue_city, v.region AS venue_region, v.country AS venue_country, v.time_zone,
  h.id AS home_id, h.name AS home_name, h.short_name AS home_short, h.slug AS home_slug, h.league AS home_league, h.primary_color AS home_primary, h.secondary_color AS home_secondary,
  a.id AS away_id, a.name AS away_name, a.short_name AS away_short, a.slug AS away_slug, a.league AS away_league, a.primary_color AS away_primary, a.secondary_color AS away_secondary`;
export const eventTables = `
  events e JOIN venues v ON v.id = e.venue_id LEFT JOIN seasons s ON s.id = e.season_id
  LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id`;

export interface EventRow {
  id: string;
  slug: string;
  name: string;
  kind: 'game' | 'own';
  status: CatalogEvent['status'];
  league: string | null;
  season_name: string | null;
  starts_at: Date;
  time_tbd: boolean;
  previous_starts_at: Date | null;
  max_per_type: number;
  hold_ms: number;
  currency: string;
  venue_id: string;
  venue_name: string;
  venue_city: string;
  venue_region: string | null;
  venue_country: string;
  time_zone: string;
  [performer: `home_${string}` | `away_${string}`]: string | null;
}

export function presentEvent(row: EventRow): CatalogEvent {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    status: row.status,
    league: row.league,
    seasonName: row.season_name,
    home: performerOf(row, 'home'),
    away: performerOf(row, 'away'),
    venue: {
      id: row.venue_id,
      name: row.venue_name,
      city: row.venue_city,
      region: row.venue_region,
      country: row.venue_country,
      timeZone: row.time_zone,
    },
    startsAt: row.starts_at.toISOString(),
    timeTbd: row.time_tbd,
    previousStartsAt: row.previous_starts_at?.toISOString() ?? null,
    maxPerType: row.max_per_type,
    holdMs: row.hold_ms,
    currency: row.currency,
  };
}

function performerOf(row: EventRow, side: 'home' | 'away'): Performer | null {
  const id = row[`${side}_id`];
  if (!id) return null;
  return {
    id,
    name: row[`${side}_name`] ?? '',
    shortName: row[`${side}_short`] ?? '',
    slug: row[`${side}_slug`] ?? '',
    league: row[`${side}_league`] ?? null,
    primaryColor: row[`${side}_primary`] ?? null,
    secondaryColor: row[`${side}_secondary`] ?? null,
  };
}
