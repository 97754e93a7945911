import type { EventList, EventSuggestions } from '@holdfast/shared/catalog';
import { type GameSummary, gameSummary, type Loaders } from '../api/loaders.ts';
import type { LoadRequest } from '../router/route.ts';
import { asEventQuery, filtersOf, gamesPerPage, readSearch, type Search } from './search.ts';

/** A search with fewer filters that has results. */
export interface BroaderSearch {
  label: string;
  search: Search;
  total: number;
  first: GameSummary;
}

/** The data of the list page. */
export interface Games {
  search: Search;
  teamName: string | null;
  games: GameSummary[];
  total: number;
  pages: number;
  facets: EventList['facets'];
  /** Of the prices of the search and of the facets. */
  currency: string;
  /** The words with their slips corrected, when they were. */
  corrected: string | null;
  /** Teams, artists and venues that the words mean, on the first page. */
  places: Pick<EventSuggestions, 'teams' | 'venues'>;
  /** Only when nothing was found. */
  broader: BroaderSearch[];
}

const noPlaces: Games['places'] = { teams: [], venues: [] };

/** Loads one page of the list. */
export async function loadGames({ loaders, query }: LoadRequest): Promise<Games> {
  const search = readSearch(query);
  const [list, places] = await Promise.all([
    loaders.listEvents(asEventQuery(search)),
    search.q === null || search.page > 1 ? noPlaces : loaders.suggest(search.q),
  ]);
  const teamName = nameOfTeam(search, list);
  return {
    search,
    teamName,
    games: list.data.map(gameSummary),
    total: list.total,
    pages: Math.ceil(list.total / gamesPerPage),
    facets: list.facets,
    currency: list.currency,
    corrected: list.corrected ?? null,
    places: { teams: places.teams, venues: places.venues },
    broader: list.total === 0 ? await broaderSearches(loaders, search, teamName, list.currency) : [],
  };
}

function nameOfTeam({ performer }: Search, { facets, data }: EventList): string | null {
  if (performer === null) return null;
  const teams = [...facets.performers, ...data.flatMap(({ home, away }) => [home, away])];
  const team = teams.find((each) => each?.slug === performer);
  return (
    team?.name ??
    performer
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ')
  );
}

/**
 * Searches without one of the filters; when none of them has games, searches with a single filter. Only those
 * with games, the most games first.
 */
async function broaderSearches(
  loaders: Loaders,
  search: Search,
  teamName: string | null,
  currency: string,
): Promise<BroaderSearch[]> {
  const filters = filtersOf(search, teamName, currency);
  const oneLess = filters.map(({ withoutIt, without }) => {
    const kept = filtersOf(withoutIt, teamName, currency).map(({ label }) => label);
    return { search: withoutIt, label: [...kept, without].join(', ') };
  });
  const found = await withGames(loaders, oneLess);
  if (found.length > 0 || filters.length < 3) return found;
  return withGames(
    loaders,
    filters.map(({ label, only }) => ({ search: only, label: `Only ${label}` })),
  );
}

async function withGames(
  loaders: Loaders,
  tries: Pick<BroaderSearch, 'search' | 'label'>[],
): Promise<BroaderSearch[]> {
  const tried = await Promise.all(
    tries.map(async (each) => {
      const { data, total } = await loaders.listEvents(asEventQuery(each.search, 1));
      return data[0] ? [{ ...each, total, first: gameSummary(data[0]) }] : [];
    }),
  );
  return tried.flat().sort((a, b) => b.total - a.total);
}
