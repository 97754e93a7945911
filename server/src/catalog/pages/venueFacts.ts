/** A venue as fans read it. */
import type { Venue } from '@holdfast/shared/catalog';
import type { Columns } from '../../platform/db/index.ts';
import type { CatalogVenue } from '../CatalogVenue.ts';

/** SQL: the columns of a `VenueRow`, of `venues v`. */
export const venueColumns = 'v.id, v.slug, v.name, v.city, v.region, v.country, v.time_zone';

/** A row of them. */
export type VenueRow = Pick<
  Columns<CatalogVenue>,
  'id' | 'slug' | 'name' | 'city' | 'region' | 'country' | 'time_zone'
>;

export const presentVenue = ({ id, slug, name, city, region, country, time_zone }: VenueRow): Venue => ({
  id,
  slug,
  name,
  city,
  region,
  country,
  timeZone: time_zone,
});
