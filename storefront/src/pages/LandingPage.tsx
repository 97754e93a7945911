import { type GameSummary, gameSummary } from '../api/loaders.ts';
import { type LoadRequest, type PageProps, route } from '../router/route.ts';
import { GameCard } from '../ui/GameStub.tsx';
import { SearchForm } from '../ui/SearchForm.tsx';
import { leagueInSentence, leagueTitle, type NamedLeague } from '../ui/text.ts';
import { Guarantee } from './Guarantee.tsx';
import { NextGames } from './NextGames.tsx';

interface League {
  league: NamedLeague;
  total: number;
  games: GameSummary[];
  teams: { slug: string; name: string; count: number }[];
}

interface Landing {
  now: number;
  next: GameSummary[];
  leagues: League[];
}

const gamesOnBoard = 6;
const gamesPerLeague = 3;
/** More than exist today; bounds the requests of one page. */
const maxLeagues = 6;

async function load({ loaders, now }: LoadRequest): Promise<Landing> {
  const next = await loaders.listEvents({ onSale: 'true', perPage: gamesOnBoard });
  const onBoard = new Set(next.data.map(({ id }) => id));
  const leagues = await Promise.all(
    next.facets.leagues.slice(0, maxLeagues).map(async ({ count: _, ...league }) => {
      const { data, total, facets } = await loaders.listEvents({
        league: league.value,
        onSale: 'true',
        perPage: gamesPerLeague + gamesOnBoard,
      });
      // What the board shows already isn't shown twice.
      const games = data.filter(({ id }) => !onBoard.has(id)).slice(0, gamesPerLeague);
      return { league, total, games: games.map(gameSummary), teams: facets.performers };
    }),
  );
  return { now, next: next.data.map(gameSummary), leagues: leagues.filter(({ total }) => total > 0) };
}

function LandingPage({ data: { now, next, leagues } }: PageProps<Landing>) {
  return (
    <>
      <section className="hero">
        <div className="wrap">
          <div>
            <h1>
              <span>Somebody can’t go.</span> <span>You can.</span>
            </h1>
            <p className="lede">
              Season-ticket holders leave us the games they’ll miss. You see the whole price from the start,
              and you’re never charged for seats that you don’t get.
            </p>
            <SearchForm id="big-q" big />
            <p className="try">
              Try <a href="/games?q=this+weekend">this weekend</a>{' '}
              <a href="/games?weekday=7">games on a Sunday</a>{' '}
              <a href="/games?sort=fromPrice">lowest prices first</a>
            </p>
          </div>
          <NextGames games={next} now={now} />
        </div>
      </section>
      {leagues.map((league) => (
        <LeagueGames key={league.league.value} {...league} />
      ))}
      <HowBuyingWorks />
      <Guarantee />
      <SellersBoard />
      <Teams leagues={leagues} />
    </>
  );
}

/** Nothing where the board shows all games of the league; its teams are found all the same. */
function LeagueGames({ league, total, games }: League) {
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

function HowBuyingWorks() {
  return (
    <section className="section section-next" id="how">
      <div className="wrap">
        <div className="head-row">
          <h2>Three screens</h2>
        </div>
        <ol className="steps">
          <li>
            <h3>Say how many</h3>
            <p>Then you see only seats that can be bought in that quantity, next to each other.</p>
          </li>
          <li>
            <h3>Hold them</h3>
            <p>
              They are yours for 15 minutes, unless the event says otherwise. Nobody else can buy them, and
              the clock stays with you if you reload.
            </p>
          </li>
          <li>
            <h3>Pay and go</h3>
            <p>We ask your bank first. The card is charged only while the seats are still yours.</p>
          </li>
        </ol>
      </div>
    </section>
  );
}

function SellersBoard() {
  return (
    <section className="section section-next" id="sell">
      <div className="wrap">
        <div className="board sell">
          <div>
            <h2>Can’t make every game?</h2>
            <p>
              Leave us the ones you’ll miss. We price them with you, sell them, and account for every cent.
            </p>
            <a className="btn btn-lamp" href="/sell">
              How consigning works
            </a>
          </div>
          <ul className="plans">
            <li className="plan">
              <h3>You hand over</h3>
              <span className="d">
                Section, row and seats for all or some games of a season, or a file of many.
              </span>
            </li>
            <li className="plan">
              <h3>We approve and price</h3>
              <span className="d">
                Nothing goes on sale before our staff have looked at it. You set what may be split.
              </span>
            </li>
            <li className="plan">
              <h3>You are paid</h3>
              <span className="d">
                Our rule is seven days after the event, unless your plan says otherwise. You see what is sold
                and your share of it when you sign in.
              </span>
            </li>
          </ul>
        </div>
      </div>
    </section>
  );
}

function Teams({ leagues }: { leagues: League[] }) {
  const withTeams = leagues.filter(({ teams }) => teams.length > 0);
  if (withTeams.length === 0) return null;
  return (
    <section className="section section-next">
      <div className="wrap">
        <div className="head-row">
          <h2>Find your team</h2>
        </div>
        <div className="team-cols">
          {withTeams.map(({ league, teams }) => (
            <div key={league.value}>
              <h3 className="label">{leagueTitle(league)}</h3>
              <ul className="team-list">
                {teams
                  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
                  .map(({ slug, name, count }) => (
                    <li key={slug}>
                      <a href={`/teams/${slug}`}>
                        <span>{name}</span> <span className="n">{count}</span>
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

/** /: the landing page. */
export const landingRoute = route({
  name: 'landing',
  path: '/',
  load,
  head: () => ({
    title: 'Seats from fans who can’t go',
    description:
      'Tickets on consignment from season-ticket holders. Every price is the whole price, and you are never charged for seats that you don’t get.',
    canonical: '/',
  }),
  Page: LandingPage,
});
