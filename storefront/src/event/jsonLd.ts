import type { CatalogEvent } from '@holdfast/shared/catalog';
import { wallTimeOf } from '@holdfast/shared/time';

const statuses: Record<CatalogEvent['status'], string> = {
  scheduled: 'EventScheduled',
  moved: 'EventRescheduled',
  postponed: 'EventPostponed',
  cancelled: 'EventCancelled',
};

/**
 * The event as schema.org data. It has no offers, because a page is cached for seconds and availability
 * changes.
 */
export function eventJsonLd(event: CatalogEvent): object {
  const { venue, home, away } = event;
  const team = (name: string) => ({ '@type': 'SportsTeam', name });
  return {
    '@context': 'https://schema.org',
    '@type': home && away ? 'SportsEvent' : 'Event',
    name: event.name,
    startDate: event.timeTbd ? wallTimeOf(event.startsAt, venue.timeZone).slice(0, 10) : event.startsAt,
    ...(event.doorsAt === null ? {} : { doorTime: event.doorsAt }),
    ...(event.previousStartsAt === null ? {} : { previousStartDate: event.previousStartsAt }),
    eventStatus: `https://schema.org/${statuses[event.status]}`,
    location: {
      '@type': 'Place',
      name: venue.name,
      address: {
        '@type': 'PostalAddress',
        addressLocality: venue.city,
        ...(venue.region === null ? {} : { addressRegion: venue.region }),
        addressCountry: venue.country,
      },
    },
    ...(home && away ? { homeTeam: team(home.name), awayTeam: team(away.name) } : {}),
  };
}
