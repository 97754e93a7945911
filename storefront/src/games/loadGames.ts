import type { EventList } from '@holdfast/shared/catalog';
import { type GameSummary, gameSummary, type Loaders } from '../api/loaders.ts';
import type { LoadRequest } from '../router/route.ts';
import { asEventQuery, filtersOf, gamesPerPage, readSearch, type Search } from './search.ts';

/** A search with one thing less, which does have games. */
export interface LooserSearch {
  words: string;
  search: Search;
  total: number;
  first: GameSummary;
}

export interface Games {
  search: Search;
  teamName: string | null;
  games: GameSummary[];
  total: number;
  pages: number;
  facets: EventList['facets'];
  /** Only where nothing was found. */
  looser: LooserSearch[];
}

export async function loadGames({ loaders, query }: LoadRequest): Promise<Games> {
  const search = readSearch(query);
  const list = await loaders.listEvents(asEventQuery(search));
  const teamName = nameOfTeam(search, list);
  return {
    search,
    teamName,
    games: list.data.map(gameSummary),
    total: list.total,
    pages: Math.ceil(list.total / gamesPerPage),
    facets: list.facets,
    looser: list.total === 0 ? await loosen(loaders, search, teamName) : [],
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

/** Leaves out one thing at a time, else keeps only one, and offers what has games; the fullest first. */
async function loosen(loaders: Loaders, search: Search, teamName: string | null): Promise<LooserSearch[]> {
  const filters = filtersOf(search, teamName);
  const oneLess = filters.map(({ rest, without }) => {
    const kept = filtersOf(rest, teamName).map(({ words }) => words);
    return { search: rest, words: [...kept, without].join(', ') };
  });
  const found = await withGames(loaders, oneLess);
  if (found.length > 0 || filters.length < 3) return found;
  return withGames(
    loaders,
    filters.map(({ words, only }) => ({ search: only, words: `Only ${words}` })),
  );
}

async function withGames(
  loaders: Loaders,
  tries: Pick<LooserSearch, 'search' | 'words'>[],
): Promise<LooserSearch[]> {
  const tried = await Promise.all(
    tries.map(async (each) => {
      const { data, total } = await loaders.listEvents(asEventQuery(each.search, 1));
      return data[0] ? [{ ...each, total, first: gameSummary(data[0]) }] : [];
    }),
  );
  return tried.flat().sort((a, b) => b.total - a.total);
}
