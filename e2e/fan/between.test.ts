/**
 * What can come between a fan and the seats: time, another fan, another price, an earlier hold, no
 * connection.
 */
import { passTime } from '@holdfast/server/test/clock';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { patience, sees } from '../page.ts';
import { useFanPage } from './fanFixture.ts';
import { byName, cards, fillCard, holdFirst, open, press } from './journey.ts';
import { createMarket, otherFanHolds, staffChangesPrice } from './others.ts';
import { inspect, type Visitor } from './watch.ts';

let app: TestApp;
let fan: Visitor;
let findOffer: ReturnType<typeof createMarket>;
useFanPage({
  app(started) {
    app = started;
    findOffer = createMarket(app.url);
  },
  visitor(somebody) {
    fan = somebody;
  },
});

/** The page hears of changes only by asking every ten seconds, so that the fan is faster. */
const withoutStream = (page: Page) =>
  page.evaluateOnNewDocument(() => Reflect.deleteProperty(window, 'EventSource'));
const game = ({ slug }: { slug: string }) => `${app.url}/games/${slug}`;

test('the hold expires: nothing was charged, and the same seats can be held again', async () => {
  const { page } = fan;
  await holdFirst(page, game(await findOffer(() => true)));
  await passTime(app.context, 16 * 60_000);
  await sees(page, 'Your 15 minutes are up');
  await sees(page, 'Nothing was charged');
  await press(page, 'Try the same seats again');
  await sees(page, 'Held for you until');
});

test('too many holds that nobody paid for: told from when it works again, and how it works now', async () => {
  const { page } = fan;
  const { holdLimits } = app.context.config;
  const { slug, listing } = await findOffer((_, all) => all.length > 3);
  try {
    holdLimits.perNetwork = 1;
    await otherFanHolds(app.url, listing, 2);
    await open(page, game({ slug }));
    await press(page, /^Hold 2 seat/);
    await sees(page, 'Too many holds for now');
    await sees(page, /You can hold tickets again from \d+:\d\d [AP]M, or at once when you sign in\./);
    expect(await inspect(page, 'too-many-holds')).toEqual([]);
  } finally {
    holdLimits.perNetwork = 0;
  }
});

test('what others take is said at once, with the nearest; Back brings the list as it was left', async () => {
  const { page } = fan;
  const offer = await findOffer(
    ({ quantities, available }, all) => all.length > 16 && quantities.includes(available),
  );
  await open(page, `${game(offer)}?quantity=2&sort=row`);
  await press(page, /^Show \d+ more/);
  await page.evaluate(() => scrollTo({ top: 900, behavior: 'instant' }));
  const rows = () => page.$$eval('.lst', (all) => all.length);
  const shown = await rows();
  expect(shown).toBeGreaterThan(12);
  await page.$eval('.facts a', (link) => (link as HTMLElement).click());
  await page.waitForFunction(() => document.querySelector('.ask') === null, patience);
  await page.goBack();
  await byName(page, /^Hold 2 seats/);
  expect([await rows(), await page.evaluate(() => Math.round(scrollY))]).toEqual([shown, 900]);
  expect(new URL(page.url()).search).toBe('?quantity=2&sort=row');

  await page.select('.pickers .field-line select', 'price');
  await page.waitForFunction(() => location.search === '?quantity=2', patience);
  await press(page, 'Add other seats', '.listings');
  await sees(page, '2 seats from 1 listing');
  await otherFanHolds(app.url, offer.listing, offer.listing.available);
  await sees(page, 'Take those 2 instead');
  await sees(page, /Nearest: section .* each\. (The same (section|row)|Another section), /);
  expect(await inspect(page, 'taken-live')).toEqual([]);
  await press(page, 'Take those 2 instead');
  await press(page, 'Hold 2 seats', '.hold-bar');
  await sees(page, 'Held for you until');
});

