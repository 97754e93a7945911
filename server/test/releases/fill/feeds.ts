/**
 * Fills feeds: runs against the fake feeds with events matched, linked, created, ignored and waiting, and
 * inventory.
 */
import type { FeedInput } from '@holdfast/shared/feeds';
import { queueChange } from '../../../src/feeds/changes/findChange.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import { eventually, type Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { posted } from './listings.ts';

/** The SkyBox feed finds its consignor by this email. */
const brokerEmail = 'desk@blue-line-brokers.example';

/** Fills the feeds' tables. */
export async function fillFeeds(running: TestApp, staff: Fan): Promise<void> {
  const { context } = running;
  const consignorId = await buildConsignor(context, { name: 'Blue Line Brokers' });
  await context.db('consignors').where({ id: consignorId }).update({ email: brokerEmail });
  const run = async (feed: string) => {
    const { id } = await posted(staff, '/admin/catalogRuns', { feed });
    await eventually(
      'the run is over',
      async () => (await context.db('feed_runs').where({ id }).whereNotNull('done_at')).length > 0,
      60_000,
    );
  };
  await run('skybox');
  const { body } = await staff.ask<{ data: Array<{ id: string }> }>('GET', '/admin/eventsToMatch?perPage=20');
  const [created, linked, ignored] = body.data.map(
    ({ id }) => `/admin/eventsToMatch/${encodeURIComponent(id)}`,
  );
  await posted(staff, `${created}/create`, {});
  await posted(staff, `${linked}/link`, { eventId: await buildEvent(context), takeStart: true });
  await posted(staff, `${ignored}/ignore`, { reason: 'Not ours to sell' });
  // The inventory of the events that are matched now.
  await run('skybox');
  await run('ticketmaster');
  // A feed calls a game of ours off, and nobody has decided yet.
  const matched = await context.db('feed_events').whereNotNull('event_id').first();
  const facts = { ...matched.facts, status: 'cancelled' };
  await inTransaction(context.db, (trx) =>
    queueChange(trx, { feed: matched.feed, runId: matched.last_run_id }, facts, {
      facts: matched.facts,
      eventId: matched.event_id,
      timeZone: 'America/New_York',
    }),
  );
  const admin = await signedIn(running, 'admin');
  const settings: FeedInput = {
    enabled: false,
    search: 'countryCode=CA',
    requestsPerDay: 100,
    apiKey: 'a key that opens nothing',
    version: 0,
  };
  const { status, body: answer } = await admin.ask('PUT', '/admin/feeds/ticketmaster/settings', settings);
  if (status !== 200) throw new Error(`the feed’s settings answered ${status} ${JSON.stringify(answer)}`);
}
