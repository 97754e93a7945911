import { eventSuggestions, suggestionQuery } from '@holdfast/shared/catalog';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, query } from '../platform/http/index.ts';
import { leagueRoutes } from './leagues/routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { performerRoutes } from './performers/routes.ts';
import { catalogPictureRoutes } from './pictures.ts';
import { suggestEvents } from './search/index.ts';
import { seasonRoutes } from './seasons/routes.ts';
import { venueRoutes } from './venues/routes.ts';

export function catalogRoutes({ db }: Pick<AppContext, 'db'>): AnyEndpoint[] {
  return [
    query({
      path: '/event-suggestions',
      tag: 'Events',
      summary: 'What a text that is being typed means: upcoming events and teams',
      query: suggestionQuery,
      answer: eventSuggestions,
      read: (db, { query: { q } }) => suggestEvents(db, q),
    }),
    ...pageRoutes(),
    ...seasonRoutes(),
    ...venueRoutes(),
    ...leagueRoutes(),
    ...performerRoutes(),
    ...catalogPictureRoutes(db),
  ];
}