test('somebody else takes the seats first: the closest ones are offered', async () => {
  const { page } = fan;
  await withoutStream(page);
  const offer = await findOffer(
    ({ quantities, available }, all) => all.length > 3 && quantities.includes(available),
  );
  await open(page, game(offer));
  const hold = await byName(page, 'Hold 2 seats');
  await otherFanHolds(app.url, offer.listing, offer.listing.available);
  await hold.click();
  await sees(page, 'Somebody else just took those two');
  expect(await inspect(page, 'taken')).toEqual([]);
  await press(page, 'Hold these 2');
  await sees(page, 'Held for you until');
});

test('one of two listings is taken: the fan sees which, and holds the other', async () => {
  const { page } = fan;
  await withoutStream(page);
  const offer = await findOffer(
    ({ quantities, available }, all) => all.length > 3 && quantities.includes(available),
  );
  await open(page, game(offer));
  await press(page, 'Add other seats');
  await press(page, 'Add these 2');
  const hold = await byName(page, 'Hold 4 seats');
  await otherFanHolds(app.url, offer.listing, offer.listing.available);
  await hold.click();
  await sees(page, 'Only some are still available');
  await sees(page, 'Taken by somebody else');
  await sees(page, 'Nothing is held so far, and nothing was charged');
  expect(await inspect(page, 'partly')).toEqual([]);
  await press(page, 'Hold the 2 tickets that are free');
  await sees(page, 'Pay for your two seats');
});

test('the hold expires while the bank waits for the fan: the payment ends, nothing is charged', async () => {
  const { page } = fan;
  const checkout = await holdFirst(page, game(await findOffer(() => true)));
  await fillCard(page, cards.authenticates);
  await press(page, 'Pay $');
  await page.waitForFunction(() => location.pathname.startsWith('/sandbox/3ds/'));
  await open(page, checkout);
  await sees(page, 'Your bank wants to confirm that it’s you');
  expect(await inspect(page, 'bank-asks')).toEqual([]);
  await passTime(app.context, 16 * 60_000);
  await sees(page, 'The payment didn’t go through');
  await sees(page, 'before your bank had approved the payment. Nothing was charged.');
  expect(await inspect(page, 'payment-ended')).toEqual([]);
  await press(page, 'Try the same seats again');
  await sees(page, 'Held for you until');
});

test('the price rises: both prices are shown, and the fan decides', async () => {
  const { page } = fan;
  await withoutStream(page);
  const offer = await findOffer(() => true);
  await open(page, game(offer));
  const hold = await byName(page, 'Hold 2 seats');
  await staffChangesPrice(app.url, offer.listing, 1000);
  await hold.click();
  await sees(page, /These were|these were \$[\d.]+ each and are now \$[\d.]+\. Hold them at/);
  expect(await inspect(page, 'price-changed')).toEqual([]);
  await press(page, 'Hold at $');
  await sees(page, 'Held for you until');
});

test('the price falls: the lower one applies and is shown', async () => {
  const { page } = fan;
  await withoutStream(page);
  const offer = await findOffer(() => true);
  await open(page, game(offer));
  const hold = await byName(page, 'Hold 2 seats');
  await staffChangesPrice(app.url, offer.listing, -1000);
  await hold.click();
  await sees(page, /The price is lower now: you saw \$[\d.,]+ each and pay/);
});

test('a second hold leads to the first', async () => {
  const { page } = fan;
  const checkout = await holdFirst(page, game(await findOffer(() => true)));
  await open(page, game(await findOffer(() => true)));
  await sees(page, /Held \d\d:\d\d/);
  await press(page, 'Hold 2 seats');
  await sees(page, 'You already hold tickets');
  await press(page, 'Go to your hold');
  await sees(page, 'Held for you until');
  expect(page.url()).toBe(checkout);
});

test('the list can’t be refreshed: it shows its time', async () => {
  const { page } = fan;
  await open(page, game(await findOffer(() => true)));
  await byName(page, 'Hold 2 seats');
  await page.setOfflineMode(true);
  await sees(page, 'You’re offline');
  await sees(page, /Prices as of \d+:\d\d [AP]M/);
  await page.setOfflineMode(false);
});
