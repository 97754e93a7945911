/** Starts a run, by a person or on schedule; one at a time per feed. */
import { type Feed, type FeedRun, feedNames } from '@holdfast/shared/feeds';
import { audit, type Principal } from '../../platform/audit.ts';
import type { FeedsConfig } from '../../platform/config.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { FeedRun as Run } from './FeedRun.ts';
import { showRun } from './runQueries.ts';

/**
 * Queues a run of a feed.
 * @throws Problem `feed_not_connected`; `run_under_way` with its `runId`
 */
export async function startRun(
  trx: Trx,
  config: FeedsConfig,
  feed: Feed,
  principal: Principal,
): Promise<FeedRun> {
  if (config[feed] === null)
    throw new Problem(
      'feed_not_connected',
      `${feedNames[feed]} isn’t connected. An administrator gives its keys and switches it on, on its page under Feeds.`,
    );
  const id = newId('feedRun');
  await Run.query(trx).insert({ id, feed, startedBy: principal.by }).onConflict().ignore();
  const underWay = await Run.query(trx).findOne({ feed }).whereNull('done_at');
  if (underWay?.id !== id)
    throw new Problem(
      'run_under_way',
      `${feedNames[feed]} is being read right now. Look at that run; the next one can begin after it.`,
      { runId: underWay?.id },
    );
  await audit(trx, principal, [{ what: 'feedRun.start', subject: id, after: { feed } }]);
  await jobs.add(trx, [{ task: 'feeds.run', payload: { runId: id }, key: `feeds.run ${id}` }]);
  return showRun(trx, id);
}

/**
 * Which feeds are due by the clock: connected, none under way, and the last run so many hours ago.
 * @returns them, locked by nobody: a race ends in `run_under_way`
 */
export async function dueFeeds(trx: Trx, config: FeedsConfig): Promise<Feed[]> {
  if (config.everyHours === 0) return [];
  const connected = (['skybox', 'ticketmaster'] as const).filter((each) => config[each] !== null);
  const rows = await queryPrepared<{ feed: Feed }>(
    trx,
    // The schedule fires hourly, so five minutes early counts as due.
    `SELECT wanted.feed FROM unnest($1::text[]) AS wanted (feed) WHERE NOT EXISTS (
       SELECT 1 FROM feed_runs r WHERE r.feed = wanted.feed
         AND (r.done_at IS NULL OR r.created_at > now() - $2 * interval '1 hour' + interval '5 minutes'))`,
    [connected, config.everyHours],
  );
  return rows.map(({ feed }) => feed);
}
