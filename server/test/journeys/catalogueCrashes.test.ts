/**
 * kill -9 between any two steps of a catalogue's run, files to the desk included. Another process takes the job over:
 * every time it goes on where the dead one stopped, and no event, file or lot is there twice.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CatalogRun } from '@holdfast/shared/catalogs';
import { expect, it, onTestFinished } from 'vitest';
import { openClient } from '../../src/catalogs/clients.ts';
import { startIn } from '../../src/catalogs/matching/matchOutside.ts';
import { showRun } from '../../src/catalogs/runs/runQueries.ts';
import { startRun } from '../../src/catalogs/runs/startRun.ts';
import { standInKeys, startStandIn } from '../../src/catalogs/standIn/startStandIn.ts';
import { openHouse } from '../../src/house.ts';
import { readConfig } from '../../src/platform/config.ts';
import { type CataloguePoint, cataloguePoints } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { freePort } from '../../src/platform/freePort.ts';
import type { House } from '../../src/platform/house.ts';
import { createLogger } from '../../src/platform/logging.ts';
import { verify } from '../../src/verify/verify.ts';
import { testDatabase } from '../database.ts';
import { buildConsignor, buildEvent, buildPerformer, buildVenue } from '../factories.ts';
import { eventually } from '../fan.ts';
import { testSecret } from '../runningHouse.ts';
import { onTestClock } from '../testClock.ts';

const email = 'desk@blue-line-brokers.example';
/** By which the examples' season of 2025 is moved: to that of 2038, which lies ahead of the tests' clock. */
const weeks = 678;

/** The first page of a run is of events, the second of lots; and which of them are in when the process dies. */
const deaths: ReadonlyArray<[point: CataloguePoint, passes: number, stage: CatalogRun['stage']]> = [
  ['catalogue page: read, not taken in', 1, 'inventory'],
  ['catalogue page: taken in, not committed', 0, 'events'],
  ['catalogue page: committed, run not gone on', 0, 'inventory'],
  ['catalogue files: made, not committed', 0, 'offer'],
  ['catalogue files: committed, not applied', 0, 'offer'],
  ['catalogue files: applied, run not ended', 0, 'offer'],
];

it.each(deaths)('%s', async (point, passes, stage) => {
  const database = await testDatabase();
  const standIn = await startStandIn({ weeks, perSecond: 10_000 });
  const port = await freePort();
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SKYBOX_API_BASE: standIn.skyboxBase,
    SKYBOX_ACCOUNT: standInKeys.account,
    SKYBOX_API_TOKEN: standInKeys.apiToken,
    SKYBOX_APPLICATION_TOKEN: standInKeys.applicationToken,
    SKYBOX_CONSIGNOR: email,
    LOG_LEVEL: 'silent',
  };
  const house = openHouse(readConfig(env), {
    databaseUrl: database.url,
    publicUrl: env.PUBLIC_URL,
    secret: testSecret,
    log: createLogger('silent', 'test'),
  });
  const children: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const child of children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    await house.db.destroy();
    await standIn.close();
    await database.drop();
  });
  const start = async (armed: boolean): Promise<ChildProcess> => {
    const child = fork(
      join(import.meta.dirname, 'crashingHouse.ts'),
      [JSON.stringify({ env, point: armed ? point : null, passes, secret: testSecret })],
      { execArgv: onTestClock },
    );
    children.push(child);
    // It may die of its first job before it says that it is there.
    await Promise.race([once(child, 'message'), once(child, 'exit')]);
    return child;
  };

  const events = await buildGames(house);
  const { id } = await inTransaction(house.db, (trx) =>
    startRun(trx, house.config.catalogues, 'skybox', { by: 'house', requestId: null }),
  );
  const doomed = await start(true);
  const [, signal] =
    doomed.exitCode === null && doomed.signalCode === null
      ? await once(doomed, 'exit')
      : [null, doomed.signalCode];
  expect(signal).toBe('SIGKILL');
  const before = await shown(house, id);
  expect(before).toMatchObject({ state: 'running', stage });
  const asked = standIn.asked.skybox;
  await start(false);
  await eventually('the run is over', async () => (await shown(house, id)).doneAt !== null);
  const after = await shown(house, id);
  expect(after).toMatchObject({ state: 'done', failure: null });
  await eventually(
    'the lots are listed',
    async () => (await house.db('imports').where({ id: after.newImportId }).first())?.state === 'done',
    30_000,
  );

  expect(after.counts).toMatchObject({
    events: 41,
    fresh: 41,
    matched: events.length,
    waiting: 41 - events.length,
  });
  // What was committed isn't asked for again.
  if (stage === 'offer') expect(standIn.asked.skybox).toBe(asked);
  expect(await house.db('catalog_events')).toHaveLength(41);
  expect(
    (await house.db('catalog_events').whereNotNull('event_id')).map((row) => row.event_id).sort(),
  ).toEqual(events.toSorted());
  expect(await house.db('events')).toHaveLength(events.length);
  expect(await house.db('imports')).toHaveLength(1);
  const listings = await house.db('listings').whereNotNull('external_id');
  expect(listings.length).toBeGreaterThan(0);
  expect(new Set(listings.map((row) => row.external_id)).size).toBe(listings.length);
  const rows = await house.db('import_rows').where({ import_id: after.newImportId });
  expect(rows).toHaveLength(after.counts.lotsNew ?? 0);
  expect(rows.filter(({ action }) => action === 'create')).toHaveLength(listings.length);
  const findings = await house.db('catalog_findings').where({ run_id: id });
  expect(new Set(findings.map((row) => `${row.kind} ${row.outside_id}`)).size).toBe(findings.length);
  expect(await verify(house.db, house.engine)).toEqual([]);
});

const shown = (house: House, id: string): Promise<CatalogRun> =>
  inTransaction(house.db, (trx) => showRun(trx, id));

/** Three home games of the examples, as SkyBox has them, and the broker whose account they are. */
async function buildGames(house: House): Promise<string[]> {
  const consignorId = await buildConsignor(house, { name: 'Blue Line Brokers' });
  await house.db('consignors').where({ id: consignorId }).update({ email });
  const venueId = await buildVenue(house, { name: 'Benchmark International Arena', city: 'Tampa' });
  const homeId = await buildPerformer(house, { name: 'Tampa Bay Lightning', shortName: 'Lightning' });
  const client = openClient(house.db, house.config.catalogues, 'skybox', { perSecond: 500 });
  const page = await client?.eventsPage({ since: '2038-10-01T00:00:00.000Z', page: 0 });
  const ids: string[] = [];
  for (const outsideId of ['5600001', '5600006', '5600031']) {
    const game = page?.entries.find((entry) => entry.outsideId === outsideId);
    if (!game || 'unreadable' in game) throw new Error(`${outsideId} is no example`);
    const awayId = await buildPerformer(house, { name: game.away ?? '' });
    const startsAt = startIn(game, 'America/New_York') ?? '';
    ids.push(
      await buildEvent(house, { name: `${game.away} at Lightning`, venueId, homeId, awayId, startsAt }),
    );
  }
  return ids;
}

it('names every instant of a run', () => {
  expect(new Set(deaths.map(([point]) => point))).toEqual(new Set(cataloguePoints));
});
