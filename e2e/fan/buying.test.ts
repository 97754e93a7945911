/** A fan buys: by searching, on a phone, from two listings, by keyboard, and only once. */

import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import type { Browser } from 'puppeteer';
import { expect, test } from 'vitest';
import { sees } from '../page.ts';
import { useFanPage } from './fanFixture.ts';
import {
  approveAtBank,
  byName,
  cards,
  fill,
  fillCard,
  heading,
  holdFirst,
  open,
  press,
  seesTickets,
} from './journey.ts';
import { createMarket, read } from './others.ts';
import { inspect, tabTo, type Visitor, visitor, widths } from './watch.ts';

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

const game = ({ slug }: { slug: string }) => `${app.url}/games/${slug}`;

test('by searching; the first card is declined, the second needs 3-D Secure, and the tickets appear', async () => {
  const { page } = fan;
  await open(page, app.url);
  await fill(page, '#big-q', 'steelers');
  await page.keyboard.press('Enter');
  await sees(page, 'Events for “steelers”');
  expect(new URL(page.url()).search).toBe('?q=steelers');
  await (await byName(page, /Pittsburgh Steelers.*from/)).click();
  await press(page, 'Hold 2 seats');
  await sees(page, 'Held for you until');
  expect(await heading(page)).toBe('Pay for your two seats');

  await fillCard(page, cards.declined);
  await press(page, 'Pay $');
  await sees(page, 'Your bank declined this card');
  await sees(page, 'Nothing was charged, and both seats are still yours');

  await fill(page, '#card-number', cards.authenticates);
  await press(page, 'Try again: pay $');
  await approveAtBank(page);
  await seesTickets(page, 2);
  expect(await heading(page)).toMatch(/^See you \w+day, \w+ \d+$/);
});

test('on a phone; a reload keeps the countdown, the address is corrected after payment, and the order opens elsewhere by it', async () => {
  const { page } = fan;
  await page.setViewport({ width: widths.phone, height: 844 });
  await holdFirst(page, game(await findOffer(() => true)), 2);
  await page.reload();
  await sees(page, /1[0-4]\s*:|1\s*4\s*:/);
  await fillCard(page, cards.pays, 'phone@example.com');
  await press(page, 'Pay $');
  await seesTickets(page, 2);
  const code = await page.$eval('.order-head b', (element) => element.textContent ?? '');
  await press(page, 'Wrong email address?');
  await fill(page, '.receipt input[type=email]', 'phone@');
  await press(page, 'Use this address');
  await sees(page, 'Give an email address, such as ann@example.com.');
  await fill(page, '.receipt input[type=email]', 'phone.corrected@example.com');
  expect(await inspect(page, 'order-email')).toEqual([]);
  await press(page, 'Use this address');
  await sees(page, 'tickets that aren’t sent yet, go to phone.corrected@example.com now.');
  // The next purchase in this tab doesn't begin with the address that was typed first.
  expect(await page.evaluate(() => sessionStorage.getItem('holdfast.email'))).toBeNull();

  const elsewhere = await visitor(browser, widths.phone);
  await open(elsewhere.page, page.url());
  await sees(elsewhere.page, 'This order opens with its code');
  const [codeField, mailField] = await elsewhere.page.$$('main form input');
  await codeField!.type(code.toLowerCase());
  await mailField!.type('phone.corrected@example.com');
  await press(elsewhere.page, 'Find my order');
  await seesTickets(elsewhere.page, 2);
  await elsewhere.close();
});

test('from two listings in one hold, and cancels it', async () => {
  const { page } = fan;
  await open(page, game(await findOffer((_, all) => all.length > 3)));
  await press(page, 'Add other seats');
  await press(page, 'Add these 2');
  await press(page, 'Hold 4 seats');
  await sees(page, 'Pay for your four seats');
  await press(page, 'Let them go');
  await sees(page, 'can then be bought by anybody at once');
  await press(page, 'Let them go');
  await sees(page, 'You let them go');
});

