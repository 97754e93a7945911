import { idParam } from '@holdfast/shared/http';
import {
  consignedGames,
  consignGames as consignGamesBody,
  endPackage as endPackageBody,
  newPackage,
  packageCalendar as packageCalendarAnswer,
  packageList,
  packageQuery,
  packageTerms,
  seasonPackage,
} from '@holdfast/shared/packages';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { accessRoutes } from './access/routes.ts';
import { packageCalendar } from './calendar.ts';
import { consignGames } from './consignGames.ts';
import { listPackages, showPackage } from './packageRows.ts';
import { confirmPackage, createPackage, endPackage } from './packages.ts';
import { seasonRoutes } from './seasonRoutes.ts';
import { changeTerms } from './terms.ts';

const staff = ['staff'] as const;
const tag = 'Admin: packages';

export function packageRoutes(app: AppContext): AnyEndpoint[] {
  return [...readRoutes(), ...listingActionRoutes(app), ...accessRoutes(app), ...seasonRoutes(app)];
}

function readRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/packages',
      scopes: ['listings:read'],
      tag,
      summary: 'Season packages',
      roles: staff,
      query: packageQuery,
      answer: packageList,
      read: (db, { query }) => listPackages(db, query),
    }),
    query({
      path: '/admin/packages/:id',
      scopes: ['listings:read'],
      params: idParam('package'),
      tag,
      summary: 'One season package',
      roles: staff,
      answer: seasonPackage,
      problems: ['not_found'],
      run: (trx, { params }) => showPackage(trx, params.id),
    }),
    query({
      path: '/admin/packages/:id/calendar',
      scopes: ['listings:read'],
      params: idParam('package'),
      tag,
      summary: 'Each game of its season, and what became of the seats there',
      roles: staff,
      answer: packageCalendarAnswer,
      problems: ['not_found'],
      run: (trx, { params }) => packageCalendar(trx, params.id),
    }),
  ];
}

function listingActionRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/packages',
      tag,
      summary: 'Take in a season’s seats; with games, confirm and consign them at once',
      roles: staff,
      idempotent: true,
      body: newPackage,
      answer: seasonPackage,
      status: 201,
      problems: ['validation_failed', 'same_seats'],
      run: (trx, { body, principal }) => createPackage(trx, engine, body, principal),
    }),
    command({
      method: 'post',
      path: '/admin/packages/:id/confirm',
      params: idParam('package'),
      tag,
      summary: 'Confirm a draft: from now on its games can be consigned',
      roles: staff,
      idempotent: true,
      answer: seasonPackage,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, principal }) => confirmPackage(trx, params.id, principal),
    }),
    command({
      method: 'put',
      path: '/admin/packages/:id/terms',
      params: idParam('package'),
      tag,
      summary: 'Change what games are consigned with from now on; listings keep what they were made with',
      roles: staff,
      idempotent: true,
      body: packageTerms,
      answer: seasonPackage,
      problems: ['not_found', 'transition_refused', 'validation_failed'],
      run: (trx, { params, body, principal }) => changeTerms(trx, params.id, body, principal),
    }),
    command({
      method: 'post',
      path: '/admin/packages/:id/end',
      params: idParam('package'),
      tag,
      summary: 'End a package: nothing further is consigned, what is listed goes on',
      roles: staff,
      idempotent: true,
      body: endPackageBody,
      answer: seasonPackage,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, body, principal }) => endPackage(trx, params.id, body.reason, principal),
    }),
    command({
      method: 'post',
      path: '/admin/packages/:id/games',
      params: idParam('package'),
      tag,
      summary: 'Consign games: listings and tickets in one go. With preview nothing is changed',
      roles: staff,
      idempotent: ({ body }) => !body.preview,
      body: consignGamesBody,
      answer: consignedGames,
      problems: ['not_found', 'transition_refused', 'validation_failed', 'same_seats'],
      run: (trx, { params, body, principal }) => consignGames(trx, engine, params.id, body, principal),
    }),
  ];
}
