/** Venues as staff read them. */
import type { AdminVenue, VenueRow, venueQuery } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import {
  type Columns,
  type Database,
  inTransaction,
  queryPrepared,
  type Trx,
} from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { CatalogVenue } from '../CatalogVenue.ts';
import { likeWords, retiredIs } from '../listFilters.ts';

/** @throws Problem `not_found` */
export async function showVenue(trx: Trx, id: string): Promise<AdminVenue> {
  const venue = await CatalogVenue.query(trx).findById(id);
  if (!venue) throw notFound('venue');
  const into = venue.mergedInto === null ? null : await CatalogVenue.query(trx).findById(venue.mergedInto);
  const [ahead] = await queryPrepared<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM events WHERE venue_id = $1 AND starts_at > now()',
    [id],
  );
  const { source: _source, sourceId: _sourceId, ...facts } = venue.toJSON() as CatalogVenue;
  return {
    ...facts,
    upcomingEvents: ahead?.count ?? 0,
    retiredAt: venue.retiredAt?.toISOString() ?? null,
    mergedInto: into ? { id: into.id, name: into.name } : null,
  };
}

interface Row
  extends Pick<
    Columns<CatalogVenue>,
    'id' | 'slug' | 'name' | 'city' | 'region' | 'country' | 'time_zone' | 'retired_at'
  > {
  events: number;
  total: number;
}

/** One page of venues; merged ones are in none. */
export async function listVenues(
  db: Database,
  { q, state, sort, order, page, perPage }: z.output<typeof venueQuery>,
): Promise<{ data: VenueRow[]; total: number }> {
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<Row>(
      trx,
      `SELECT v.id, v.slug, v.name, v.city, v.region, v.country, v.time_zone, v.retired_at, count(*) OVER ()::int AS total,
         (SELECT count(*)::int FROM events e WHERE e.venue_id = v.id AND e.starts_at > now()) AS events
       FROM venues v WHERE v.merged_into IS NULL AND ($1::text IS NULL OR lower(concat_ws(' ', v.name, v.city, array_to_string(v.aliases, ' '))) LIKE $1)
         AND ${retiredIs('v', '$2')}
       ORDER BY v.${sort === 'city' ? 'city' : 'name'} ${direction}, v.id LIMIT $3 OFFSET $4`,
      [likeWords(q), state, perPage, (page - 1) * perPage],
    ),
  );
  return {
    data: rows.map(({ id, slug, name, city, region, country, time_zone, retired_at, events }) => ({
      id,
      slug,
      name,
      city,
      region,
      country,
      timeZone: time_zone,
      upcomingEvents: events,
      retiredAt: retired_at?.toISOString() ?? null,
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** Every venue that is current, by name: for files. */
export async function allVenues(trx: Trx): Promise<CatalogVenue[]> {
  return CatalogVenue.query(trx).whereNull('retired_at').orderBy(['name', 'id']);
}
