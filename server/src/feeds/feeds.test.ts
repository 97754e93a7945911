import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectFakeFeeds } from '../../fakeFeeds/connect.ts';
import type { FakeFeeds } from '../../fakeFeeds/startFakeFeeds.ts';
import { type TestAppContext, testAppContext } from '../../test/appContext.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { buildEvent, buildPerformer, buildVenue } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { inTransaction } from '../platform/db/index.ts';
import { decisionsFor } from '../today/decisions.ts';
import { gameChangesWaiting } from './changes/gameChangeQueries.ts';
import { openClient } from './clients.ts';
import { listFindings, showRun } from './runs/runQueries.ts';
import { startRun } from './runs/startRun.ts';
import { takeNextPage, workRun } from './runs/workRun.ts';
import { createFromEntry, ignoreEntry, linkEntry } from './waiting/decide.ts';
import { listWaiting, showWaiting } from './waiting/waitingQueries.ts';

let database: TestDatabase;
let app: TestAppContext;
let fakeFeeds: FakeFeeds;
let consignorId: string;
const principal = { by: 'system', requestId: null };
/** By which the examples' season of 2025 is moved: to that of 2038, which lies ahead of the tests' clock. */
const weeks = 678;
const inHurry = { perSecond: 500, retryPauseMs: 1, timeoutMs: 400, pageSize: 10 };

beforeEach(async () => {
  database = await testDatabase();
  const opened = await testAppContext(database.url);
  const connected = await connectFakeFeeds(opened.config.feeds, () => weeks, { perSecond: 10_000 });
  app = Object.assign(opened, { config: { ...opened.config, feeds: connected.config } });
  fakeFeeds = connected.fakeFeeds as FakeFeeds;
  consignorId = await buildConsignor(app, { name: 'Blue Line Brokers' });
  await app.db('consignors').where({ id: consignorId }).update({ email: 'desk@blue-line-brokers.example' });
});
afterEach(async () => {
  await fakeFeeds.close();
  await app.close();
  await database.drop();
});

const inTrx = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(app.db, work);
const client = (which: 'skybox' | 'ticketmaster') => {
  const opened = openClient(app.db, app.config.feeds, which, inHurry);
  if (!opened) throw new Error('not connected');
  return opened;
};
const begin = async (which: 'skybox' | 'ticketmaster') => {
  const { id } = await inTrx((trx) => startRun(trx, app.config.feeds, which, principal));
  // The first season's games lie where the examples are put.
  await app.db('feed_runs').where({ id }).update({ since: '2038-10-01T00:00:00Z' });
  return id;
};
const work = (id: string) => workRun(app, id, (_app, which) => client(which));
const shown = (id: string) => inTrx((trx) => showRun(trx, id));
async function runOnce(which: 'skybox' | 'ticketmaster') {
  const id = await begin(which);
  await work(id);
  return shown(id);
}

/** Three home games of the examples: 5600001, 5600006 and 5600031, as SkyBox has them. */
async function buildTampa(): Promise<string[]> {
  const venueId = await buildVenue(app, { name: 'Benchmark International Arena', city: 'Tampa' });
  const homeId = await buildPerformer(app, { name: 'Tampa Bay Lightning', shortName: 'Lightning' });
  const ids: string[] = [];
  for (const feedId of [5600001, 5600006, 5600031]) {
    const { away, startsAt } = await tampaGame(feedId);
    const awayId = await buildPerformer(app, { name: away });
    ids.push(await buildEvent(app, { name: `${away} at Lightning`, venueId, homeId, awayId, startsAt }));
  }
  return ids;
}

async function tampaGame(feedId: number): Promise<{ away: string; startsAt: string }> {
  const page = await openClient(app.db, app.config.feeds, 'skybox', {
    ...inHurry,
    pageSize: 100,
  })?.eventsPage({
    since: '2038-10-01T00:00:00.000Z',
    page: 0,
  });
  const found = page?.entries.find((entry) => entry.feedId === String(feedId));
  if (!found || 'unreadable' in found) throw new Error(`${feedId} is no example`);
  const { startIn } = await import('./matching/matchFeedEvent.ts');
  return { away: found.away ?? '', startsAt: startIn(found, 'America/New_York') ?? '' };
}

/** Moves the example 5600001 from one hour to another. */
const later = (from: string, to: string) =>
  fakeFeeds.change('event', 5600001, (event) => ({ ...event, date: String(event.date).replace(from, to) }));
const changes = () => inTrx((trx) => gameChangesWaiting(trx, 10));

const links = () => app.db('feed_events').whereNotNull('event_id').orderBy('feed_id');

