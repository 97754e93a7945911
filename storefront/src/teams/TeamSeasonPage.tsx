import type { CatalogEvent } from '@holdfast/shared/catalog';
import { eventPhase } from '@holdfast/shared/orders';
import { type PageProps, route } from '../router/route.ts';
import { asGraph } from '../structuredData/asGraph.ts';
import { seasonData } from '../structuredData/teamData.ts';
import { GameRow } from '../ui/GameStub.tsx';
import { PlaceHead } from '../ui/PlaceHead.tsx';
import { TeamChip } from '../ui/TeamChip.tsx';
import { counted } from '../ui/text.ts';
import { isoDay, monthName } from '../ui/time.ts';
import { loadSeason, type SeasonData } from './loadTeam.ts';

function TeamSeasonPage({ data: { team, season, games, ahead, now } }: PageProps<SeasonData>) {
  const priced = new Map(ahead.map((game) => [game.id, game]));
  const left = games.filter((game) => eventPhase(game, now) === 'ahead').length;
  return (
    <>
      <PlaceHead
        title={
          <>
            <span className="t">
              <TeamChip team={team} />
              <a href={`/teams/${team.slug}`}>{team.name}</a>
            </span>{' '}
            <small>{season.name}</small>
          </>
        }
        facts={[<b key="games">{counted(games.length, 'home game')}</b>, `${left} still ahead`]}
      />
      <div className="wrap place-body">
        {byMonth(games).map(({ month, inIt }) => (
          <section key={month} aria-labelledby={`in-${month}`}>
            <h2 id={`in-${month}`}>{monthName(month)}</h2>
            <ul className="game-list">
              {inIt.map((game) => (
                <li key={game.id}>
                  <GameRow
                    game={priced.get(game.id) ?? { ...game, fromPrice: null }}
                    phase={eventPhase(game, now)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** Games by the month of their day at the venue, in order. */
function byMonth(games: readonly CatalogEvent[]): { month: string; inIt: CatalogEvent[] }[] {
  const months = Map.groupBy(games, ({ startsAt, venue }) => isoDay(startsAt, venue.timeZone).slice(0, 7));
  return [...months].map(([month, inIt]) => ({ month, inIt }));
}

/** /teams/:slug/:season: each home game of a season: what is over, called off, and ahead. */
export const teamSeasonRoute = route<SeasonData>({
  name: 'teamSeason',
  path: '/teams/:slug/:season',
  load: loadSeason,
  head: (data) => {
    const { team, season, games } = data;
    const path = `/teams/${team.slug}/${season.slug}`;
    const way = [
      { name: team.name, path: `/teams/${team.slug}` },
      { name: season.name, path },
    ];
    return {
      title: `${team.name}, ${season.name}: all home games`,
      description: `The ${counted(games.length, 'home game')} of ${team.name} in ${season.name}: days, times, what moved, and tickets with all fees in the price.`,
      canonical: path,
      jsonLd: (site) => asGraph(seasonData(data, site), way, site),
      social: {
        kicker: season.name,
        lines: [{ text: team.name, team }],
        foot: counted(games.length, 'home game'),
      },
    };
  },
  Page: TeamSeasonPage,
});
