import {
  adminPerformer,
  mergeInto,
  mergePreview,
  performerInput,
  performerList,
  performerQuery,
  retirement,
} from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { changePerformer, createPerformer, retirePerformer } from './keepPerformer.ts';
import { mergePerformer, previewPerformerMerge } from './mergePerformer.ts';
import { listPerformers, showPerformer } from './performerQueries.ts';

const staff = ['staff'] as const;
const readers = ['staff', 'support', 'finance'] as const;
const tag = 'Admin: teams and artists';
const one = { params: idParam('performer'), tag } as const;

export function performerRoutes(): AnyEndpoint[] {
  return [...readRoutes(), ...changeRoutes()];
}

function readRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/performers',
      tag,
      summary: 'Teams and artists',
      roles: readers,
      query: performerQuery,
      answer: performerList,
      read: (db, { query }) => listPerformers(db, query),
    }),
    query({
      ...one,
      path: '/admin/performers/:id',
      summary: 'One team or artist',
      roles: readers,
      answer: adminPerformer,
      problems: ['not_found'],
      run: (trx, { params }) => showPerformer(trx, params.id),
    }),
    query({
      ...one,
      path: '/admin/performers/:id/merge',
      summary: 'What a merge into another team would move',
      roles: staff,
      query: mergeInto,
      answer: mergePreview,
      problems: ['not_found'],
      run: (trx, { params, query }) => previewPerformerMerge(trx, params.id, query.intoId),
    }),
  ];
}

function changeRoutes(): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/performers',
      tag,
      summary: 'Add a team or an artist',
      roles: staff,
      idempotent: true,
      body: performerInput,
      answer: adminPerformer,
      status: 201,
      problems: ['validation_failed'],
      run: async (trx, { body, principal }) =>
        showPerformer(trx, await createPerformer(trx, body, principal)),
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/performers/:id',
      summary: 'Change a team or an artist',
      roles: staff,
      idempotent: true,
      body: performerInput,
      answer: adminPerformer,
      problems: ['not_found', 'validation_failed', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await changePerformer(trx, params.id, body, principal);
        return showPerformer(trx, params.id);
      },
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/performers/:id/retired',
      summary: 'Retire a team or an artist, or take that back',
      roles: staff,
      idempotent: true,
      body: retirement,
      answer: adminPerformer,
      problems: ['not_found', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await retirePerformer(trx, params.id, body.retired, principal);
        return showPerformer(trx, params.id);
      },
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/performers/:id/merge',
      summary: 'Merge a team or an artist into another one, which stays',
      roles: staff,
      idempotent: true,
      body: mergeInto,
      answer: adminPerformer,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await mergePerformer(trx, params.id, body.intoId, principal);
        return showPerformer(trx, body.intoId);
      },
    }),
  ];
}
