/** A team as its page shows it. */
import type { TeamPage } from '@holdfast/shared/catalog';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { presentVenue, type VenueRow, venueColumns } from './venueFacts.ts';

interface TeamRow {
  id: string;
  name: string;
  short_name: string;
  slug: string;
  city: string;
  league: string | null;
  league_name: string | null;
  sport: string | null;
  primary_color: string | null;
  secondary_color: string | null;
  logo_id: string | null;
  home_venue_id: string | null;
}

/** A team by its slug; one that was merged into another is the other. @throws Problem `not_found` */
export async function teamBySlug(
  trx: Trx,
  slug: string,
): Promise<TeamPage['team'] & { homeVenueId: string | null }> {
  const [row] = await queryPrepared<TeamRow>(
    trx,
    `SELECT p.id, p.name, p.short_name, p.slug, p.city, p.league, l.name AS league_name,
       CASE WHEN l.shares_sport THEN NULL ELSE l.sport END AS sport, p.primary_color, p.secondary_color, p.logo_id, p.home_venue_id
     FROM performers f JOIN performers p ON p.id = coalesce(f.merged_into, f.id) LEFT JOIN catalog_leagues_named l ON l.id = p.league
     WHERE f.slug = $1`,
    [slug],
  );
  if (!row) throw notFound('team');
  return {
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    slug: row.slug,
    city: row.city,
    league: row.league,
    leagueName: row.league_name,
    sport: row.sport,
    primaryColor: row.primary_color,
    secondaryColor: row.secondary_color,
    logoId: row.logo_id,
    homeVenueId: row.home_venue_id,
  };
}

/** A team or an artist with its seasons, the newest first. @throws Problem `not_found` */
export async function readTeam(trx: Trx, slug: string): Promise<TeamPage> {
  const { homeVenueId, ...team } = await teamBySlug(trx, slug);
  // Where staff say, or else where it plays the most games of its seasons.
  const [venue] = await queryPrepared<VenueRow>(
    trx,
    `SELECT ${venueColumns} FROM venues f JOIN venues v ON v.id = coalesce(f.merged_into, f.id)
     WHERE f.id = coalesce($1, (SELECT e.venue_id FROM events e WHERE e.home_id = $2 AND e.season_id IS NOT NULL
       GROUP BY e.venue_id ORDER BY count(*) DESC, e.venue_id LIMIT 1))`,
    [homeVenueId, team.id],
  );
  const seasons = await queryPrepared<{ slug: string; name: string; games: number; ahead: number }>(
    trx,
    `SELECT catalog_slug_of(s.name) AS slug, s.name, count(e.id)::int AS games,
       (count(e.id) FILTER (WHERE e.starts_at > now() AND e.status <> 'cancelled'))::int AS ahead
     FROM seasons s JOIN events e ON e.season_id = s.id WHERE s.performer_id = $1 AND s.merged_into IS NULL
     GROUP BY s.id ORDER BY max(e.starts_at) DESC, s.name`,
    [team.id],
  );
  return {
    team,
    homeVenue: venue ? presentVenue(venue) : null,
    seasons: seasons.map(({ ahead, ...season }) => ({ ...season, gamesAhead: ahead })),
  };
}
