/** Teams and seasons as schema.org data. */
import type { SeasonPage, TeamPage } from '@holdfast/shared/catalog';
import { eventData } from './eventData.ts';
import { placeData } from './placeData.ts';

/** A team with its league and home; who plays in no league is a performing group. */
export function teamData({ team, homeVenue }: TeamPage, site: string): object {
  return {
    '@type': team.league === null ? 'PerformingGroup' : 'SportsTeam',
    name: team.name,
    url: `${site}/teams/${team.slug}`,
    ...(team.sport === null ? {} : { sport: team.sport }),
    ...(team.leagueName === null
      ? {}
      : { memberOf: { '@type': 'SportsOrganization', name: team.leagueName } }),
    ...(homeVenue === null ? {} : { location: placeData(homeVenue, site) }),
  };
}

/** A season with each of its home games, as they stand. */
export const seasonData = ({ team, season, games }: SeasonPage, site: string): object => ({
  '@type': 'EventSeries',
  name: `${team.name}, ${season.name}`,
  url: `${site}/teams/${team.slug}/${season.slug}`,
  subEvent: games.map((game) => eventData(game, site)),
});
