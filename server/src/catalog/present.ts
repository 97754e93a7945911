/** Event rows and their presenter, shared by all screens. */
import type { CatalogEvent, Performer } from '@holdfast/shared/catalog';
import type { CatalogEventsNamed } from './views.ts';

/** What `presentEvent` needs of `catalog_events_named`. */
const columns = [
  'id',
  'slug',
  'name',
  'kind',
  'status',
  'league',
  'season_name',
  'starts_at',
  'time_tbd',
  'doors_minutes',
  'picture_id',
  'previous_starts_at',
  'max_per_type',
  'hold_ms',
  'currency',
  'venue_id',
  'venue_name',
  'venue_city',
  'venue_region',
  'venue_country',
  'time_zone',
  'home_id',
  'home_name',
  'home_short',
  'home_slug',
  'home_league',
  'home_primary',
  'home_secondary',
  'home_logo',
  'away_id',
  'away_name',
  'away_short',
  'away_slug',
  'away_league',
  'away_primary',
  'away_secondary',
  'away_logo',
  'venue_slug',
] as const;

/** SQL: the columns of an `EventRow`. @param alias of `catalog_events_named` in the statement */
export const eventColumns = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ');

/** A row of the view `catalog_events_named`, as far as `presentEvent` needs it. */
export type EventRow = Pick<CatalogEventsNamed, (typeof columns)[number]>;

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
      slug: row.venue_slug,
      name: row.venue_name,
      city: row.venue_city,
      region: row.venue_region,
      country: row.venue_country,
      timeZone: row.time_zone,
    },
    pictureId: row.picture_id,
    startsAt: row.starts_at.toISOString(),
    timeTbd: row.time_tbd,
    doorsAt: doorsAt(row),
    previousStartsAt: row.previous_starts_at?.toISOString() ?? null,
    maxPerType: row.max_per_type,
    holdMs: row.hold_ms,
    currency: row.currency,
  };
}

/** Only a known time of an event that has one is said. */
function doorsAt({ starts_at, time_tbd, status, doors_minutes }: EventRow): string | null {
  if (doors_minutes === null || time_tbd || status === 'postponed') return null;
  return new Date(starts_at.getTime() - doors_minutes * 60_000).toISOString();
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
    logoId: row[`${side}_logo`] ?? null,
  };
}
