/** A guest of a network that made many holds shows that they are a person, on the page of the event. */
import { demoDatabase } from '@holdfast/server/test/demoDatabase';
import { type FakeTurnstile, startFakeTurnstile, turnstileKeys } from '@holdfast/server/test/fakeTurnstile';
import { startTestApp, type TestApp } from '@holdfast/server/test/runningApp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedBrowser } from '../browser.ts';
import { sees } from '../page.ts';
import { open, press } from './journey.ts';
import { createMarket, otherFanHolds } from './others.ts';
import { inspect, visitor, widths } from './watch.ts';

let turnstile: FakeTurnstile;
let app: TestApp;
beforeAll(async () => {
  turnstile = await startFakeTurnstile();
  const env = { ...turnstileKeys, TURNSTILE_API_BASE: turnstile.url, HOLDS_PER_NETWORK: '1' };
  app = await startTestApp(env, await demoDatabase('complete'));
});
afterAll(async () => {
  try {
    await app?.verify();
  } finally {
    await app?.close();
    await turnstile?.close();
  }
});

test('the check comes instead of a refusal, its script only then, and the seats are held by it', async () => {
  const { slug, listing } = await createMarket(app.url)((_, all) => all.length > 3);
  await otherFanHolds(app.url, listing, 2);
  const { page, complaints, close } = await visitor(await sharedBrowser(), widths.phone);
  const scripts = () =>
    page.$$eval('script[src]', (all) => all.map((each) => each.getAttribute('src') ?? ''));
  await open(page, `${app.url}/games/${slug}`);
  expect((await scripts()).filter((src) => src.startsWith(turnstile.url))).toEqual([]);
  await press(page, /^Hold 2 seat/);
  await sees(page, 'One quick check');
  await sees(page, 'Show that you are a person, and we hold your seats, or sign in.');
  await sees(page, `I am a person for ${turnstileKeys.TURNSTILE_SITE_KEY}`);
  expect(await inspect(page, 'person-check')).toEqual([]);
  await press(page, /^I am a person/);
  await sees(page, 'Held for you until');
  expect(turnstile.asked).toHaveLength(1);
  expect(complaints).toEqual([]);
  await close();
});
