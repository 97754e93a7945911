/** Entries of feeds as a run leaves them for a person, without a feed. */
import type { Feed, FeedEvent } from '@holdfast/shared/feeds';
import type { AppContext } from '../src/platform/appContext.ts';
import { newId, randomText } from '../src/platform/ids.ts';

/** A show in Pittsburgh that is like none of ours. @param differs what the entry says otherwise */
export function feedFacts(differs: Partial<FeedEvent> = {}): FeedEvent {
  const feedId = randomText(12);
  return {
    feedId,
    name: `Recital ${feedId}`,
    home: null,
    away: null,
    venueName: `Hall ${feedId}`,
    city: 'Pittsburgh',
    region: 'PA',
    country: 'US',
    timeZone: 'America/New_York',
    localStart: '2038-05-03T19:30',
    startsAt: null,
    timeTbd: false,
    status: 'scheduled',
    isGame: false,
    league: null,
    ...differs,
  };
}

/** @returns the id of an entry that waits, as addresses have it */
export async function buildFeedEntry(
  { db }: Pick<AppContext, 'db'>,
  differs: Partial<FeedEvent> = {},
  { feed = 'ticketmaster' as Feed, ignored = false } = {},
): Promise<string> {
  const runId = newId('feedRun');
  await db('feed_runs').insert({ id: runId, feed, started_by: 'system', done_at: db.raw('now()') });
  const facts = feedFacts(differs);
  await db('feed_events').insert({
    feed,
    feed_id: facts.feedId,
    facts: JSON.stringify(facts),
    why: 'No such venue.',
    last_run_id: runId,
    ...(ignored
      ? { decision: 'ignored', decided_by: 'system', decided_at: db.raw('now()'), reason: 'No game' }
      : {}),
  });
  return `${feed}:${facts.feedId}`;
}
