/** Reads our events around given days, for matching. */
import type { Feed, FeedEvent } from '@holdfast/shared/feeds';
import { DateTime } from 'luxon';
import { eventsBetween } from '../../catalog/index.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import type { OurEvent } from './matchFeedEvent.ts';

/** Days on either side: as far as a moved game is looked for. */
const around = 21;

/** Those that entries could be, soonest first; empty where no entry has a day. */
export async function eventsAround(trx: Trx, feed: Feed, facts: readonly FeedEvent[]): Promise<OurEvent[]> {
  const days = facts
    .flatMap(({ localStart, startsAt }) => localStart?.slice(0, 10) ?? startsAt?.slice(0, 10) ?? [])
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const dayAt = (day: string, plus: number) => DateTime.fromISO(day).plus({ days: plus }).toISODate() ?? day;
  const events = await eventsBetween(trx, dayAt(first, -around), dayAt(last, around));
  const linked = await queryPrepared<{ event_id: string }>(
    trx,
    'SELECT event_id FROM feed_events WHERE feed = $1 AND event_id = ANY($2::text[])',
    [feed, events.map(({ id }) => id)],
  );
  const taken = new Set(linked.map(({ event_id }) => event_id));
  return events.map((event) => ({ ...event, taken: taken.has(event.id) }));
}
