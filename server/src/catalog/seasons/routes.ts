import {
  adminSeason,
  newSeason,
  retirement,
  seasonChange,
  seasonGames as seasonGamesAnswer,
  seasonList,
  seasonQuery,
  seasonWindows,
} from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { listSeasons, seasonGames } from '../queries.ts';
import { changeSeason, createSeason, retireSeason, showSeason } from './keepSeason.ts';
import { setSeasonWindows } from './seasonWindows.ts';

const staffRoles = ['staff', 'support', 'finance'] as const;

export function seasonRoutes(): AnyEndpoint[] {
  return [...readRoutes(), ...changeRoutes()];
}

function readRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/seasons',
      scopes: ['catalog:read'],
      tag: 'Admin: events',
      summary: 'Seasons with how many home games are ahead',
      roles: staffRoles,
      query: seasonQuery,
      answer: seasonList,
      read: (db, { query }) => listSeasons(db, query),
    }),
    query({
      path: '/admin/seasons/:id/games',
      scopes: ['catalog:read'],
      params: idParam('season'),
      tag: 'Admin: events',
      summary: 'The home games of a season that are ahead',
      roles: staffRoles,
      answer: seasonGamesAnswer,
      read: async (db, { params }) => ({ data: await seasonGames(db, params.id) }),
    }),
    query({
      path: '/admin/seasons/:id',
      scopes: ['catalog:read'],
      params: idParam('season'),
      tag: 'Admin: events',
      summary: 'One season',
      roles: staffRoles,
      answer: adminSeason,
      problems: ['not_found'],
      run: (trx, { params }) => showSeason(trx, params.id),
    }),
  ];
}

function changeRoutes(): AnyEndpoint[] {
  return [
    command({
      method: 'put',
      path: '/admin/seasons/:id/windows',
      params: idParam('season'),
      tag: 'Admin: events',
      summary: 'Set when a season is sold, played and decided',
      roles: ['staff'],
      body: seasonWindows,
      answer: seasonWindows,
      problems: ['validation_failed', 'not_found'],
      run: (trx, { params, body, principal }) => setSeasonWindows(trx, params.id, body, principal),
    }),
    command({
      method: 'post',
      path: '/admin/seasons',
      tag: 'Admin: events',
      summary: 'Make a season of a team',
      roles: ['staff'],
      idempotent: true,
      body: newSeason,
      answer: adminSeason,
      status: 201,
      problems: ['validation_failed'],
      run: async (trx, { body, principal }) => showSeason(trx, await createSeason(trx, body, principal)),
    }),
    command({
      method: 'put',
      path: '/admin/seasons/:id',
      params: idParam('season'),
      tag: 'Admin: events',
      summary: 'Change the name of a season, and its days',
      roles: ['staff'],
      idempotent: true,
      body: seasonChange,
      answer: adminSeason,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await changeSeason(trx, params.id, body, principal);
        return showSeason(trx, params.id);
      },
    }),
    command({
      method: 'put',
      path: '/admin/seasons/:id/retired',
      params: idParam('season'),
      tag: 'Admin: events',
      summary: 'Retire a season, or take that back',
      roles: ['staff'],
      idempotent: true,
      body: retirement,
      answer: adminSeason,
      problems: ['not_found', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await retireSeason(trx, params.id, body.retired, principal);
        return showSeason(trx, params.id);
      },
    }),
  ];
}
