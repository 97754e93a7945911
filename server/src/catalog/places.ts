/** Finds venues and performers by name and adds new ones. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

export interface KnownVenue {
  id: string;
  name: string;
  city: string;
  region: string | null;
  /** IANA. */
  timeZone: string;
}

export interface KnownPerformer {
  id: string;
  name: string;
  shortName: string;
  city: string;
  league: string | null;
}

/** Every venue and performer, the oldest first. */
export async function listPlaces(trx: Trx): Promise<{ venues: KnownVenue[]; performers: KnownPerformer[] }> {
  return {
    venues: await queryPrepared<KnownVenue>(
      trx,
      'SELECT id, name, city, region, time_zone AS "timeZone" FROM venues ORDER BY id',
    ),
    performers: await queryPrepared<KnownPerformer>(
      trx,
      'SELECT id, name, short_name AS "shortName", city, league FROM performers ORDER BY id',
    ),
  };
}

export interface NewVenue {
  source: string;
  name: string;
  city: string;
  region: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** IANA. */
  timeZone: string;
}

/** @returns the new venue's id, which is its source's id as well: the source has none that lasts */
export async function addVenue(trx: Trx, venue: NewVenue): Promise<string> {
  const id = newId('venue');
  await queryPrepared(
    trx,
    `INSERT INTO venues (id, source, source_id, name, city, region, country, time_zone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, venue.source, id, venue.name, venue.city, venue.region, venue.country, venue.timeZone],
  );
  return id;
}

/**
 * @param slug as wished; where another performer has it, one is made of it
 * @returns the new performer's id, which is its source's id as well
 */
export async function addPerformer(
  trx: Trx,
  { source, name, city, slug }: { source: string; name: string; city: string; slug: string },
): Promise<string> {
  const id = newId('performer');
  const wished = slug || id;
  const [taken] = await queryPrepared(trx, 'SELECT 1 AS taken FROM performers WHERE slug = $1', [wished]);
  await queryPrepared(
    trx,
    `INSERT INTO performers (id, source, source_id, name, short_name, slug, city) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, source, id, name, name, taken ? `${wished}-${id.slice(-6)}` : wished, city],
  );
  return id;
}
