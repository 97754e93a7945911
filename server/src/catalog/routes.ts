import {
  eventSuggestions,
  seasonGames as seasonGamesAnswer,
  seasonList,
  seasonQuery,
  seasonWindows,
  suggestionQuery,
} from '@holdfast/shared/catalog';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { leagueRoutes } from './leagues/routes.ts';
import { performerRoutes } from './performers/routes.ts';
import { listSeasons, seasonGames } from './queries.ts';
import { suggestEvents } from './search/index.ts';
import { setSeasonWindows } from './seasonWindows.ts';
import { venueRoutes } from './venues/routes.ts';

const staffRoles = ['staff', 'support', 'finance'] as const;

export function catalogRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/event-suggestions',
      tag: 'Events',
      summary: 'What a text that is being typed means: upcoming events and teams',
      query: suggestionQuery,
      answer: eventSuggestions,
      read: (db, { query: { q } }) => suggestEvents(db, q),
    }),
    query({
      path: '/admin/seasons',
      tag: 'Admin: events',
      summary: 'Seasons with how many home games are ahead',
      roles: staffRoles,
      query: seasonQuery,
      answer: seasonList,
      read: (db, { query }) => listSeasons(db, query),
    }),
    query({
      path: '/admin/seasons/:id/games',
      params: idParam('season'),
      tag: 'Admin: events',
      summary: 'The home games of a season that are ahead',
      roles: staffRoles,
      answer: seasonGamesAnswer,
      read: async (db, { params }) => ({ data: await seasonGames(db, params.id) }),
    }),
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
    ...venueRoutes(),
    ...leagueRoutes(),
    ...performerRoutes(),
  ];
}
