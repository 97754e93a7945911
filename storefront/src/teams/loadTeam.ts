import type { SeasonPage, TeamPage } from '@holdfast/shared/catalog';
import { type GameSummary, gameSummary } from '../api/loaders.ts';
import { type LoadRequest, NotFound } from '../router/route.ts';

/** Games ahead on the page of a team; the list has all of them. */
const gamesShown = 12;
/** More than a team has in a season. */
const mostGames = 100;

/** The data of a team's page. */
export interface TeamData extends TeamPage {
  /** The next ones, at home and away. */
  games: GameSummary[];
  total: number;
}

/** A team with its next games. @throws NotFound */
export async function loadTeam({ loaders, params }: LoadRequest): Promise<TeamData> {
  const page = await loaders.getTeam(params.slug ?? '');
  if (!page) throw new NotFound();
  const { data, total } = await loaders.listEvents({ performer: page.team.slug, perPage: gamesShown });
  return { ...page, games: data.map(gameSummary), total };
}

/** The data of a season's page. */
export interface SeasonData extends SeasonPage {
  /** Milliseconds since the epoch, when it was loaded. */
  now: number;
  /** Those that aren't over, with their lowest price. */
  ahead: GameSummary[];
}

/** A season of a team with the prices of its games ahead. @throws NotFound */
export async function loadSeason({ loaders, params, now }: LoadRequest): Promise<SeasonData> {
  const page = await loaders.getSeason(params.slug ?? '', params.season ?? '');
  if (!page) throw new NotFound();
  const { data } = await loaders.listEvents({ performer: page.team.slug, perPage: mostGames });
  const ids = new Set(page.games.map(({ id }) => id));
  return { ...page, now, ahead: data.filter(({ id }) => ids.has(id)).map(gameSummary) };
}
