/** A team's season as its page shows it. */
import type { SeasonPage } from '@holdfast/shared/catalog';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { type EventRow, eventColumns, presentEvent } from '../present.ts';
import { teamBySlug } from './readTeam.ts';

/**
 * One team's season with every home game; one that was merged into another is the other.
 * @throws Problem `not_found` also for a season without games: there is nothing to show
 */
export async function readSeason(trx: Trx, teamSlug: string, slug: string): Promise<SeasonPage> {
  const { homeVenueId: _, ...team } = await teamBySlug(trx, teamSlug);
  const [season] = await queryPrepared<{ id: string; slug: string; name: string }>(
    trx,
    `SELECT s.id, catalog_slug_of(s.name) AS slug, s.name FROM seasons f JOIN seasons s ON s.id = coalesce(f.merged_into, f.id)
     WHERE f.performer_id = $1 AND catalog_slug_of(f.name) = $2 ORDER BY f.merged_into IS NOT NULL, s.id LIMIT 1`,
    [team.id, slug],
  );
  if (!season) throw notFound('season');
  const rows = await queryPrepared<EventRow>(
    trx,
    `SELECT ${eventColumns('e')} FROM catalog_events_named e WHERE e.season_id = $1 ORDER BY e.starts_at, e.id`,
    [season.id],
  );
  if (rows.length === 0) throw notFound('season');
  return { team, season: { slug: season.slug, name: season.name }, games: rows.map(presentEvent) };
}
