import type { CatalogEvent } from '@holdfast/shared/catalog';
import { TeamChip } from './TeamChip.tsx';
import { clock, dayLong, dayOfWeek, zoneShort } from './time.ts';

type Who = Pick<CatalogEvent, 'name' | 'home' | 'away'>;
type When = Pick<CatalogEvent, 'startsAt' | 'timeTbd' | 'status' | 'venue'>;

/** Visitor and home team, one above the other; an event without two teams shows its name. */
export function Teams({ event }: { event: Who }) {
  const { home, away, name } = event;
  if (!home || !away) return <span className="teams teams-one">{name}</span>;
  return (
    <span className="teams">
      <TeamChip team={away} />
      <span>{away.name}</span>
      <span className="at">at</span>
      <TeamChip team={home} />
      <span>{home.name}</span>
    </span>
  );
}

/** "4:25 PM ET", or "Time to be announced"; a postponed event has none. */
export function timeText({ startsAt, timeTbd, status, venue }: When): string {
  if (status === 'postponed') return 'Date to be announced';
  if (timeTbd) return 'Time to be announced';
  return `${clock(startsAt, venue.timeZone)} ${zoneShort(startsAt, venue.timeZone)}`;
}

/** "Sun, Nov 29, 2026, 4:25 PM ET"; a postponed event's old date isn't named. */
export function whenText(event: When): string {
  if (event.status === 'postponed') return 'New date to be announced';
  return `${dayLong(event.startsAt, event.venue.timeZone)}, ${event.timeTbd ? 'time to be announced' : timeText(event)}`;
}

/** "Sun, Nov 29, 4:25 PM ET" */
export function whenShort(
  event: Pick<CatalogEvent, 'startsAt' | 'timeTbd'> & { venue: { timeZone: string } },
): string {
  const { timeZone } = event.venue;
  const day = dayOfWeek(event.startsAt, timeZone);
  if (event.timeTbd) return `${day}, time to be announced`;
  return `${day}, ${clock(event.startsAt, timeZone)} ${zoneShort(event.startsAt, timeZone)}`;
}
