/** What a catalogue says of an event, in words. */
import type { OutsideEvent } from '@holdfast/shared/catalogs';
import { clockOf, dayOf } from '../../ui/time.ts';

/** `Sat Dec 5, 19:30`: the wall time that it names, which has no zone. */
export function startSaid({ localStart, timeTbd }: OutsideEvent): string {
  if (localStart === null) return 'day unknown';
  const wall = `${localStart.slice(0, 16)}${localStart.length > 10 ? '' : 'T00:00'}Z`;
  return timeTbd ? `${dayOf(wall, 'UTC')}, time open` : `${dayOf(wall, 'UTC')}, ${clockOf(wall, 'UTC')}`;
}

export function placeSaid({ venueName, city, region }: OutsideEvent): string {
  return [venueName, city, region].filter(Boolean).join(', ') || 'unknown';
}

export function teamsSaid({ home, away }: OutsideEvent): string | null {
  return home !== null && away !== null ? `${away} at ${home}` : home;
}

export const statusWords: Record<OutsideEvent['status'], string> = {
  scheduled: 'as planned',
  moved: 'moved',
  postponed: 'postponed',
  cancelled: 'canceled',
};
