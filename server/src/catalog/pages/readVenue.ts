/** A venue as its page shows it. */
import type { VenuePage } from '@holdfast/shared/catalog';
import { type Columns, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { CatalogVenue } from '../CatalogVenue.ts';
import { presentVenue, type VenueRow, venueColumns } from './venueFacts.ts';

type Row = VenueRow &
  Pick<Columns<CatalogVenue>, 'address' | 'latitude' | 'longitude' | 'capacity' | 'levels'>;

interface TeamRow {
  id: string;
  name: string;
  short_name: string;
  slug: string;
  league: string | null;
  primary_color: string | null;
  secondary_color: string | null;
  logo_id: string | null;
}

/** A venue by its slug; one that was merged into another is the other. @throws Problem `not_found` */
export async function readVenue(trx: Trx, slug: string): Promise<VenuePage> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT ${venueColumns}, v.address, v.latitude, v.longitude, v.capacity, v.levels
     FROM venues f JOIN venues v ON v.id = coalesce(f.merged_into, f.id) WHERE f.slug = $1`,
    [slug],
  );
  if (!row) throw notFound('venue');
  // At home are those that staff say so of, and those that play there in a season.
  const teams = await queryPrepared<TeamRow>(
    trx,
    `SELECT p.id, p.name, p.short_name, p.slug, p.league, p.primary_color, p.secondary_color, p.logo_id FROM performers p
     WHERE p.merged_into IS NULL AND p.retired_at IS NULL AND (p.home_venue_id = $1 OR p.home_venue_id IS NULL AND EXISTS (
       SELECT 1 FROM events e WHERE e.home_id = p.id AND e.venue_id = $1 AND e.season_id IS NOT NULL)) ORDER BY p.name`,
    [row.id],
  );
  const { address, latitude, longitude, capacity, levels } = row;
  return {
    venue: { ...presentVenue(row), address, latitude, longitude, capacity, levels },
    teams: teams.map((team) => ({
      id: team.id,
      name: team.name,
      shortName: team.short_name,
      slug: team.slug,
      league: team.league,
      primaryColor: team.primary_color,
      secondaryColor: team.secondary_color,
      logoId: team.logo_id,
    })),
  };
}
