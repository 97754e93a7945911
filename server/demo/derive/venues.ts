import {
  CURRENT_STADIUM_NAMES,
  OPEN_AIR_RINKS,
  TRUE_CITIES,
  TRUE_ZONES,
  VENUES_ABROAD,
  type VenueFacts,
} from './corrections.ts';
import { cell, readSource, slugOf } from './source.ts';

/** The venues, with their keys by source id. */
export interface DerivedVenues {
  venues: VenueFacts[];
  /** The venue's key by the source's id, of both leagues. */
  keyBySourceId: ReadonlyMap<string, string>;
}

/** Football stadiums, ice hockey arenas and the venues abroad; one that both leagues use appears once. */
export function deriveVenues(folder: string): DerivedVenues {
  const byKey = new Map<string, VenueFacts>();
  const keyBySourceId = new Map<string, string>();
  for (const row of readSource(folder, 'nfl/venues.csv')) {
    const id = cell(row, 'stadium_id');
    const name = CURRENT_STADIUM_NAMES[id] ?? cell(row, 'current_name');
    const key = slugOf(name);
    keyBySourceId.set(id, key);
    byKey.set(key, {
      key,
      name,
      city: cell(row, 'city'),
      region: cell(row, 'state'),
      country: 'US',
      timeZone: cell(row, 'timezone'),
      capacity: Number(cell(row, 'capacity')),
      roof: cell(row, 'indoor') === 'true' ? 'closed' : 'open',
      kind: 'stadium',
    });
  }
  for (const row of readSource(folder, 'nhl/venues.csv')) {
    const name = cell(row, 'name');
    const key = slugOf(name);
    keyBySourceId.set(cell(row, 'venue_id'), key);
    if (byKey.has(key)) continue;
    const city = TRUE_CITIES[name] ?? cell(row, 'city');
    const openAir = OPEN_AIR_RINKS.includes(name);
    byKey.set(key, {
      key,
      name,
      city,
      region: row.state ?? '',
      country: COUNTRIES[cell(row, 'country')] ?? cell(row, 'country'),
      timeZone: TRUE_ZONES[city] ?? cell(row, 'timezone'),
      capacity: Number(cell(row, 'capacity')),
      roof: openAir ? 'open' : 'closed',
      kind: openAir ? 'stadium' : 'arena',
    });
  }
  for (const venue of VENUES_ABROAD) byKey.set(venue.key, venue);
  const venues = [...byKey.values()].sort((a, b) => a.key.localeCompare(b.key, 'en'));
  return { venues, keyBySourceId };
}

const COUNTRIES: Readonly<Record<string, string>> = { CAN: 'CA', SWE: 'SE', USA: 'US' };
