/** Events and seasons for staff and for other rooms. The room `listings` knows what is on sale. */
import type { CatalogEvent, Season } from '@holdfast/shared/catalog';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { likeWords, retiredIs } from './listFilters.ts';
import { type EventRow, eventColumns, presentEvent } from './present.ts';

/** Events by id, for the screens of other rooms. */
export async function eventsById(trx: Trx, ids: string[]): Promise<Map<string, CatalogEvent>> {
  const rows = await queryPrepared<EventRow>(
    trx,
    `SELECT ${eventColumns('e')} FROM catalog_events_named e WHERE e.id = ANY($1::text[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, presentEvent(row)]));
}

interface Page {
  page: number;
  perPage: number;
  order: 'asc' | 'desc';
  q?: string | undefined;
}

export async function listSeasons(
  db: Database,
  listQuery: Page & { performerId?: string | undefined; state: string },
): Promise<{ data: Season[]; total: number }> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{
      id: string;
      name: string;
      league: string;
      games: number;
      total: number;
      performer: Season['performer'];
      retired_at: Date | null;
    }>(
      trx,
      `SELECT s.id, p.name || ', ' || s.name AS name, s.league, s.retired_at, count(*) OVER ()::int AS total,
         (SELECT count(*)::int FROM events e WHERE e.season_id = s.id AND e.starts_at > now() AND e.status <> 'cancelled') AS games,
         jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name, 'slug', p.slug, 'league', p.league,
           'primaryColor', p.primary_color, 'secondaryColor', p.secondary_color, 'logoId', p.logo_id) AS performer
       FROM seasons s JOIN performers p ON p.id = s.performer_id
       WHERE ($1::text IS NULL OR lower(p.name || ' ' || s.name) LIKE $1) AND ($4::text IS NULL OR s.performer_id = $4)
         AND ${retiredIs('s', '$5')}
       ORDER BY 2 ${listQuery.order === 'desc' ? 'DESC' : 'ASC'} LIMIT $2 OFFSET $3`,
      [
        likeWords(listQuery.q),
        listQuery.perPage,
        (listQuery.page - 1) * listQuery.perPage,
        listQuery.performerId ?? null,
        listQuery.state,
      ],
    ),
  );
  return {
    data: rows.map(({ id, name, league, games, performer, retired_at }) => ({
      id,
      name,
      league,
      performer,
      upcomingHomeGames: games,
      retiredAt: retired_at?.toISOString() ?? null,
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** The games of a season that a package can still consign. */
export async function seasonGames(db: Database, seasonId: string): Promise<CatalogEvent[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<EventRow>(
      trx,
      `SELECT ${eventColumns('e')} FROM catalog_events_named e WHERE e.season_id = $1 AND e.starts_at > now() AND e.status <> 'cancelled' ORDER BY e.starts_at`,
      [seasonId],
    ),
  );
  return rows.map(presentEvent);
}

/** Whether there is any event: its currency is the marketplace's for good. */
export async function hasEvents(trx: Trx): Promise<boolean> {
  const found = await queryPrepared(trx, 'SELECT 1 FROM events LIMIT 1');
  return found.length > 0;
}
