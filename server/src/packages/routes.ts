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
import { principalOf } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { accessRoutes } from './access/routes.ts';
import { packageCalendar } from './calendar.ts';
import { consignGames } from './consignGames.ts';
import { listPackages, showPackage } from './packageRows.ts';
import { confirmPackage, createPackage, endPackage } from './packages.ts';
import { changeTerms } from './terms.ts';

const staff = ['staff'] as const;
const tag = 'Admin: packages';

export function packageRoutes(app: AppContext): AnyEndpoint[] {
  return [...readRoutes(app), ...listingActionRoutes(app), ...accessRoutes(app)];
}

function readRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/packages',
      tag,
      summary: 'Season packages',
      roles: staff,
      query: packageQuery,
      answer: packageList,
      handle: (_ctx, { query }) => listPackages(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/admin/packages/:id',
      tag,
      summary: 'One season package',
      roles: staff,
      answer: seasonPackage,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showPackage(trx, String(ctx.params.id))),
    }),
    endpoint({
      method: 'get',
      path: '/admin/packages/:id/calendar',
      tag,
      summary: 'Each game of its season, and what became of the seats there',
      roles: staff,
      answer: packageCalendarAnswer,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => packageCalendar(trx, String(ctx.params.id))),
    }),
  ];
}

function listingActionRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
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
      handle: (ctx, { body }) => once(ctx, db, (trx) => createPackage(trx, engine, body, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/packages/:id/confirm',
      tag,
      summary: 'Confirm a draft: from now on its games can be consigned',
      roles: staff,
      idempotent: true,
      answer: seasonPackage,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx) => once(ctx, db, (trx) => confirmPackage(trx, String(ctx.params.id), principalOf(ctx))),
    }),
    endpoint({
      method: 'put',
      path: '/admin/packages/:id/terms',
      tag,
      summary: 'Change what games are consigned with from now on; listings keep what they were made with',
      roles: staff,
      idempotent: true,
      body: packageTerms,
      answer: seasonPackage,
      problems: ['not_found', 'transition_refused', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => changeTerms(trx, String(ctx.params.id), body, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/packages/:id/end',
      tag,
      summary: 'End a package: nothing further is consigned, what is listed goes on',
      roles: staff,
      idempotent: true,
      body: endPackageBody,
      answer: seasonPackage,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => endPackage(trx, String(ctx.params.id), body.reason, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/packages/:id/games',
      tag,
      summary: 'Consign games: listings and tickets in one go. With preview nothing is changed',
      roles: staff,
      idempotent: true,
      body: consignGamesBody,
      answer: consignedGames,
      problems: ['not_found', 'transition_refused', 'validation_failed', 'same_seats'],
      handle(ctx, { body }) {
        const act = (trx: Trx) => consignGames(trx, engine, String(ctx.params.id), body, principalOf(ctx));
        return body.preview ? inTransaction(db, act) : once(ctx, db, act);
      },
    }),
  ];
}
