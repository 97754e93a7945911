/** A fan signs in midway, meets trouble at the bank, loses the page, or the game changes under the hold. */
import { setEventStatus } from '@holdfast/server/catalog/index';
import { inTransaction } from '@holdfast/server/platform/db/index';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { patience, sees } from '../page.ts';
import { createAccount } from './createAccount.ts';
import { useFanPage } from './fanFixture.ts';
import {
  byName,
  cards,
  fill,
  fillCard,
  heading,
  holdFirst,
  open,
  press,
  seesPage,
  seesTickets,
  signOut,
} from './journey.ts';
import { createMarket } from './others.ts';
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

const newOffer = () => findOffer(() => true);
const game = ({ slug }: { slug: string }) => `${app.url}/games/${slug}`;
const emailOn = (page: Page) => page.$eval('#pay-email', (input) => (input as HTMLInputElement).value);

async function seesEmail(page: Page, email: string): Promise<void> {
  await page.waitForSelector('#pay-email', patience);
  expect(await emailOn(page)).toBe(email);
}

async function atBank(page: Page): Promise<void> {
  await fillCard(page, cards.authenticates);
  await press(page, /^(Try again: p|P)ay \$/);
  await page.waitForFunction(() => location.pathname.startsWith('/sandbox/3ds/'), patience);
}

test('signing up while holding keeps the hold, and signing out forgets the order', async () => {
  const { page } = fan;
  const checkout = await holdFirst(page, game(await newOffer()));
  await press(page, 'Sign in', 'header');
  await createAccount(page, app, {
    name: 'Midway Fan',
    email: 'midway@example.com',
    password: 'long enough for anybody',
  });
  await sees(page, 'Held for you until');
  expect(page.url()).toBe(checkout);
  await fillCard(page, cards.pays, 'midway@example.com');
  await press(page, 'Pay $');
  await seesTickets(page, 2);
  const order = page.url();
  await signOut(page);
  await open(page, order);
  await sees(page, 'This order opens with its code');
});

test('a refused 3-D Secure is told in plain words, and another card pays', async () => {
  const { page } = fan;
  await holdFirst(page, game(await newOffer()));
  await atBank(page);
  await press(page, /^(Refuse|Fail|Decline|Cancel)/);
  await sees(page, 'Your bank didn’t confirm that it’s you');
  expect(await page.$eval('main', (main) => main.textContent ?? '')).not.toMatch(
    /PaymentMethod|PaymentIntent/,
  );
  expect(await inspect(page, 'refused-3ds')).toEqual([]);
  await fillCard(page, cards.pays);
  await press(page, 'Try again: pay $');
  await seesTickets(page, 2);
});

test('an abandoned 3-D Secure offers another card, and letting go', async () => {
  const { page } = fan;
  const checkout = await holdFirst(page, game(await newOffer()));
  await atBank(page);
  await open(page, checkout);
  await sees(page, 'Your bank wants to confirm that it’s you');
  expect(await inspect(page, 'abandoned-3ds')).toEqual([]);
  // A request that gets no answer is said: the page doesn't look as if nothing had been pressed.
  await page.evaluate(() => {
    const real = window.fetch;
    window.fetch = async (address, init) => {
      if (init?.method !== 'DELETE') return real(address, init);
      window.fetch = real;
      throw new TypeError('no network');
    };
  });
  await press(page, 'Use another card');
  await sees(page, 'We didn’t get an answer, so we don’t know whether that worked.');
  expect(await inspect(page, 'bank-no-answer')).toEqual([]);
  await press(page, 'Use another card');
  await page.waitForFunction(() => document.querySelector('#card-number')?.checkVisibility(), patience);
  await seesEmail(page, 'dana@example.com');
  await atBank(page);
  await open(page, checkout);
  await sees(page, 'Your bank wants to confirm that it’s you');
  await press(page, 'Let them go', 'main .bank');
  await sees(page, 'You let them go');
});

test('a response that comes after a newer one doesn’t take back what the page shows', async () => {
  const { page } = fan;
  const checkout = await holdFirst(page, game(await newOffer()));
  await atBank(page);
  await open(page, checkout);
  await sees(page, 'Your bank wants to confirm that it’s you');
  // The first read after the press has seen the payment before its end, and is here only after the second.
  await page.evaluate(() => {
    const here = window as unknown as { wasLate?: true };
    const real = window.fetch;
    const path = `/api/reservations/${location.pathname.split('/').pop()}`;
    let [reads, seen] = [0, () => {}];
    const second = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const before = real(path);
    window.fetch = async (address, init) => {
      if (address !== path || (init?.method ?? 'GET') !== 'GET') return real(address, init);
      reads += 1;
      if (reads > 1) return real(address, init).finally(() => setTimeout(seen, 500));
      await second;
      setTimeout(() => {
        here.wasLate = true;
      }, 500);
      return before;
    };
  });
  await press(page, 'Use another card');
  await page.waitForFunction(() => (window as unknown as { wasLate?: true }).wasLate, patience);
  expect(await page.$eval('#card-number', (field) => field.checkVisibility())).toBe(true);
});

test('the typed email survives a reload, Back, and holding the same seats again', async () => {
  const { page } = fan;
  await holdFirst(page, game(await newOffer()));
  await page.waitForSelector('#pay-email', patience);
  await fill(page, '#pay-email', 'typed@example.com');
  await page.reload();
  await seesEmail(page, 'typed@example.com');
  await press(page, 'Events', 'header');
  await seesPage(page, 'All events');
  await page.goBack();
  await seesEmail(page, 'typed@example.com');
  await press(page, 'Let them go');
  await sees(page, 'can then be bought by anybody');
  await press(page, 'Let them go');
  await sees(page, 'You let them go');
  await press(page, 'Try the same seats again');
  await sees(page, 'Held for you until');
  await seesEmail(page, 'typed@example.com');
});

test('a game that is canceled under a hold can’t be paid, and its order says what becomes of the money', async () => {
  const { page } = fan;
  const offer = await newOffer();
  const cancel = async ({ slug }: { slug: string }) => {
    const [{ id }] = await app.context.db('events').where({ slug });
    await inTransaction(app.context.db, (trx) => setEventStatus(trx, id, 'cancelled'));
  };
  await holdFirst(page, game(offer));
  await fillCard(page, cards.pays);
  await press(page, 'Pay $');
  await seesTickets(page, 2);
  const order = page.url();
  const other = await newOffer();
  await holdFirst(page, game(other), 2);
  await fillCard(page, cards.pays);
  const pay = await byName(page, 'Pay $');
  await cancel(other);
  await pay.click();
  await sees(page, 'We had to end this hold');
  await sees(page, 'Why: the event was canceled. Nothing was charged.');
  expect(await inspect(page, 'canceled-hold')).toEqual([]);

  const [{ event_id: bought }] = await app.context
    .db('reservations')
    .where({ id: new URL(order).pathname.replace('/orders/', '') });
  await inTransaction(app.context.db, (trx) => setEventStatus(trx, bought, 'cancelled'));
  await open(page, order);
  expect(await heading(page)).toBe('This event was canceled');
  await sees(page, /You get all of it back: \$[\d.,]+, to the card that paid/);
  expect(await page.$$('.qr img')).toHaveLength(0);
  expect(await inspect(page, 'canceled-order')).toEqual([]);
});
