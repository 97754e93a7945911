/** When the clock runs feeds: which are due, by their last run, and that a person's run is never doubled. */
import { beforeEach, describe, expect } from 'vitest';
import type { TestAppContext } from '../../../test/appContext.ts';
import { fromNow, hourMs } from '../../../test/factories/times.ts';
import { it } from '../../../test/fixtures.ts';
import type { FeedsConfig } from '../../platform/config.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { feedCrontab, feedJobs } from '../jobs.ts';
import { listConnections } from './runQueries.ts';
import { dueFeeds, startRun } from './startRun.ts';

const minuteMs = 60_000;
const shared = { apiBase: 'http://127.0.0.1:1', requestsPerDay: 10, fakeFeeds: false };
const both: FeedsConfig = {
  skybox: { ...shared, account: '1', apiToken: 'a', applicationToken: 'b', consignorEmail: null },
  ticketmaster: { ...shared, apiKey: 'k', search: 'classificationName=sports' },
  apiBases: { skybox: 'http://127.0.0.1:1', ticketmaster: 'http://127.0.0.1:1' },
  everyHours: 6,
  fakeFeeds: false,
};

let app: TestAppContext;
it.beforeAll(({ context: opened }) => {
  app = opened;
});
beforeEach(() => app.db('feed_runs').delete());

/** @param ago milliseconds since it began */
const ran = (feed: 'skybox' | 'ticketmaster', ago: number, done = true) =>
  app.db('feed_runs').insert({
    id: newId('feedRun'),
    feed,
    started_by: 'clock',
    created_at: fromNow(-ago),
    done_at: done ? fromNow(-ago + minuteMs) : null,
  });
const due = (config: FeedsConfig = both) =>
  inTransaction(app.db, (trx) => dueFeeds(trx, config)).then((names) => names.sort());
const nextRuns = (config: FeedsConfig = both) =>
  inTransaction(app.db, (trx) => listConnections(trx, config)).then((all) =>
    all.map(({ nextRunAt }) => nextRunAt),
  );

describe('by the clock', () => {
  it('every connected feed is due that never ran, and none by hand only', async () => {
    expect(await due()).toEqual(['skybox', 'ticketmaster']);
    expect(await due({ ...both, skybox: null })).toEqual(['ticketmaster']);
    expect(await due({ ...both, skybox: null, ticketmaster: null })).toEqual([]);
    expect(await due({ ...both, everyHours: 0 })).toEqual([]);
    expect(await nextRuns({ ...both, everyHours: 0 })).toEqual([null, null]);
    expect(await nextRuns({ ...both, skybox: null })).toEqual([null, expect.any(String)]);
  });

  it.each([
    ['just ran', 0, false],
    ['ran half of the hours ago', 3 * hourMs, false],
    ['ran six minutes short of them ago', 6 * hourMs - 6 * minuteMs, false],
    ['ran four minutes short of them ago: the clock strikes once an hour', 6 * hourMs - 4 * minuteMs, true],
    ['ran so many hours ago', 6 * hourMs, true],
    ['ran long ago', 60 * hourMs, true],
  ])('one that %s is due: %#', async (_words, ago, isDue) => {
    await ran('skybox', ago);
    await ran('ticketmaster', 0);
    expect(await due()).toEqual(isDue ? ['skybox'] : []);
  });

  it('a failed run counts as one: a service in trouble isn’t asked each hour', async () => {
    await ran('skybox', hourMs);
    await app.db('feed_runs').update({ failure: 'It refuses our key.' });
    expect(await due({ ...both, ticketmaster: null })).toEqual([]);
  });

  it('one that is under way isn’t due, however long it takes', async () => {
    await ran('skybox', 60 * hourMs, false);
    expect(await due()).toEqual(['ticketmaster']);
  });

  it('the next run is promised for a strike of the clock at which it is due', async () => {
    await ran('skybox', hourMs);
    await ran('ticketmaster', 60 * hourMs);
    const minute = Number(feedCrontab[0]?.match.split(' ')[0]);
    for (const [at, earliest] of (await nextRuns()).map(
      (text, index) => [new Date(text ?? ''), index === 0 ? 5 * hourMs - 5 * minuteMs : 0] as const,
    )) {
      expect(at.getUTCMinutes()).toBe(minute);
      expect(at.getTime()).toBeGreaterThanOrEqual(Date.now() + earliest - minuteMs);
      expect(at.getTime()).toBeLessThan(Date.now() + earliest + hourMs + minuteMs);
    }
  });

  it('what is due is started once, though two clocks strike and a person is quicker', async () => {
    const clocks = feedJobs({ ...app, config: { ...app.config, feeds: both } });
    const strike = () => clocks['feeds.crontab']?.({});
    await inTransaction(app.db, (trx) =>
      startRun(trx, both, 'skybox', { by: newId('person'), requestId: null }),
    );
    await Promise.all([strike(), strike(), strike()]);
    const runs = await app.db('feed_runs').orderBy('feed');
    expect(runs.map(({ feed, started_by }) => [feed, started_by === 'clock'])).toEqual([
      ['skybox', false],
      ['ticketmaster', true],
    ]);
    const [{ count }] = (await app.db('graphile_worker._private_jobs').count()) as [{ count: string }];
    expect(Number(count)).toBe(2);
  });
});
