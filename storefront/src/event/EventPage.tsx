import { eventPhase } from '@holdfast/shared/orders';
import { type PageProps, route } from '../router/route.ts';
import { whenText } from '../ui/Teams.tsx';
import { EventHead } from './EventHead.tsx';
import { eventJsonLd } from './jsonLd.ts';
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

/** /games/:slug: one event and what is on sale for it. */
export const gameRoute = route<GameData>({
  name: 'game',
  path: '/games/:slug',
  // The section is chosen in the browser: a page of each would be rendered and kept for nothing.
  searchParams: ['quantity', 'sort'],
  accepts: { quantity: (text) => /^[1-9]\d?$/.test(text), sort: (text) => Object.hasOwn(orders, text) },
  live: true,
  load: loadGame,
  head: ({ event }) => ({
    title: `${event.name}, ${whenText(event)}`,
    description: `Tickets for ${event.name} at ${event.venue.name}, ${event.venue.city}, with all fees in the price.`,
    canonical: `/games/${event.slug}`,
    jsonLd: eventJsonLd(event),
  }),
  Page: EventPage,
});
