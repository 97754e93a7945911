import { type Feed, type FeedEvent, type FeedTrial, feedNames } from '@holdfast/shared/feeds';
import type { AppContext } from '../../platform/appContext.ts';
import { Problem } from '../../platform/problem.ts';
import { openClient } from '../clients.ts';
import { ServiceError } from '../service/serviceError.ts';
import { feedsConfig } from './feedsConfig.ts';

/** How many events of the page are shown. */
const shown = 10;

/**
 * Asks a feed for its first page, as it is configured; it takes in nothing.
 * @throws Problem `feed_not_connected`
 */
export async function tryFeed(app: AppContext, feed: Feed): Promise<FeedTrial> {
  const client = openClient(app.db, await feedsConfig(app.db, app), feed, { retryPauseMs: 100 });
  if (!client)
    throw new Problem(
      'feed_not_connected',
      `${feedNames[feed]} isn’t connected. Give its keys, switch it on and save, then ask.`,
    );
  const nothing = { events: [], read: 0, unreadable: 0, pagesTotal: null };
  try {
    const page = await client.eventsPage({ since: new Date().toISOString(), page: 0 });
    const events = page.entries.filter((entry): entry is FeedEvent => !('unreadable' in entry));
    return {
      problem: null,
      events: events.slice(0, shown),
      read: events.length,
      unreadable: page.entries.length - events.length,
      pagesTotal: page.pagesTotal,
    };
  } catch (error) {
    if (error instanceof ServiceError) return { ...nothing, problem: error.message };
    throw error;
  }
}
