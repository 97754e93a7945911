/** Teams and artists as staff read them. */
import type { AdminPerformer, performerQuery } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import {
  type Columns,
  type Database,
  inTransaction,
  queryPrepared,
  type Trx,
} from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { CatalogPerformer } from '../CatalogPerformer.ts';
import { likeWords, retiredIs } from '../listFilters.ts';

type Row = Columns<CatalogPerformer> & {
  home_venue: string | null;
  into_name: string | null;
  events: number;
};

const columns = `p.*, v.name AS home_venue, m.name AS into_name,
  (SELECT count(*)::int FROM events e WHERE p.id IN (e.home_id, e.away_id) AND e.starts_at > now()) AS events`;
const from = `performers p LEFT JOIN venues v ON v.id = p.home_venue_id LEFT JOIN performers m ON m.id = p.merged_into`;

const present = (row: Row): AdminPerformer => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  slug: row.slug,
  code: row.code,
  city: row.city,
  league: row.league,
  primaryColor: row.primary_color,
  secondaryColor: row.secondary_color,
  logoId: row.logo_id,
  homeVenueId: row.home_venue_id,
  homeVenue: row.home_venue,
  aliases: row.aliases,
  outsideIds: row.outside_ids,
  upcomingEvents: row.events,
  retiredAt: row.retired_at?.toISOString() ?? null,
  mergedInto: row.merged_into === null ? null : { id: row.merged_into, name: row.into_name ?? '' },
});

/** @throws Problem `not_found` */
export async function showPerformer(trx: Trx, id: string): Promise<AdminPerformer> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM ${from} WHERE p.id = $1`, [id]);
  if (!row) throw notFound('team');
  return present(row);
}

/** One page of teams and artists, found by any of their names; merged ones are in none. */
export async function listPerformers(
  db: Database,
  { q, league, state, sort, order, page, perPage }: z.output<typeof performerQuery>,
): Promise<{ data: AdminPerformer[]; total: number }> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<Row & { total: number }>(
      trx,
      `SELECT ${columns}, count(*) OVER ()::int AS total FROM ${from}
       WHERE p.merged_into IS NULL AND ${retiredIs('p', '$2')} AND ($3::text IS NULL OR p.league = catalog_league_of($3))
         AND ($1::text IS NULL OR lower(concat_ws(' ', p.name, p.short_name, p.code, p.city, array_to_string(p.aliases, ' '))) LIKE $1)
       ORDER BY p.${sort === 'city' ? 'city' : 'name'} ${order === 'desc' ? 'DESC' : 'ASC'}, p.id LIMIT $4 OFFSET $5`,
      [likeWords(q), state, league ?? null, perPage, (page - 1) * perPage],
    ),
  );
  return { data: rows.map(present), total: rows[0]?.total ?? 0 };
}
