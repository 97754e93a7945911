import {
  league,
  leagueCode,
  leagueInput,
  leagueList,
  leagueQuery,
  newLeague,
  retirement,
} from '@holdfast/shared/catalog';
import { z } from 'zod';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { changeLeague, createLeague, listLeagues, retireLeague, showLeague } from './leagues.ts';

const staff = ['staff'] as const;
const readers = ['staff', 'support', 'finance'] as const;
const tag = 'Admin: leagues';
const one = { params: z.object({ id: leagueCode }), tag, answer: league } as const;

export function leagueRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/leagues',
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
      problems: ['not_found', 'validation_failed'],
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
      problems: ['not_found'],
      run: (trx, { params, body, principal }) => retireLeague(trx, params.id, body.retired, principal),
    }),
  ];
}
