/** Audit cases of feeds: runs started by hand, and decisions about their events. */
import type { FeedEvent } from '@holdfast/shared/feeds';
import { newId, randomText } from '../../src/platform/ids.ts';
import { buildEvent } from '../factories.ts';
import { type Case, changes, type ExpectedEntry, type Prepared, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'A parking pass';

/** An event of Ticketmaster that matches none of ours. @returns its id */
async function newEntry({ app }: Bench, ignored = false): Promise<string> {
  const runId = newId('feedRun');
  await app.db('feed_runs').insert({
    id: runId,
    feed: 'ticketmaster',
    started_by: 'system',
    done_at: app.db.raw('now()'),
  });
  const feedId = randomText(12);
  const facts: FeedEvent = {
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
  };
  await app.db('feed_events').insert({
    feed: 'ticketmaster',
    feed_id: feedId,
    facts: JSON.stringify(facts),
    why: 'No such venue.',
    last_run_id: runId,
    ...(ignored
      ? { decision: 'ignored', decided_by: 'system', decided_at: app.db.raw('now()'), reason: 'No game' }
      : {}),
  });
  return `ticketmaster:${feedId}`;
}

function onEntry(
  action: string,
  ask: (bench: Bench) => Promise<Pick<Prepared, 'body'> & Omit<ExpectedEntry, 'what' | 'subject'>>,
  { ignored = false } = {},
): Case {
  return {
    route: `POST /admin/eventsToMatch/:id/${action}`,
    by: 'staff',
    does: 'changes',
    async prepare(bench) {
      const id = await newEntry(bench, ignored);
      const { body, ...entry } = await ask(bench);
      return {
        path: `/admin/eventsToMatch/${id}/${action}`,
        body,
        entries: [{ what: `catalogEvent.${action}`, subject: id, ...entry }],
      };
    },
  };
}

/** The cases. */
export const feedCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/eventsToMatch/bulk' }, async (bench) => {
    const subject = await newEntry(bench);
    return {
      path: '/admin/eventsToMatch/bulk',
      body: { ids: [subject], action: 'ignore', reason },
      entries: [
        {
          what: 'catalogEvent.ignore',
          subject,
          reason,
          before: { decision: null },
          after: { decision: 'ignored' },
        },
      ],
    };
  }),
  onEntry('link', async ({ app }) => {
    const eventId = await buildEvent(app);
    return {
      body: { eventId },
      before: { decision: null },
      after: { decision: 'linked', eventId },
    };
  }),
  onEntry('create', async () => ({ before: { decision: null }, after: { decision: 'created' } })),
  onEntry('ignore', async () => ({
    body: { reason },
    reason,
    before: { decision: null },
    after: { decision: 'ignored' },
  })),
  onEntry('reopen', async () => ({ before: { decision: 'ignored' }, after: { decision: null } }), {
    ignored: true,
  }),
  changes({ by: 'staff', route: 'POST /admin/eventsToMatch/:id/owner' }, async (bench) => {
    const [id, ownerId] = [await newEntry(bench), bench.personId('staff')];
    return {
      path: `/admin/eventsToMatch/${id}/owner`,
      body: { ownerId },
      entries: [{ what: 'catalogEvent.assign', subject: id, before: { ownerId: null }, after: { ownerId } }],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/gameChanges/:id/decide' }, async ({ app }) => {
    const eventId = await buildEvent(app);
    const [id, runId] = [newId('feedChange'), newId('feedRun')];
    await app
      .db('feed_runs')
      .insert({ id: runId, feed: 'skybox', started_by: 'clock', done_at: app.db.raw('now()') });
    await app.db('feed_game_changes').insert({
      id,
      feed: 'skybox',
      feed_id: randomText(8),
      event_id: eventId,
      run_id: runId,
      kind: 'cancelled',
    });
    return {
      path: `/admin/gameChanges/${id}/decide`,
      body: { decision: 'cancel', reason, seen: { kind: 'cancelled', startsAt: null } },
      entries: [
        {
          what: 'gameChange.cancel',
          subject: eventId,
          reason,
          before: { status: 'scheduled' },
          after: { status: 'cancelled', change: id },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/catalogRuns' }, async () => {
    return {
      path: '/admin/catalogRuns',
      body: { feed: 'ticketmaster' },
      entries: [{ what: 'feedRun.start', before: null, after: { feed: 'ticketmaster' } }],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/feeds/:id/settings' }, async () => {
    const body = { enabled: false, apiKey: 'a key of Ticketmaster', requestsPerDay: 7, version: 0 };
    const after = { enabled: false, requestsPerDay: 7, keys: 'new ones' };
    return {
      path: '/admin/feeds/ticketmaster/settings',
      body,
      entries: [{ what: 'feed.configure', subject: 'ticketmaster', before: { enabled: true }, after }],
    };
  }),
  previews({ by: 'admin', route: 'POST /admin/feeds/:id/try' }, async (bench) => {
    const { version } = (await bench.app.db('feed_settings').where({ feed: 'skybox' }).first('version')) ?? {
      version: 0,
    };
    const keys = { account: '1', apiToken: 'a', applicationToken: 'b' };
    await bench.does('admin', 'PUT', '/admin/feeds/skybox/settings', {
      ...keys,
      enabled: true,
      requestsPerDay: 7,
      version,
    });
    return { path: '/admin/feeds/skybox/try' };
  }),
];
