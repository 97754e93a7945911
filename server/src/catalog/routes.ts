import {
  seasonGames as seasonGamesAnswer,
  seasonList,
  seasonQuery,
  seasonWindows,
  venueList,
  venueQuery,
} from '@holdfast/shared/catalog';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint } from '../platform/http/index.ts';
import { listSeasons, listVenues, seasonGames } from './queries.ts';
import { setSeasonWindows } from './seasonWindows.ts';

const staffRoles = ['staff', 'support', 'finance'] as const;

export function catalogRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/seasons',
      tag: 'Admin: events',
      summary: 'Seasons with how many home games are ahead',
      roles: staffRoles,
      query: seasonQuery,
      answer: seasonList,
      handle: (_ctx, { query }) => listSeasons(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/admin/seasons/:id/games',
      tag: 'Admin: events',
      summary: 'The home games of a season that are ahead',
      roles: staffRoles,
      answer: seasonGamesAnswer,
      handle: async (ctx) => ({ data: await seasonGames(db, ctx.params.id as string) }),
    }),
    endpoint({
      method: 'put',
      path: '/admin/seasons/:id/windows',
      tag: 'Admin: events',
      summary: 'Set when a season is sold, played and decided',
      roles: ['staff'],
      body: seasonWindows,
      answer: seasonWindows,
      problems: ['validation_failed', 'not_found'],
      handle: (ctx, { body }) =>
        inTransaction(db, (trx) => setSeasonWindows(trx, String(ctx.params.id), body, principalOf(ctx))),
    }),
    endpoint({
      method: 'get',
      path: '/admin/venues',
      tag: 'Admin: events',
      summary: 'Venues',
      roles: staffRoles,
      query: venueQuery,
      answer: venueList,
      handle: (_ctx, { query }) => listVenues(db, query),
    }),
  ];
}