test('by value: the figure can be computed again from its table; three are compared, and one of them is held', async () => {
  const { page } = fan;
  const offer = await findOffer((_, all) => all.length > 8);
  await open(page, `${game(offer)}?quantity=2&sort=value`);
  await press(page, /% less than \d+ like it/, '.listings');
  await page.waitForSelector('.value-table');
  const seen = await page.$eval('.lst:has(.value-table)', (row) => ({
    said: row.querySelector('.value')?.textContent ?? '',
    price: row.querySelector('.cost .price')?.textContent ?? '',
    amounts: [...row.querySelectorAll('.value-table tbody tr')].map(
      (line) => line.querySelector('td:last-child')?.textContent ?? '',
    ),
  }));
  const cents = (text: string) =>
    Math.round(Number(/[\d,]+(\.\d\d)?/.exec(text)?.[0].replaceAll(',', '')) * 100);
  const amounts = seen.amounts.map(cents).sort((a, b) => a - b);
  expect(amounts.length).toBeGreaterThanOrEqual(5);
  const middle =
    ((amounts[Math.ceil(amounts.length / 2) - 1] ?? 0) + (amounts[Math.floor(amounts.length / 2)] ?? 0)) / 2;
  const percent = Math.round(((middle - cents(seen.price)) / middle) * 100);
  expect(seen.said).toMatch(new RegExp(`^${percent}% less than ${amounts.length} like it`));
  expect(await inspect(page, 'value')).toEqual([]);

  for (let count = 0; count < 3; count++) await press(page, /^Compare section/, '.listings');
  await press(page, 'Compare 3 listings');
  await sees(page, 'Each, all fees in');
  expect(await inspect(page, 'compare')).toEqual([]);
  await press(page, /^Take out section/);
  expect((await page.$$('.comparison thead th')).length).toBe(2);
  await press(page, 'Hold these 2');
  await sees(page, 'Held for you until');
});

test('general admission of several types', async () => {
  const { page } = fan;
  const { data } = await read<EventList>(`${app.url}/api/events?league=own&perPage=1`);
  await open(page, game(data[0]!));
  await sees(page, 'At most 5 of a type');
  const more = await page.$$('.stepper button[aria-label$="more"]');
  await more[0]!.click();
  await more[1]!.click();
  await more[1]!.click();
  await press(page, 'Hold 3 tickets');
  await sees(page, 'Pay for your three tickets');
  await fillCard(page, cards.pays);
  await press(page, 'Pay $');
  await seesTickets(page, 3);
});

test('free tickets of an own event, without a card', async () => {
  const { page } = fan;
  const eventId = await buildEvent(app.context, { name: 'Open Day' });
  await buildListing(app.context, { eventId, ticketType: 'Lawn', quantity: 20, priceAmount: 0 });
  const [event] = await app.context.db('events').where({ id: eventId }).select('slug');
  await open(page, game(event));
  const [more] = await page.$$('.stepper button[aria-label$="more"]');
  await more!.click();
  await more!.click();
  await press(page, 'Hold 2 tickets');
  await sees(page, 'Get your two tickets');
  expect(await page.$('#card-number')).toBeNull();
  await fill(page, '#pay-email', 'free@');
  await press(page, 'Get the tickets');
  await sees(page, 'Give an email address, such as ann@example.com.');
  await fill(page, '#pay-email', 'free@example.com');
  expect(await inspect(page, 'checkout-free')).toEqual([]);
  await press(page, 'Get the tickets');
  await seesTickets(page, 2);
  await sees(page, 'Free, 2 tickets');
});

test('by keyboard', async () => {
  const { page } = fan;
  await open(page, game(await findOffer(() => true)));
  await byName(page, 'Hold 2 seats');
  await tabTo(page, /^Hold 2 seats/);
  await page.keyboard.press('Enter');
  await sees(page, 'Held for you until');
  await page.waitForSelector('#card-number');
  for (const [label, text] of [
    [/^Where should the tickets go/, 'keys@example.com'],
    [/^Card number/, cards.pays],
    [/^Expiry/, '1259'],
    [/^Security code/, '318'],
    [/^Billing ZIP/, '15212'],
  ] as const) {
    await tabTo(page, label);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await seesTickets(page, 2);
});

test('only once, even when the button is pressed repeatedly', async () => {
  const { page } = fan;
  const checkout = await holdFirst(page, game(await findOffer(() => true)));
  await fillCard(page, cards.pays);
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('main form button[type=submit]');
    button?.click();
    button?.click();
  });
  await seesTickets(page, 2);
  const id = new URL(checkout).pathname.replace('/checkout/', '');
  const payments = await app.context.db.raw('SELECT id FROM payments WHERE reservation_id = ?', [id]);
  expect(payments.rows).toHaveLength(1);
});
