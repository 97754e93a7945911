/** Audit cases of feeds: runs started by hand, and decisions about their events. */
import { newId, randomText } from '../../src/platform/ids.ts';
import { buildEvent, buildVenue } from '../factories/catalog.ts';
import { buildFeedEntry } from '../feedEntries.ts';
import { type Case, changes, type ExpectedEntry, type Prepared, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'A parking pass';

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
      const id = await buildFeedEntry(bench.app, {}, { ignored });
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
    const subject = await buildFeedEntry(bench.app);
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
  previews({ by: 'staff', route: 'POST /admin/eventsToMatch/questions' }, async ({ app }) => ({
    path: '/admin/eventsToMatch/questions',
    body: { ids: [await buildFeedEntry(app)] },
  })),
  onEntry('link', async ({ app }) => {
    const eventId = await buildEvent(app);
    return {
      body: { eventId },
      before: { decision: null },
      after: { decision: 'linked', eventId },
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/eventsToMatch/:id/create' }, async ({ app }) => {
    const venueName = `Hall ${randomText(8)}`;
    await buildVenue(app, { name: venueName });
    const subject = await buildFeedEntry(app, { venueName });
    return {
      path: `/admin/eventsToMatch/${subject}/create`,
      body: {},
      entries: [
        {
          what: 'catalogEvent.create',
          subject,
          before: { decision: null },
          after: { decision: 'created' },
        },
      ],
    };
  }),
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
    const [id, ownerId] = [await buildFeedEntry(bench.app), bench.personId('staff')];
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
