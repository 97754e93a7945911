import { type PageProps, route } from '../router/route.ts';
import { asGraph } from '../structuredData/asGraph.ts';
import { teamData } from '../structuredData/teamData.ts';
import { GameRow } from '../ui/GameStub.tsx';
import { PlaceHead } from '../ui/PlaceHead.tsx';
import { cityText } from '../ui/placeText.ts';
import { TeamChip } from '../ui/TeamChip.tsx';
import { counted } from '../ui/text.ts';
import { loadTeam, type TeamData } from './loadTeam.ts';

function TeamPage({ data: { team, homeVenue, seasons, games, total } }: PageProps<TeamData>) {
  return (
    <>
      <PlaceHead
        title={
          <span className="t">
            <TeamChip team={team} />
            {team.name}
          </span>
        }
        facts={[
          <b key="city">{team.city}</b>,
          ...(team.leagueName === null ? [] : [team.leagueName]),
          ...(homeVenue === null
            ? []
            : [
                <span key="venue">
                  At home at <a href={`/venues/${homeVenue.slug}`}>{homeVenue.name}</a>
                </span>,
              ]),
        ]}
      />
      <div className="wrap place-body">
        <section aria-labelledby="next">
          <div className="head-row">
            <h2 id="next">{team.league === null ? 'Next events' : 'Next games'}</h2>
            {total > games.length && (
              <a href={`/games?performer=${encodeURIComponent(team.slug)}`}>
                All {total} {team.league === null ? 'events' : 'games'} ahead
              </a>
            )}
          </div>
          {games.length === 0 ? (
            <p className="muted">
              Nothing of {team.name} is ahead just now. New games appear here as soon as they are known.
            </p>
          ) : (
            <ul className="game-list">
              {games.map((game) => (
                <li key={game.id}>
                  <GameRow game={game} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {seasons.length > 0 && (
          <section aria-labelledby="seasons">
            <h2 id="seasons">Seasons</h2>
            <ul className="loosen">
              {seasons.map((season) => (
                <li key={season.slug}>
                  <a href={`/teams/${team.slug}/${season.slug}`}>
                    <span>
                      <b>{season.name}</b>
                      <span className="muted small">
                        {counted(season.games, 'home game')}
                        {season.gamesAhead === 0
                          ? ', all of them over'
                          : season.gamesAhead < season.games && `, ${season.gamesAhead} still ahead`}
                      </span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}

/** /teams/:slug: a team or an artist, its next games and its seasons. */
export const teamRoute = route<TeamData>({
  name: 'team',
  path: '/teams/:slug',
  load: loadTeam,
  head: (data) => {
    const { team, homeVenue, total } = data;
    const where = homeVenue === null ? team.city : `${homeVenue.name}, ${cityText(homeVenue)}`;
    const path = `/teams/${team.slug}`;
    return {
      title: `${team.name} tickets`,
      description: `${team.name}, ${where}: ${counted(total, team.league === null ? 'event' : 'game')} ahead, with tickets from season-ticket holders and all fees in the price.`,
      canonical: path,
      jsonLd: (site) => asGraph(teamData(data, site), [{ name: team.name, path }], site),
      social: { kicker: team.leagueName ?? team.city, lines: [{ text: team.name, team }], foot: where },
    };
  },
  Page: TeamPage,
});