describe('a run', () => {
  it('matches what it knows, lets the rest wait, and changes nothing when it comes again', async () => {
    const events = await buildTampa();
    const first = await runOnce('skybox');
    expect(first).toMatchObject({ state: 'done', failure: null });
    expect(first.counts).toMatchObject({ events: 41, fresh: 41, matched: 3, waiting: 38, failed: 0 });
    expect((await links()).map((row) => row.event_id)).toEqual(events);
    const second = await runOnce('skybox');
    expect(second.counts).toMatchObject({ events: 41, fresh: 0, matched: 0, unchanged: 3, waiting: 38 });
  });

  it('is one at a time, and two workers on one run take each page once', async () => {
    await buildTampa();
    const id = await begin('skybox');
    await expect(begin('skybox')).rejects.toMatchObject({ code: 'run_under_way', members: { runId: id } });
    await Promise.all([work(id), work(id), work(id)]);
    // Whoever comes second at the files finds them applied: that is no failure.
    expect(await shown(id)).toMatchObject({ state: 'done', failure: null });
    expect((await shown(id)).counts).toMatchObject({ events: 41, matched: 3, waiting: 38 });
    expect(await links()).toHaveLength(3);
  });

  it('goes on at the page where it died', async () => {
    await buildTampa();
    const id = await begin('skybox');
    await takeNextPage(app, id, client('skybox'));
    expect(await shown(id)).toMatchObject({ pagesDone: 1, state: 'running' });
    const asked = fakeFeeds.asked.skybox;
    await work(id);
    expect((await shown(id)).counts).toMatchObject({ events: 41, matched: 3, waiting: 38 });
    // Four pages of events that were left, three of listings.
    expect(fakeFeeds.asked.skybox - asked).toBe(7);
  });

  it('changes nothing of a game that is moved or cancelled: each is a decision, counted and found', async () => {
    const [eventId, other] = (await buildTampa()) as [string, string, string];
    const listing = await buildListing(app, { eventId });
    await runOnce('skybox');
    const before = await app.db('events').whereIn('id', [eventId, other]).orderBy('id');
    const { startsAt } = await tampaGame(5600001);
    later('19:00', '20:30');
    fakeFeeds.change('event', 5600006, (event) => ({ ...event, name: `CANCELLED - ${event.name}` }));
    const second = await runOnce('skybox');
    expect(second.counts).toMatchObject({ toDecide: 2, unchanged: 1 });
    expect(await app.db('events').whereIn('id', [eventId, other]).orderBy('id')).toEqual(before);
    expect(await listingCounts(app, listing.id)).toMatchObject({ state: 'live' });
    const waiting = await changes();
    expect(waiting).toMatchObject([
      { kind: 'moved', event: { id: eventId }, hits: { listings: 1, tickets: 2, holds: 0, orders: 0 } },
      { kind: 'cancelled', event: { id: other }, startsAt: null, hits: { listings: 0 } },
    ]);
    expect(Date.parse(waiting[0]?.startsAt ?? '') - Date.parse(startsAt)).toBe(90 * 60_000);
    const found = await inTrx((trx) =>
      listFindings(trx, second.id, { page: 1, perPage: 100, sort: 'at', order: 'asc', kind: 'moved' }),
    );
    expect(found.data[0]).toMatchObject({ changeId: waiting[0]?.id, eventId });
    expect(found.data[0]?.message).toMatch(/to .* 8:30 PM at the venue\. Nothing was changed/);
    const { decisions } = await inTrx(async (trx) => ({ decisions: await decisionsFor(trx, ['staff']) }));
    expect(decisions.map(({ what }) => what)).toEqual(['gameChanged', 'gameChanged']);
    expect(decisions[0]?.text).toContain('It has 1 listing, 0 holds and 0 orders.');
    // The same page read again asks nothing anew.
    expect((await runOnce('skybox')).counts).toMatchObject({ unchanged: 3, toDecide: 0 });
    expect(await changes()).toHaveLength(2);
  });

  it('asks no longer about what the feed takes back before anybody decided', async () => {
    await buildTampa();
    await runOnce('skybox');
    later('19:00', '20:30');
    await runOnce('skybox');
    expect(await changes()).toHaveLength(1);
    later('20:30', '19:00');
    expect((await runOnce('skybox')).counts).toMatchObject({ toDecide: 0, unchanged: 3 });
    expect(await changes()).toEqual([]);
    const [row] = await app.db('feed_game_changes');
    expect(row).toMatchObject({ decision: 'outdated' });
  });

  it('reads Ticketmaster’s captured page, with all that its entries lack', async () => {
    const run = await runOnce('ticketmaster');
    expect(run).toMatchObject({ state: 'done', failure: null });
    expect(run.counts).toMatchObject({ failed: 0, matched: 0 });
    expect(run.counts.waiting).toBeGreaterThan(20);
  });
});

