/** Places as schema.org data. */
import type { Venue, VenuePage } from '@holdfast/shared/catalog';

const addressOf = ({ city, region, country }: Venue, street: string | null = null) => ({
  '@type': 'PostalAddress',
  ...(street === null ? {} : { streetAddress: street }),
  addressLocality: city,
  ...(region === null ? {} : { addressRegion: region }),
  addressCountry: country,
});

/** Where an event is. @param site the public address, without a trailing slash */
export const placeData = (venue: Venue, site: string): object => ({
  '@type': 'Place',
  name: venue.name,
  url: `${site}/venues/${venue.slug}`,
  address: addressOf(venue),
});

/** A venue on its own page, with its position and capacity where they are known. */
export const venueData = ({ venue }: VenuePage, site: string): object => ({
  '@type': 'StadiumOrArena',
  name: venue.name,
  url: `${site}/venues/${venue.slug}`,
  address: addressOf(venue, venue.address),
  ...(venue.latitude === null || venue.longitude === null
    ? {}
    : { geo: { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude } }),
  ...(venue.capacity === null ? {} : { maximumAttendeeCapacity: venue.capacity }),
});
