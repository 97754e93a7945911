/** A phone on a slow network with nothing cached: nothing jumps; and a bought ticket without any network. */
import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser, Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { sees } from '../page.ts';
import { createAccount } from './createAccount.ts';
import { useFanPage } from './fanFixture.ts';
import { cards, fillCard, holdFirst, open, press, seesTickets } from './journey.ts';
import { createMarket } from './others.ts';
import { shiftsOf } from './slowPhone.ts';
import type { Visitor } from './watch.ts';

let app: TestApp;
let browser: Browser;
let fan: Visitor;
let findOffer: ReturnType<typeof createMarket>;
useFanPage({
  app(started, launched) {
    app = started;
    browser = launched;
    findOffer = createMarket(app.url);
  },
  visitor(somebody) {
    fan = somebody;
  },
});

test('a game doesn’t shift its layout on a slow phone without a cache', async () => {
  const offer = await findOffer((_, all) => all.length > 3);
  expect(await shiftsOf(browser, `${app.url}/games/${offer.slug}`)).toEqual([]);
});

/**
 * Without a network: the page's own, and that of its service worker. Those of other visitors may be stopped, and a stopped one
 * never answers; this one is woken by a request that goes through it.
 * @returns what brings the network back, for both
 */
async function goOffline(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    await fetch('/favicon.svg');
  });
  const worker = await page
    .browserContext()
    .waitForTarget((target) => target.type() === 'service_worker' && target.url().startsWith(app.url));
  const devtools = await worker.createCDPSession();
  await devtools.send('Network.enable');
  const set = async (offline: boolean) => {
    const noLimit = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await devtools.send('Network.emulateNetworkConditions', { offline, ...noLimit });
    await page.setOfflineMode(offline);
  };
  await set(true);
  return () => set(false);
}

test('a bought ticket of our own event opens without a network, with its codes, until its owner signs out', async () => {
  const { page } = fan;
  const eventId = await buildEvent(app.context, { name: 'Night of Lights' });
  await buildListing(app.context, { eventId, seats: [1, 2] });
  const offer = await app.context.db('events').where({ id: eventId }).first();
  await open(page, `${app.url}/sign-in`);
  await createAccount(page, app, {
    name: 'Offline Fan',
    email: 'offline@example.com',
    password: 'long enough for anybody',
  });
  await sees(page, 'Sign out');
  await holdFirst(page, `${app.url}/games/${offer.slug}`);
  await fillCard(page, cards.pays);
  await press(page, 'Pay $');
  await seesTickets(page, 2);
  const order = page.url();
  await page.waitForFunction(async () => {
    const cache = await caches.open('holdfast-orders');
    const keys = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    return (
      keys.filter((path) => path.endsWith('/qr.svg')).length === 2 &&
      keys.some((path) => path.startsWith('/orders/'))
    );
  });
  const goOnline = await goOffline(page);
  await page.goto(order);
  await seesTickets(page, 2);
  await sees(page, 'You’re offline');
  // Long after the game the device knows that it is over, though nobody tells it.
  const future = await page.evaluateOnNewDocument(() => {
    Date.now = () => new Date('2045-01-01T12:00:00Z').getTime();
  });
  await page.goto(order);
  await sees(page, 'This page stays as your receipt.');
  await page.removeScriptToEvaluateOnNewDocument(future.identifier);
  await goOnline();
  // Once the server says so, the device forgets the page and the codes.
  const events = app.context.db('events').where({ slug: offer.slug });
  const { starts_at } = await events.clone().first();
  await events.clone().update({ starts_at: new Date(Date.now() - 2 * 24 * 3_600_000) });
  await open(page, order);
  fan.complaints.length = 0; // The last page, which nothing is heard of any more, had failed loads.
  await sees(page, 'This page stays as your receipt.');
  await page.waitForFunction(async () => {
    const cache = await caches.open('holdfast-orders');
    return (await cache.keys()).every(({ url }) => !/\/orders\/|\/api\//.test(url));
  });
  await events.clone().update({ starts_at });
  await open(page, app.url);
  await press(page, 'Sign out');
  await page.waitForFunction(async () => !(await caches.has('holdfast-orders')));
});
