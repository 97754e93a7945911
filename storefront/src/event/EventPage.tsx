import type { CatalogEvent } from '@holdfast/shared/catalog';
import { catalogFacts } from '../api/loaders.ts';
import { NotFound, type PageProps, route } from '../router/route.ts';
import { whenText } from '../ui/Teams.tsx';
import { EventHead } from './EventHead.tsx';
import { eventJsonLd } from './jsonLd.ts';
import { OnSale } from './OnSale.tsx';

function EventPage({ data: event }: PageProps<CatalogEvent>) {
  return (
    <>
      <EventHead event={event} />
      <div className="wrap">
        {event.status === 'cancelled' ? (
          <div className="plain">
            <h2>This event is canceled</h2>
            <p>Nothing is on sale for it.</p>
            <a className="btn btn-line" href="/games">
              All games
            </a>
          </div>
        ) : (
          <OnSale event={event} />
        )}
      </div>
    </>
  );
}

/** /games/:slug: one event and what is on sale for it. */
export const gameRoute = route<CatalogEvent>({
  name: 'game',
  path: '/games/:slug',
  async load({ loaders, params }) {
    const event = await loaders.getEvent(params.slug ?? '');
    if (!event) throw new NotFound();
    return catalogFacts(event);
  },
  head: (event) => ({
    title: `${event.name}, ${whenText(event)} · Holdfast`,
    description: `Tickets for ${event.name} at ${event.venue.name}, ${event.venue.city}, with all fees in the price.`,
    canonical: `/games/${event.slug}`,
    jsonLd: eventJsonLd(event),
  }),
  Page: EventPage,
});
