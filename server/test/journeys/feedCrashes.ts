/**
 * kill -9 between any two steps of a feed's run, offering imports to staff included. Another process takes
 * the job over: every time it continues where the killed one stopped, and no event, import or listing exists
 * twice.
 */
import type { FeedRun } from '@holdfast/shared/feeds';
import { expect, it, onTestFinished } from 'vitest';
import { fakeFeedKeys, startFakeFeeds } from '../../fakeFeeds/startFakeFeeds.ts';
import { openClient } from '../../src/feeds/clients.ts';
import { startIn } from '../../src/feeds/matching/matchFeedEvent.ts';
import { showRun } from '../../src/feeds/runs/runQueries.ts';
import { startRun } from '../../src/feeds/runs/startRun.ts';
import { openAppContext } from '../../src/openAppContext.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { readConfig } from '../../src/platform/config.ts';
import { type FeedCrashPoint, feedCrashPoints } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { createLogger } from '../../src/platform/logging.ts';
import { verify } from '../../src/verify/verify.ts';
import { testDatabase } from '../database.ts';
import { buildEvent, buildPerformer, buildVenue } from '../factories/catalog.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { eventually } from '../fan.ts';
import { testSecret } from '../runningApp.ts';
import { testPort } from '../testPort.ts';
import { type CrashingProcess, startCrashing } from './crashingProcess.ts';

const email = 'desk@blue-line-brokers.example';
/**
 * How far the examples' season of 2025 is moved: to the season of 2038, which is ahead of the tests' clock.
 */
const weeks = 678;

/** A run's first page has events, its second inventory; `stage` is the stage at which the process dies. */
type Death = [point: FeedCrashPoint, passes: number, stage: FeedRun['stage']];

const deaths: readonly Death[] = [
  ['feed page: read, not taken in', 1, 'inventory'],
  ['feed page: taken in, not committed', 0, 'events'],
  ['feed page: committed, run not gone on', 0, 'inventory'],
  ['feed files: made, not committed', 0, 'offer'],
  ['feed files: committed, not applied', 0, 'offer'],
  ['feed files: applied, run not ended', 0, 'offer'],
];

async function survives([point, passes, stage]: Death): Promise<void> {
  const database = await testDatabase();
  const fakeFeeds = await startFakeFeeds({ weeks, perSecond: 10_000 });
  const port = await testPort();
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    // Not the default port, which another run on this machine may have.
    SANDBOX_PORT: String(await testPort()),
    SKYBOX_API_BASE: fakeFeeds.skyboxBase,
    SKYBOX_ACCOUNT: fakeFeedKeys.account,
    SKYBOX_API_TOKEN: fakeFeedKeys.apiToken,
    SKYBOX_APPLICATION_TOKEN: fakeFeedKeys.applicationToken,
    SKYBOX_CONSIGNOR: email,
    LOG_LEVEL: 'silent',
  };
  const app = openAppContext(readConfig(env), {
    databaseUrl: database.url,
    publicUrl: env.PUBLIC_URL,
    secret: testSecret,
    log: createLogger('silent', 'test'),
  });
  const processes: CrashingProcess[] = [];
  onTestFinished(async () => {
    for (const each of processes) await each.kill();
    await app.db.destroy();
    await fakeFeeds.close();
    await database.drop();
  });
  const start = (armed: boolean): CrashingProcess => {
    const started = startCrashing(env, armed ? point : null, { passes });
    processes.push(started);
    return started;
  };

  const events = await buildGames(app);
  const { id } = await inTransaction(app.db, (trx) =>
    startRun(trx, app.config.feeds, 'skybox', { by: 'system', requestId: null }),
  );
  expect(await start(true).ended).toMatchObject({ signal: 'SIGKILL' });
  const before = await shown(app, id);
  expect(before).toMatchObject({ state: 'running', stage });
  const asked = fakeFeeds.asked.skybox;
  const heir = start(false);
  await heir.readyOrEnded;
  await eventually('the run is over', async () => {
    expect(heir.ending).toBeNull();
    return (await shown(app, id)).doneAt !== null;
  });
  const after = await shown(app, id);
  expect(after).toMatchObject({ state: 'done', failure: null });
  await eventually(
    'the listings are here',
    async () => (await app.db('imports').where({ id: after.newImportId }).first())?.state === 'done',
    30_000,
  );

  expect(after.counts).toMatchObject({
    events: 41,
    fresh: 41,
    matched: events.length,
    waiting: 41 - events.length,
  });
  // Committed pages aren't requested again.
  if (stage === 'offer') expect(fakeFeeds.asked.skybox).toBe(asked);
  expect(await app.db('feed_events')).toHaveLength(41);
  expect((await app.db('feed_events').whereNotNull('event_id')).map((row) => row.event_id).sort()).toEqual(
    events.toSorted(),
  );
  expect(await app.db('events')).toHaveLength(events.length);
  expect(await app.db('imports')).toHaveLength(1);
  const listings = await app.db('listings').whereNotNull('external_id');
  expect(listings.length).toBeGreaterThan(0);
  expect(new Set(listings.map((row) => row.external_id)).size).toBe(listings.length);
  const rows = await app.db('import_rows').where({ import_id: after.newImportId });
  expect(rows).toHaveLength(after.counts.listingsNew ?? 0);
  expect(rows.filter(({ action }) => action === 'create')).toHaveLength(listings.length);
  const findings = await app.db('feed_findings').where({ run_id: id });
  expect(new Set(findings.map((row) => `${row.kind} ${row.feed_id}`)).size).toBe(findings.length);
  expect(await verify(app.db, app.engine)).toEqual([]);
}

const shown = (app: AppContext, id: string): Promise<FeedRun> =>
  inTransaction(app.db, (trx) => showRun(trx, id));

/** Three home games of the examples, as SkyBox describes them, and the broker whose account it is. */
async function buildGames(app: AppContext): Promise<string[]> {
  const consignorId = await buildConsignor(app, { name: 'Blue Line Brokers' });
  await app.db('consignors').where({ id: consignorId }).update({ email });
  const venueId = await buildVenue(app, { name: 'Benchmark International Arena', city: 'Tampa' });
  const homeId = await buildPerformer(app, { name: 'Tampa Bay Lightning', shortName: 'Lightning' });
  const client = openClient(app.db, app.config.feeds, 'skybox', { perSecond: 500 });
  const page = await client?.eventsPage({ since: '2038-10-01T00:00:00.000Z', page: 0 });
  const ids: string[] = [];
  for (const feedId of ['5600001', '5600006', '5600031']) {
    const game = page?.entries.find((entry) => entry.feedId === feedId);
    if (!game || 'unreadable' in game) throw new Error(`${feedId} is no example`);
    const awayId = await buildPerformer(app, { name: game.away ?? '' });
    const startsAt = startIn(game, 'America/New_York') ?? '';
    ids.push(await buildEvent(app, { name: `${game.away} at Lightning`, venueId, homeId, awayId, startsAt }));
  }
  return ids;
}

/** A test for each of these crash points, each on a database of its own. */
export function testFeedCrashes(points: readonly FeedCrashPoint[]): void {
  it.for(deaths.filter(([point]) => points.includes(point)))('%s', survives);
  it('names the stage of every crash point', () => {
    expect(new Set(deaths.map(([point]) => point))).toEqual(new Set(feedCrashPoints));
  });
}
