export * from './addEvents.ts';
export * from './addName.ts';
export * from './changeEvent.ts';
export * from './eventFacts.ts';
export * from './keepEvent.ts';
export {
  allLeagues,
  changeLeague,
  createLeague,
  type KnownLeague,
  listLeagueNames,
} from './leagues/leagues.ts';
export { makeInTurn } from './makeInTurn.ts';
export * from './names.ts';
export { listPages } from './pages/listPages.ts';
export { readSeason } from './pages/readSeason.ts';
export { readTeam } from './pages/readTeam.ts';
export { readVenue } from './pages/readVenue.ts';
export { changePerformer, createPerformer, requirePerformer } from './performers/keepPerformer.ts';
export { allPerformers } from './performers/performerQueries.ts';
export * from './places.ts';
export * from './present.ts';
export * from './queries.ts';
export * from './relocateEvent.ts';
export * from './routes.ts';
export * from './search/index.ts';
export { type HeldSeason, holdSeason, showSeason } from './seasons/keepSeason.ts';
export * from './seasons/mergeSeason.ts';
export * from './startFromWallTime.ts';
export { changeVenue, createVenue } from './venues/keepVenue.ts';
export * from './venues/requireVenue.ts';
export { countries, zoneProblems } from './venues/timeZones.ts';
export { allVenues } from './venues/venueQueries.ts';
export type * from './views.ts';
