/** Events as schema.org data. Source: schema.org/Event, and Google's guide to event markup. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import { decimalsOf } from '@holdfast/shared/money';
import { eventPhase } from '@holdfast/shared/orders';
import { wallTimeOf } from '@holdfast/shared/time';
import type { FirstListings } from '../event/loadGame.ts';
import { placeData } from './placeData.ts';

const statuses: Record<CatalogEvent['status'], string> = {
  scheduled: 'EventScheduled',
  moved: 'EventRescheduled',
  postponed: 'EventPostponed',
  cancelled: 'EventCancelled',
};

/** The event with its status, place and teams. @param site the public address, without a trailing slash */
export function eventData(event: CatalogEvent, site: string): object {
  const { venue, home, away } = event;
  const team = ({ name, slug }: { name: string; slug: string }) => ({
    '@type': 'SportsTeam',
    name,
    url: `${site}/teams/${slug}`,
  });
  return {
    '@type': home && away ? 'SportsEvent' : 'Event',
    name: event.name,
    url: `${site}/games/${event.slug}`,
    startDate: event.timeTbd ? wallTimeOf(event.startsAt, venue.timeZone).slice(0, 10) : event.startsAt,
    ...(event.doorsAt === null ? {} : { doorTime: event.doorsAt }),
    ...(event.previousStartsAt === null ? {} : { previousStartDate: event.previousStartsAt }),
    eventStatus: `https://schema.org/${statuses[event.status]}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: placeData(venue, site),
    ...(home && away ? { homeTeam: team(home), awayTeam: team(away) } : {}),
  };
}

/**
 * The same with what is on sale: lowest and highest all-in price of one ticket, as of a second ago. An event that isn't ahead
 * offers nothing; one that is ahead without a free ticket says that it is sold out.
 * @param listings of the page, in the quantity that it shows; null: nothing is sold of it any more
 */
export function eventWithOffers(
  event: CatalogEvent,
  listings: FirstListings | null,
  { site, now }: { site: string; now: number },
): object {
  const data = eventData(event, site);
  if (listings === null || eventPhase(event, now) !== 'ahead') return data;
  const prices = [
    ...(listings.range === null ? [] : [listings.range.low.amount, listings.range.high.amount]),
    ...listings.generalAdmission.map(({ price }) => price.amount),
  ];
  const isOnSale = prices.length > 0 || listings.quantities.length > 0;
  const digits = decimalsOf(event.currency);
  const inUnits = (amount: number) => (amount / 10 ** digits).toFixed(digits);
  return {
    ...data,
    offers: {
      '@type': 'AggregateOffer',
      url: `${site}/games/${event.slug}`,
      availability: `https://schema.org/${isOnSale ? 'InStock' : 'SoldOut'}`,
      priceCurrency: event.currency,
      ...(prices.length === 0
        ? {}
        : {
            lowPrice: inUnits(Math.min(...prices)),
            highPrice: inUnits(Math.max(...prices)),
            offerCount: listings.seatedTotal + listings.generalAdmission.length,
          }),
    },
  };
}
