/** A feed's word on a game of ours, as a run takes it in. */
import type { Feed, FeedEvent } from '@holdfast/shared/feeds';
import { queueChange } from '../src/feeds/changes/findChange.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { newId, randomText } from '../src/platform/ids.ts';

const facts: FeedEvent = {
  feedId: '',
  name: 'Islanders at Lightning',
  home: null,
  away: null,
  venueName: 'Benchmark International Arena',
  city: 'Tampa',
  region: 'FL',
  country: 'US',
  timeZone: 'America/New_York',
  localStart: null,
  startsAt: null,
  timeTbd: false,
  status: 'scheduled',
  isGame: true,
};

/** A run reads an entry that it knows as this game, and finds it changed. @returns the id of what waits for a decision */
export async function buildGameChange(
  { db }: Pick<AppContext, 'db'>,
  eventId: string,
  now: Partial<FeedEvent>,
  feed: Feed = 'skybox',
): Promise<string> {
  const runId = newId('feedRun');
  const feedId = randomText(10);
  await db('feed_runs').insert({ id: runId, feed, started_by: 'clock', done_at: db.raw('now()') });
  const before = { facts: { ...facts, feedId }, eventId, timeZone: 'America/New_York' };
  await inTransaction(db, (trx) => queueChange(trx, { feed, runId }, { ...facts, feedId, ...now }, before));
  const change = await db('feed_game_changes').where({ feed_id: feedId }).first();
  return change.id;
}
