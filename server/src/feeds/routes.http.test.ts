import { randomUUID } from 'node:crypto';
import type { BulkDecided, FeedConnection, FeedRun, WaitingEvent } from '@holdfast/shared/feeds';
import { expect } from 'vitest';
import { seedDemo } from '../../demo/seed.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { demoAccounts } from '../accounts/index.ts';

let app: TestApp;
it.beforeAll(async ({ running: started }) => {
  app = started;
  await seedDemo(app.context, () => {});
});

async function signedIn(role: string): Promise<Fan> {
  const account = demoAccounts.find((each) => each.role === role);
  const person = new Fan(app);
  await person.signIn(account?.email ?? '', account?.password ?? '');
  return person;
}
const start = (who: Fan, feed: string) =>
  who.ask<FeedRun>('POST', '/admin/catalogRuns', { feed }, { 'idempotency-key': randomUUID() });

it('lets only staff see feeds and run them', async () => {
  const nobody = new Fan(app);
  const support = await signedIn('support');
  for (const path of ['/admin/feeds', '/admin/catalogRuns', '/admin/eventsToMatch']) {
    expect((await nobody.ask('GET', path)).status).toBe(401);
    expect((await support.ask('GET', path)).status).toBe(403);
  }
  expect((await start(nobody, 'skybox')).status).toBe(401);
  expect((await start(support, 'skybox')).status).toBe(403);
});

it('runs the demo’s feeds in the background; their listings wait for approval', async () => {
  const staff = await signedIn('staff');
  for (const feed of ['skybox', 'ticketmaster']) {
    const begun = await start(staff, feed);
    expect(begun.status).toBe(201);
    const run = async () => (await staff.ask<FeedRun>('GET', `/admin/catalogRuns/${begun.body.id}`)).body;
    await eventually('the run is over', async () => (await run()).doneAt !== null);
    expect(await run()).toMatchObject({ state: 'done', failure: null });
    expect((await run()).counts.matched).toBeGreaterThan(0);
  }
  const made = () => app.context.db('listings').where('external_id', 'like', '7167%');
  await eventually('the listings are here', async () => (await made()).length > 0);
  expect(new Set((await made()).map(({ state }) => state))).toEqual(new Set(['submitted']));
  const { body } = await staff.ask<{ data: FeedConnection[] }>('GET', '/admin/feeds');
  expect(body.data).toMatchObject([
    { id: 'skybox', connected: true, fakeFeeds: true, consignor: 'Blue Line Brokers', missing: null },
    { id: 'ticketmaster', connected: true, fakeFeeds: true },
  ]);
  expect(body.data[1]?.waiting).toBeGreaterThan(0);
  await app.verify();
});

it('decides many entries alike; one that is refused changes nothing and stops no other', async () => {
  const staff = await signedIn('staff');
  const { data } = (await staff.ask<{ data: WaitingEvent[] }>('GET', '/admin/eventsToMatch?perPage=3')).body;
  const [first, second, third] = data.map(({ id }) => id) as [string, string, string];
  const bulk = (body: object) => staff.ask<BulkDecided>('POST', '/admin/eventsToMatch/bulk', body);
  expect((await bulk({ ids: [first], action: 'ignore' })).status).toBe(422);
  expect(
    (await bulk({ ids: [first, 'skybox:nothing'], action: 'ignore', reason: 'Parking' })).body,
  ).toMatchObject({
    done: 1,
    refused: [{ id: 'skybox:nothing' }],
  });
  // Without a day nothing can be made of it: its new venue isn't kept either.
  const [feed, feedId] = second.split(':');
  const { facts } = await app.context.db('feed_events').where({ feed, feed_id: feedId }).first();
  const undated = { ...facts, venueName: 'A hall of no day', localStart: null, startsAt: null };
  await app.context
    .db('feed_events')
    .where({ feed, feed_id: feedId })
    .update({ facts: JSON.stringify(undated) });
  const made = (await bulk({ ids: [second, third], action: 'create' })).body;
  expect(made).toMatchObject({
    done: 1,
    refused: [{ id: second, message: expect.stringContaining('its day') }],
  });
  expect(await app.context.db('venues').where({ name: 'A hall of no day' })).toEqual([]);
  const left = (await staff.ask<{ data: WaitingEvent[] }>('GET', '/admin/eventsToMatch?perPage=200')).body
    .data;
  expect(left.map(({ id }) => id)).not.toContain(third);
  await app.verify();
});
