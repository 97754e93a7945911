import type { Performer } from '@holdfast/shared/catalog';
import type { GameSummary } from '../api/loaders.ts';
import { GameCard } from '../ui/GameStub.tsx';
import { TeamChip } from '../ui/TeamChip.tsx';
import { leagueInSentence, leagueTitle, type NamedLeague } from '../ui/text.ts';

/** A league with its next events and its teams. */
export interface League {
  league: NamedLeague;
  total: number;
  games: GameSummary[];
  teams: Array<
    { slug: string; name: string; count: number } & Pick<
      Performer,
      'primaryColor' | 'secondaryColor' | 'logoId'
    >
  >;
}

/** Nothing where the board shows all games of the league; its teams are found all the same. */
export function LeagueGames({ league, total, games }: League) {
  if (games.length === 0) return null;
  return (
    <section className="section section-next">
      <div className="wrap">
        <div className="head-row">
          <h2>{leagueTitle(league)}</h2>
          {total > games.length && (
            <a href={`/games?league=${encodeURIComponent(league.value)}&onSale=true`}>
              {league.value === 'own'
                ? `All ${total} of our own events on sale`
                : `All ${total} ${leagueInSentence(league)} games on sale`}
            </a>
          )}
        </div>
        <ul className="cards">
          {games.map((game) => (
            <li key={game.id}>
              <GameCard game={game} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Every team that something is on sale of, by league; nothing where there is none. */
export function LeagueTeams({ heading, leagues }: { heading: string; leagues: League[] }) {
  const withTeams = leagues.filter(({ teams }) => teams.length > 0);
  if (withTeams.length === 0) return null;
  return (
    <section className="section section-next" id="teams">
      <div className="wrap">
        <div className="head-row">
          <h2>{heading}</h2>
        </div>
        <div className={withTeams.length === 1 ? 'team-cols team-cols-one' : 'team-cols'}>
          {withTeams.map(({ league, teams }) => (
            <div key={league.value}>
              <h3 className="label">{leagueTitle(league)}</h3>
              <ul className="team-list">
                {teams
                  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
                  .map((team) => (
                    <li key={team.slug}>
                      <a href={`/teams/${team.slug}`}>
                        <TeamChip team={team} />
                        <span>{team.name}</span> <span className="n">{team.count}</span>
                        <span className="vh"> events on sale</span>
                      </a>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