describe('the listings of the account', () => {
  it('become listings once, and a change lies there as a dry run', async () => {
    await buildTampa();
    const first = await runOnce('skybox');
    expect(first.counts.listingsNew).toBeGreaterThan(0);
    expect(first.changesImportId).toBeNull();
    const file = () => app.db('imports').where({ id: first.newImportId }).first();
    expect((await file()).state).toBe('applying');
    const line = await app.db('feed_listings').where({ import_id: first.newImportId }).first();
    const rows = await app.db('import_rows').where({ import_id: first.newImportId });
    expect(rows.flatMap(({ record }) => Object.keys(record))).not.toContain('cost');
    const second = await runOnce('skybox');
    expect(second).toMatchObject({ newImportId: null, changesImportId: null, failure: null });
    fakeFeeds.change('listing', Number(line.feed_id), (listing) => ({ ...listing, listPrice: 333 }));
    const third = await runOnce('skybox');
    expect(third.counts).toMatchObject({ listingsNew: 0, listingsChanged: 1 });
    expect(third.changesImportId).not.toBeNull();
  });
});

describe('a service in trouble', () => {
  it.each([
    ['too often', { times: 2, status: 429, retryAfter: 0 }],
    ['failing', { times: 3, status: 503 }],
    ['slow once', { times: 1, slowMs: 1_000 }],
    ['with a bare list', { times: 1, bareList: true }],
  ])('%s is asked again', async (_what, how) => {
    fakeFeeds.injectFaults(how);
    expect(await runOnce('skybox')).toMatchObject({ state: 'done' });
  });

  it.each([
    ['a refused key', { times: 1, status: 401 }, /refuses our key.*SKYBOX_ACCOUNT/],
    ['a refusal', { times: 1, status: 404 }, /asking again won’t help/],
    ['garbage', { times: 1, garbage: true }, /isn’t JSON/],
    ['an outage', { times: 99, status: 500 }, /asked 4 times/],
    ['a long wait', { times: 1, status: 429, retryAfter: 3_600 }, /used up until .* UTC/],
  ])('%s ends the run in words', async (_what, how, words) => {
    fakeFeeds.injectFaults(how);
    const run = await runOnce('skybox');
    expect(run).toMatchObject({ state: 'failed', failure: expect.stringMatching(words) });
  });

  it('is not asked at all once the day’s requests are used up', async () => {
    await runOnce('skybox');
    const skybox = app.config.feeds.skybox;
    if (!skybox) throw new Error('not connected');
    skybox.requestsPerDay = 1;
    const asked = fakeFeeds.asked.skybox;
    expect((await runOnce('skybox')).failure).toMatch(/used up until/);
    expect(fakeFeeds.asked.skybox).toBe(asked);
  });
});

describe('a person', () => {
  const queue = () =>
    inTrx((trx) => listWaiting(trx, { page: 1, perPage: 100, sort: 'since', order: 'asc' }, null)).then(
      ({ data }) => data,
    );

  it('links, makes or ignores an entry, and every later run remembers', async () => {
    const [eventId] = await buildTampa();
    await app.db('venues').update({ name: 'Amalie Arena' });
    await runOnce('skybox');
    expect((await queue()).length).toBe(41);
    const id = 'skybox:5600001';
    const detail = await inTrx((trx) => showWaiting(trx, id));
    expect(detail.candidates[0]).toMatchObject({ eventId, taken: false });
    await inTrx((trx) =>
      linkEntry(trx, app.engine, id, { eventId: eventId as string, takeStart: true }, principal),
    );
    await expect(
      inTrx((trx) =>
        linkEntry(
          trx,
          app.engine,
          'skybox:5600006',
          { eventId: eventId as string, takeStart: false },
          principal,
        ),
      ),
    ).rejects.toMatchObject({ code: 'already_decided' });
    await inTrx((trx) => ignoreEntry(trx, 'skybox:5600002', 'Not sold by us', principal));
    const made = await inTrx((trx) => createFromEntry(trx, 'skybox:5600003', [], principal));
    expect(await app.db('events').where({ id: made.eventId }).first()).toMatchObject({ source: 'skybox' });
    const again = await runOnce('skybox');
    expect(again.counts).toMatchObject({ unchanged: 2, ignored: 1 });
    expect((await queue()).map((entry) => entry.id)).not.toContain(id);
  });

  it('wins or loses a race for one event, never both', async () => {
    const [eventId] = await buildTampa();
    await app.db('venues').update({ name: 'Amalie Arena' });
    await runOnce('skybox');
    const link = (id: string) =>
      inTrx((trx) =>
        linkEntry(trx, app.engine, id, { eventId: eventId as string, takeStart: false }, principal),
      );
    const settled = await Promise.allSettled([link('skybox:5600001'), link('skybox:5600002')]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await links()).toHaveLength(1);
  });
});
