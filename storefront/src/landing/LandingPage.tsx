import { type LandingContent, plainText, type SectionId } from '@holdfast/shared/content';
import type { ReactNode } from 'react';
import { type GameSummary, gameSummary, type Loaders } from '../api/loaders.ts';
import { type LoadRequest, type PageProps, route } from '../router/route.ts';
import { Hero } from './Hero.tsx';
import { type League, LeagueGames, LeagueTeams } from './Leagues.tsx';
import { Plans } from './Plans.tsx';
import { Guarantee } from './Pledge.tsx';
import { SellersBoard } from './SellersBoard.tsx';
import { Steps } from './Steps.tsx';
import { Contact, Questions, Reviews } from './Voices.tsx';

/** What the page shows of the catalogue. */
export interface LandingEvents {
  now: number;
  next: GameSummary[];
  leagues: League[];
}
type Landing = LandingEvents & { content: LandingContent };

const gamesOnBoard = 6;
const gamesPerLeague = 3;
/** More than exist today; bounds the requests of one page. */
const maxLeagues = 6;

/** What is next, and by league. @param now milliseconds since the epoch */
export async function loadEvents(loaders: Loaders, now: number): Promise<LandingEvents> {
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

async function load({ loaders, now }: LoadRequest): Promise<Landing> {
  const [content, events] = await Promise.all([loaders.landing(), loadEvents(loaders, now)]);
  return { content, ...events };
}

/** The landing page of a content: its head, and its sections in their order. */
export function LandingSections({ content, now, next, leagues }: Landing) {
  const sections: Record<SectionId, () => ReactNode> = {
    events: () => leagues.map((league) => <LeagueGames key={league.league.value} {...league} />),
    teams: () => <LeagueTeams heading={content.teams.heading} leagues={leagues} />,
    how: () => (
      <section className="section section-next" id="how">
        <div className="wrap">
          <div className="head-row">
            <h2>{content.how.heading}</h2>
          </div>
          <Steps steps={content.how.steps} level="h3" />
        </div>
      </section>
    ),
    guarantee: () => <Guarantee {...content.guarantee} />,
    selling: () => <SellersBoard {...content.selling} />,
    plans: () => <Plans {...content.plans} />,
    reviews: () => <Reviews {...content.reviews} />,
    questions: () => <Questions {...content.questions} />,
    contact: () => <Contact {...content.contact} />,
  };
  return (
    <>
      <Hero hero={content.hero} next={next} now={now} />
      {content.sections.map((id) => (
        <Section key={id} show={sections[id]} />
      ))}
    </>
  );
}

const Section = ({ show }: { show: () => ReactNode }) => show();

const LandingPage = ({ data }: PageProps<Landing>) => <LandingSections {...data} />;

/** The questions that the page shows. Source: schema.org/FAQPage */
function questionData({ sections, questions }: LandingContent): object | null {
  if (!sections.includes('questions')) return null;
  return {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    mainEntity: questions.items.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: plainText(answer) },
    })),
  };
}

/** /: the landing page. */
export const landingRoute = route<Landing>({
  name: 'landing',
  path: '/',
  load,
  head: ({ content }) => {
    const questions = questionData(content);
    return {
      ...content.search,
      canonical: '/',
      ...(questions && { jsonLd: () => questions }),
    };
  },
  Page: LandingPage,
});
