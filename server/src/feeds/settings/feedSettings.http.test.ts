/** Feeds as an administrator configures them, over HTTP against the recorded services: keys sealed, asked on trial, switched on and off. */
import type { FeedConnection, FeedInput, FeedSettings, FeedTrial } from '@holdfast/shared/feeds';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hockeyWeeks } from '../../../demo/hockeyWeeks.ts';
import { type FakeFeeds, fakeFeedKeys, startFakeFeeds } from '../../../fakeFeeds/startFakeFeeds.ts';
import type { Fan } from '../../../test/fan.ts';
import { signedIn } from '../../../test/people.ts';
import { startTestApp, type TestApp } from '../../../test/runningApp.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { resealFeedKeys } from './changeFeed.ts';
import { feedsConfig } from './feedsConfig.ts';

let fake: FakeFeeds;
let running: TestApp;
let admin: Fan;
beforeAll(async () => {
  fake = await startFakeFeeds({ weeks: hockeyWeeks(new Date()) });
  running = await startTestApp({
    SKYBOX_API_BASE: fake.skyboxBase,
    TICKETMASTER_API_BASE: fake.discoveryBase,
    FEEDS_FAKE: '0',
  });
  admin = await signedIn(running, 'admin');
});
afterAll(async () => {
  await running.close();
  await fake.close();
});

const at = (feed: string, what = 'settings') => `/admin/feeds/${feed}/${what}`;
const skybox: FeedInput = {
  enabled: true,
  account: fakeFeedKeys.account,
  consignorEmail: 'desk@blue-line-brokers.example',
  requestsPerDay: 100,
  apiToken: fakeFeedKeys.apiToken,
  applicationToken: fakeFeedKeys.applicationToken,
  version: 0,
};
const put = (feed: string, body: FeedInput, who = admin) => who.ask<FeedSettings>('PUT', at(feed), body);
const isConnected = async (feed: string) =>
  (await admin.ask<{ data: FeedConnection[] }>('GET', '/admin/feeds')).body.data.find(({ id }) => id === feed)
    ?.connected;

it('is configured with keys that nobody reads again, asked on trial, and switched off', async () => {
  const staff = await signedIn(running, 'staff');
  expect([
    (await put('skybox', skybox, staff)).status,
    (await staff.ask('POST', at('skybox', 'try'))).status,
  ]).toEqual([403, 403]);
  expect((await admin.ask('GET', at('skybox'))).body).toMatchObject({ source: 'none', version: 0 });
  expect((await admin.ask('POST', at('skybox', 'try'))).body).toMatchObject({ code: 'feed_not_connected' });
  expect((await put('skybox', { ...skybox, apiToken: '' })).body).toMatchObject({
    errors: [{ field: 'apiToken', code: 'required' }],
  });

  const saved = await put('skybox', skybox);
  expect(saved).toMatchObject({ status: 200, body: { source: 'backOffice', hasKeys: true, version: 1 } });
  const kept = JSON.stringify([
    saved.body,
    await running.context.db('feed_settings'),
    await running.context.db('audit_entries'),
  ]);
  expect(kept).not.toContain(fakeFeedKeys.apiToken);
  expect(await isConnected('skybox')).toBe(true);

  const trial = (await admin.ask<FeedTrial>('POST', at('skybox', 'try'))).body;
  expect(trial).toMatchObject({ problem: null, read: expect.any(Number) });
  expect(trial.events[0]?.name).toBeTruthy();
  expect(await running.context.db('feed_events')).toEqual([]);

  // Keys that are left out stay; a wrong one says so on trial.
  expect(
    (await put('skybox', { ...skybox, apiToken: null, applicationToken: null, version: 1 })).body,
  ).toMatchObject({
    hasKeys: true,
    version: 2,
  });
  expect((await put('skybox', { ...skybox, version: 1 })).status).toBe(409);
  await put('skybox', { ...skybox, apiToken: 'wrong', version: 2 });
  expect((await admin.ask<FeedTrial>('POST', at('skybox', 'try'))).body.problem).toMatch(/SkyBox/);

  expect((await put('skybox', { ...skybox, enabled: false, version: 3 })).status).toBe(200);
  expect(await isConnected('skybox')).toBe(false);
});

it('has its keys sealed again under another secret, and none under one that doesn’t open them', async () => {
  const input: FeedInput = {
    enabled: true,
    search: 'countryCode=CA',
    requestsPerDay: 10,
    apiKey: fakeFeedKeys.apiKey,
    version: 0,
  };
  expect((await put('ticketmaster', input)).status).toBe(200);
  const { db, config, secret } = running.context;
  const other = `${secret} and more`;
  const keyUnder = async (now: string) =>
    (await feedsConfig(db, { config, secret: now })).ticketmaster?.apiKey;
  expect([await keyUnder(secret), await keyUnder(other)]).toEqual([fakeFeedKeys.apiKey, undefined]);
  await inTransaction(db, (trx) => resealFeedKeys(trx, { earlier: secret, current: other }));
  expect([await keyUnder(secret), await keyUnder(other)]).toEqual([undefined, fakeFeedKeys.apiKey]);
});
