import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

const venuePages = () => import('./venues/index.ts');
const performerPages = () => import('./performers/index.ts');
const seasonPages = () => import('./seasons/index.ts');
const leaguePages = () => import('./leagues/index.ts');

/** What events are made of. */
export const catalog: readonly ResourceProps[] = [
  {
    name: 'venues',
    list: lazyPage(venuePages, 'VenueList'),
    create: lazyPage(venuePages, 'VenueCreate'),
    edit: lazyPage(venuePages, 'VenueEdit'),
    show: lazyPage(venuePages, 'VenueShow'),
    recordRepresentation: 'name',
  },
  {
    name: 'performers',
    list: lazyPage(performerPages, 'PerformerList'),
    create: lazyPage(performerPages, 'PerformerCreate'),
    edit: lazyPage(performerPages, 'PerformerEdit'),
    show: lazyPage(performerPages, 'PerformerShow'),
    recordRepresentation: 'name',
  },
  {
    name: 'leagues',
    list: lazyPage(leaguePages, 'LeagueList'),
    create: lazyPage(leaguePages, 'LeagueCreate'),
    edit: lazyPage(leaguePages, 'LeagueEdit'),
    show: lazyPage(leaguePages, 'LeagueShow'),
    recordRepresentation: 'name',
  },
  {
    name: 'seasons',
    list: lazyPage(seasonPages, 'SeasonList'),
    create: lazyPage(seasonPages, 'SeasonCreate'),
    edit: lazyPage(seasonPages, 'SeasonEdit'),
    show: lazyPage(seasonPages, 'SeasonShow'),
    recordRepresentation: 'name',
  },
  { name: 'countries', recordRepresentation: 'name' },
];
