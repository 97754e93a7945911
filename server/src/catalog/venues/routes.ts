import {
  adminVenue,
  countryList,
  mergeInto,
  mergePreview,
  retirement,
  venueInput,
  venueList,
  venueQuery,
} from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { changeVenue, createVenue, retireVenue } from './keepVenue.ts';
import { mergeVenue, previewVenueMerge } from './mergeVenue.ts';
import { countries } from './timeZones.ts';
import { listVenues, showVenue } from './venueQueries.ts';

const staff = ['staff'] as const;
const readers = ['staff', 'support', 'finance'] as const;
const tag = 'Admin: venues';
const one = { params: idParam('venue'), tag } as const;

export function venueRoutes(): AnyEndpoint[] {
  return [...readRoutes(), ...changeRoutes()];
}

function readRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/venues',
      tag,
      summary: 'Venues',
      roles: readers,
      query: venueQuery,
      answer: venueList,
      read: (db, { query }) => listVenues(db, query),
    }),
    query({
      ...one,
      path: '/admin/venues/:id',
      summary: 'One venue',
      roles: readers,
      answer: adminVenue,
      problems: ['not_found'],
      run: (trx, { params }) => showVenue(trx, params.id),
    }),
    query({
      ...one,
      path: '/admin/venues/:id/merge',
      summary: 'What a merge into another venue would move',
      roles: staff,
      query: mergeInto,
      answer: mergePreview,
      problems: ['not_found'],
      run: (trx, { params, query }) => previewVenueMerge(trx, params.id, query.intoId),
    }),
    query({
      path: '/admin/countries',
      tag,
      summary: 'Countries with their time zones',
      roles: readers,
      answer: countryList,
      run: async () => ({ data: countries(), total: countries().length }),
    }),
  ];
}

function changeRoutes(): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/venues',
      tag,
      summary: 'Add a venue',
      roles: staff,
      idempotent: true,
      body: venueInput,
      answer: adminVenue,
      status: 201,
      problems: ['validation_failed'],
      run: async (trx, { body, principal }) => showVenue(trx, await createVenue(trx, body, principal)),
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/venues/:id',
      summary: 'Change a venue',
      roles: staff,
      idempotent: true,
      body: venueInput,
      answer: adminVenue,
      problems: ['not_found', 'validation_failed', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await changeVenue(trx, params.id, body, principal);
        return showVenue(trx, params.id);
      },
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/venues/:id/retired',
      summary: 'Retire a venue, or take that back',
      roles: staff,
      idempotent: true,
      body: retirement,
      answer: adminVenue,
      problems: ['not_found', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await retireVenue(trx, params.id, body.retired, principal);
        return showVenue(trx, params.id);
      },
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/venues/:id/merge',
      summary: 'Merge a venue into another one, which stays',
      roles: staff,
      idempotent: true,
      body: mergeInto,
      answer: adminVenue,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await mergeVenue(trx, params.id, body.intoId, principal);
        return showVenue(trx, body.intoId);
      },
    }),
  ];
}
