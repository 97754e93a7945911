import type { CatalogEvent } from '@holdfast/shared/catalog';
import { TeamChip } from './TeamChip.tsx';
import { clock, dayLong, zoneLong, zoneShort } from './time.ts';

type Who = Pick<CatalogEvent, 'name' | 'home' | 'away'>;
type When = Pick<CatalogEvent, 'startsAt' | 'timeTbd' | 'venue'>;

/** Visitor at home, one above the other; an event without two teams has its name. */
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

/** "4:25 PM Eastern", or that the time isn't known. */
export function timeText({ startsAt, timeTbd, venue }: When): string {
  if (timeTbd) return 'Time not set yet';
  return `${clock(startsAt, venue.timeZone)} ${zoneLong(startsAt, venue.timeZone)}`;
}

/** "4:25 PM ET" */
export function timeShort({ startsAt, timeTbd, venue }: When): string {
  if (timeTbd) return 'Time not set';
  return `${clock(startsAt, venue.timeZone)} ${zoneShort(startsAt, venue.timeZone)}`;
}

/** "Sunday 29 November 2026, 4:25 PM Eastern" */
export function whenText(event: When): string {
  return `${dayLong(event.startsAt, event.venue.timeZone)}, ${event.timeTbd ? 'time not set yet' : timeText(event)}`;
}
