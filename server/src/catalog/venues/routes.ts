import {
  adminVenue,
  countryList,
  venueInput,
  venueList,
  venueQuery,
  zoneAtPosition,
  zoneQuery,
} from '@holdfast/shared/catalog';
import { type AnyEndpoint, query } from '../../platform/http/index.ts';
import { mergeableRoutes } from '../mergeableRoutes.ts';
import { changeVenue, createVenue, retireVenue } from './keepVenue.ts';
import { mergeVenue, previewVenueMerge } from './mergeVenue.ts';
import { agree, countries, zoneAt } from './timeZones.ts';
import { listVenues, showVenue } from './venueQueries.ts';

const tag = 'Admin: venues';

export const venueRoutes = (): AnyEndpoint[] => [
  ...mergeableRoutes({
    kind: 'venue',
    path: '/admin/venues',
    tag,
    many: 'Venues',
    one: 'a venue',
    listQuery: venueQuery,
    listAnswer: venueList,
    input: venueInput,
    answer: adminVenue,
    list: listVenues,
    show: showVenue,
    create: createVenue,
    change: changeVenue,
    retire: retireVenue,
    previewMerge: previewVenueMerge,
    merge: mergeVenue,
  }),
  query({
    path: '/admin/countries',
    tag,
    summary: 'Countries with their time zones',
    roles: ['staff', 'support', 'finance'],
    answer: countryList,
    run: async () => ({ data: countries(), total: countries().length }),
  }),
  query({
    path: '/admin/zone-at',
    tag,
    summary: 'The time zone at a position on the map, and whether another one’s clocks show the same',
    roles: ['staff'],
    query: zoneQuery,
    answer: zoneAtPosition,
    read: async (_db, { query: { latitude, longitude, timeZone } }) => {
      const there = zoneAt(latitude, longitude);
      return { timeZone: there, agrees: timeZone === undefined || agree(there, timeZone) };
    },
  }),
];
