/** Formats a feed's facts about an event. */
import type { FeedEvent } from '@holdfast/shared/feeds';
import { clockOf, dayOf } from '../../ui/time.ts';

/** `Sat Dec 5, 19:30`: the wall time that it names, which has no zone. */
export function startOfEventText({ localStart, timeTbd }: FeedEvent): string {
  if (localStart === null) return 'day unknown';
  const wall = `${localStart.slice(0, 16)}${localStart.length > 10 ? '' : 'T00:00'}Z`;
  return timeTbd ? `${dayOf(wall, 'UTC')}, time open` : `${dayOf(wall, 'UTC')}, ${clockOf(wall, 'UTC')}`;
}

export function placeText({ venueName, city, region }: FeedEvent): string {
  return [venueName, city, region].filter(Boolean).join(', ') || 'unknown';
}

export function teamsText({ home, away }: FeedEvent): string | null {
  return home !== null && away !== null ? `${away} at ${home}` : home;
}

export const statusWords: Record<FeedEvent['status'], string> = {
  scheduled: 'as planned',
  moved: 'moved',
  postponed: 'postponed',
  cancelled: 'canceled',
};
