import {
  league,
  leagueCode,
  leagueInput,
  leagueList,
  leagueQuery,
  mergeInto,
  mergePreview,
  newLeague,
  retirement,
} from '@holdfast/shared/catalog';
import { z } from 'zod';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { changeLeague, createLeague, listLeagues, retireLeague, showLeague } from './leagues.ts';
import { mergeLeague, previewLeagueMerge } from './mergeLeague.ts';

const staff = ['staff'] as const;
const readers = ['staff', 'support', 'finance'] as const;
const tag = 'Admin: leagues';
const one = { params: z.object({ id: leagueCode }), tag, answer: league } as const;

export function leagueRoutes(): AnyEndpoint[] {
  return [...keepRoutes(), ...mergeRoutes()];
}

function keepRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/leagues',
      scopes: ['catalog:read'],
      tag,
      summary: 'Leagues, tours and kinds of shows',
      roles: readers,
      query: leagueQuery,
      answer: leagueList,
      read: (db, { query }) => listLeagues(db, query),
    }),
    query({
      ...one,
      path: '/admin/leagues/:id',
      scopes: ['catalog:read'],
      summary: 'One league',
      roles: readers,
      problems: ['not_found'],
      run: (trx, { params }) => showLeague(trx, params.id),
    }),
    command({
      method: 'post',
      path: '/admin/leagues',
      tag,
      summary: 'Add a league',
      roles: staff,
      idempotent: true,
      body: newLeague,
      answer: league,
      status: 201,
      problems: ['validation_failed'],
      run: (trx, { body, principal }) => createLeague(trx, body, principal),
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/leagues/:id',
      summary: 'Rename a league; its code stays',
      roles: staff,
      idempotent: true,
      body: leagueInput,
      problems: ['not_found', 'validation_failed', 'already_decided'],
      run: (trx, { params, body, principal }) => changeLeague(trx, params.id, body, principal),
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/leagues/:id/retired',
      summary: 'Retire a league, or take that back',
      roles: staff,
      idempotent: true,
      body: retirement,
      problems: ['not_found', 'already_decided'],
      run: (trx, { params, body, principal }) => retireLeague(trx, params.id, body.retired, principal),
    }),
  ];
}

function mergeRoutes(): AnyEndpoint[] {
  return [
    query({
      ...one,
      path: '/admin/leagues/:id/merge',
      summary: 'What merging a league into another one would move',
      roles: staff,
      query: mergeInto,
      answer: mergePreview,
      problems: ['not_found'],
      run: (trx, { params, query: { intoId } }) => previewLeagueMerge(trx, params.id, intoId),
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/leagues/:id/merge',
      summary: 'Merge a league into another one, which stays',
      roles: staff,
      idempotent: true,
      body: mergeInto,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await mergeLeague(trx, params.id, body.intoId, principal);
        return showLeague(trx, body.intoId);
      },
    }),
  ];
}
