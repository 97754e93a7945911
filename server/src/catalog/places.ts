/** Finds venues and performers by name. */
import type { Trx } from '../platform/db/index.ts';
import { CatalogPerformer } from './CatalogPerformer.ts';
import { CatalogVenue } from './CatalogVenue.ts';

export type KnownVenue = Pick<
  CatalogVenue,
  'id' | 'name' | 'city' | 'region' | 'country' | 'timeZone' | 'aliases' | 'mergedInto'
>;
export type KnownPerformer = Pick<
  CatalogPerformer,
  'id' | 'name' | 'shortName' | 'city' | 'league' | 'aliases' | 'code' | 'homeVenueId' | 'mergedInto'
>;

/**
 * Every venue and performer, the oldest first. One that was merged has its own name and the id of the one that stayed, so
 * that a feed's name leads there.
 */
export async function listPlaces(trx: Trx): Promise<{ venues: KnownVenue[]; performers: KnownPerformer[] }> {
  const venues = await CatalogVenue.query(trx)
    .select('id', 'name', 'city', 'region', 'country', 'time_zone', 'aliases', 'merged_into')
    .orderBy('id');
  const performers = await CatalogPerformer.query(trx)
    .select('id', 'name', 'short_name', 'city', 'league', 'aliases', 'code', 'home_venue_id', 'merged_into')
    .orderBy('id');
  return { venues: venues.map(standingOne), performers: performers.map(standingOne) };
}

const standingOne = <T extends { id: string; mergedInto: string | null }>(place: T): T => ({
  ...place,
  id: place.mergedInto ?? place.id,
});

/** The ids of venues and performers that nothing new can have. */
export async function retiredPlaces(trx: Trx): Promise<Set<string>> {
  const venues = await CatalogVenue.query(trx)
    .select('id')
    .whereNotNull('retired_at')
    .whereNull('merged_into');
  const performers = await CatalogPerformer.query(trx)
    .select('id')
    .whereNotNull('retired_at')
    .whereNull('merged_into');
  return new Set([...venues, ...performers].map(({ id }) => id));
}

/** The page address of a new performer: the wished one, with the end of its id where another performer has it. */
export async function freeSlugOf(trx: Trx, id: string, wish: string): Promise<string> {
  const wished = wish || id;
  const taken = await CatalogPerformer.query(trx).findOne({ slug: wished });
  return taken ? `${wished}-${id.slice(-6)}` : wished;
}
