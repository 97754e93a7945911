import { adminVenue, countryList, venueInput, venueList, venueQuery } from '@holdfast/shared/catalog';
import { type AnyEndpoint, query } from '../../platform/http/index.ts';
import { mergeableRoutes } from '../mergeableRoutes.ts';
import { changeVenue, createVenue, retireVenue } from './keepVenue.ts';
import { mergeVenue, previewVenueMerge } from './mergeVenue.ts';
import { countries } from './timeZones.ts';
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
];
