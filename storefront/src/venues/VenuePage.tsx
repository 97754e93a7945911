import type { VenuePage as VenueFacts } from '@holdfast/shared/catalog';
import { type GameSummary, gameSummary } from '../api/loaders.ts';
import { type LoadRequest, NotFound, type PageProps, route } from '../router/route.ts';
import { asGraph } from '../structuredData/asGraph.ts';
import { venueData } from '../structuredData/placeData.ts';
import { GameRow } from '../ui/GameStub.tsx';
import { Pages } from '../ui/Pages.tsx';
import { PlaceHead } from '../ui/PlaceHead.tsx';
import { cityText } from '../ui/placeText.ts';
import { TeamChip } from '../ui/TeamChip.tsx';
import { counted } from '../ui/text.ts';

const eventsPerPage = 20;

interface VenueData extends VenueFacts {
  games: GameSummary[];
  total: number;
  /** From 1. */
  page: number;
}

const isPage = (text: string) => /^[1-9]\d{0,2}$/.test(text);
const addressOf = (slug: string, page: number) => `/venues/${slug}${page === 1 ? '' : `?page=${page}`}`;

async function load({ loaders, params, query }: LoadRequest): Promise<VenueData> {
  const page = await loaders.getVenue(params.slug ?? '');
  if (!page) throw new NotFound();
  const number = Number(query.get('page') ?? 1);
  const { data, total } = await loaders.listEvents({
    venue: page.venue.slug,
    page: number,
    perPage: eventsPerPage,
  });
  // A page behind the last one is none.
  if (data.length === 0 && number > 1) throw new NotFound();
  return { ...page, games: data.map(gameSummary), total, page: number };
}

function VenuePage({ data: { venue, teams, games, total, page } }: PageProps<VenueData>) {
  return (
    <>
      <PlaceHead
        title={venue.name}
        facts={[
          <span key="place">
            {venue.address !== null && `${venue.address}, `}
            <b>{cityText(venue)}</b>
          </span>,
          ...(venue.capacity === null ? [] : [`${venue.capacity.toLocaleString('en-US')} seats`]),
        ]}
      />
      <div className="wrap place-body">
        {teams.length > 0 && (
          <section aria-labelledby="at-home">
            <h2 id="at-home">At home here</h2>
            <ul className="chips">
              {teams.map((team) => (
                <li key={team.id}>
                  <a className="chip" href={`/teams/${team.slug}`}>
                    <TeamChip team={team} />
                    {team.name}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="next">
          <h2 id="next">Events ahead</h2>
          {games.length === 0 ? (
            <p className="muted">
              Nothing is ahead here just now. <a href="/games">All events</a>
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
          <Pages
            page={page}
            pages={Math.ceil(total / eventsPerPage)}
            addressOf={(other) => addressOf(venue.slug, other)}
            back="Earlier events"
            more="More events"
          />
        </section>
        {venue.levels.length > 0 && (
          <section aria-labelledby="sections">
            <h2 id="sections">Sections, from the field up</h2>
            <dl className="lines">
              {venue.levels.map(({ name, sections }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{sections.join(', ')}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
    </>
  );
}

/** /venues/:slug: a venue, who is at home there, and what is ahead. */
export const venueRoute = route<VenueData>({
  name: 'venue',
  path: '/venues/:slug',
  searchParams: ['page'],
  accepts: { page: (text) => text !== '1' && isPage(text) },
  load,
  head: (data) => {
    const { venue, total } = data;
    const path = addressOf(venue.slug, data.page);
    return {
      title: `${venue.name}, ${venue.city}`,
      description: `${counted(total, 'event')} ahead at ${venue.name}, ${cityText(venue)}, with all fees in the price.`,
      canonical: path,
      jsonLd: (site) => asGraph(venueData(data, site), [{ name: venue.name, path }], site),
      social: { kicker: 'Tickets for', lines: [{ text: venue.name }], foot: cityText(venue) },
    };
  },
  Page: VenuePage,
});
