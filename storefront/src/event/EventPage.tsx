import type { CatalogEvent } from '@holdfast/shared/catalog';
import { eventPhase } from '@holdfast/shared/orders';
import { type PageProps, route, type SocialFacts } from '../router/route.ts';
import { asGraph } from '../structuredData/asGraph.ts';
import { eventWithOffers } from '../structuredData/eventData.ts';
import { noticeText } from '../ui/EventTag.tsx';
import { cityText } from '../ui/placeText.ts';
import { whenText } from '../ui/Teams.tsx';
import { EventHead } from './EventHead.tsx';
import { type GameData, loadGame } from './loadGame.ts';
import { NotOnSale } from './NotOnSale.tsx';
import { OnSale } from './OnSale.tsx';
import { orders } from './sorting.ts';

function EventPage({ data }: PageProps<GameData>) {
  const { event, now, listings, nearby } = data;
  const phase = eventPhase(event, now);
  return (
    <>
      <EventHead event={event} phase={phase} />
      <div className="wrap">
        {listings ? (
          <OnSale key={event.id} event={event} first={listings} nearby={nearby} />
        ) : (
          <NotOnSale event={event} phase={phase} nearby={nearby} />
        )}
      </div>
    </>
  );
}

const wayTo = ({ home, name, slug }: CatalogEvent) => [
  ...(home ? [{ name: home.name, path: `/teams/${home.slug}` }] : []),
  { name, path: `/games/${slug}` },
];

function socialOf(event: CatalogEvent): SocialFacts {
  const { home, away, name, venue } = event;
  const notice = noticeText(event);
  return {
    kicker: whenText(event),
    lines:
      home && away
        ? [
            { text: away.name, team: away },
            { text: `at ${home.name}`, team: home },
          ]
        : [{ text: name }],
    foot: `${venue.name}, ${cityText(venue)}`,
    ...(notice === null ? {} : { notice }),
  };
}

/** /games/:slug: one event and what is on sale for it. */
export const gameRoute = route<GameData>({
  name: 'game',
  path: '/games/:slug',
  // The section is chosen in the browser: a page of each would be rendered and kept for nothing.
  searchParams: ['quantity', 'sort'],
  accepts: { quantity: (text) => /^[1-9]\d?$/.test(text), sort: (text) => Object.hasOwn(orders, text) },
  live: true,
  load: loadGame,
  head: ({ event, listings, now }) => ({
    title: `${event.name}, ${whenText(event)}`,
    description: `Tickets for ${event.name} at ${event.venue.name}, ${event.venue.city}, with all fees in the price.`,
    canonical: `/games/${event.slug}`,
    jsonLd: (site) => asGraph(eventWithOffers(event, listings, { site, now }), wayTo(event), site),
    social: socialOf(event),
  }),
  Page: EventPage,
});
