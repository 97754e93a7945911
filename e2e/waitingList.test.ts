/** A sold-out game, a place in line, an offer by email and the purchase on another device, in real browsers. */

import { tellAlerts } from '@holdfast/server/fanAlerts/index';
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { dayMs, fromNow } from '@holdfast/server/test/factories/times';
import { emailsTo } from '@holdfast/server/test/waitingClient';
import { expect } from 'vitest';
import { widths as desk } from './admin/staffPage.ts';
import { fill, fillCard, heading, open, press } from './fan/journey.ts';
import { inspect, inspectWidths, visitor, widths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { patience, sees } from './page.ts';

const email = 'wanda@example.com';
const linkIn = (text: string, after: string): string =>
  new RegExp(`${after}: (\\S+/waiting#\\S+)`).exec(text)?.[1] ?? `no link after ${after} in ${text}`;

test('sold out, in line, offered, bought; staff see why it went to this fan', async ({
  app,
  browser,
  visit,
  support,
}) => {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  const { slug } = await app.context.db('events').where({ id: eventId }).first('slug');
  const { page } = visit;

  await open(page, `${app.url}/games/${slug}`);
  await sees(page, 'Sold out for now');
  await press(page, 'Join the waiting list');
  await sees(page, 'Nobody is in line yet.');
  await fill(page, 'input[name=limit]', '120');
  await press(page, 'Join the list');
  await sees(page, 'Give an email address, such as ann@example.com.');
  await fill(page, 'input[name=email]', email);
  expect(await inspectWidths(page, 'waiting-join')).toEqual([]);
  await press(page, 'Join the list');
  await sees(page, 'Look into your mailbox.');

  const [asked] = await emailsTo(app, email, 1, 'waitingConfirm');
  await open(page, linkIn(asked?.text_body ?? '', 'Confirm my place'));
  await press(page, 'Confirm my place');
  await sees(page, 'You are 1st in line for 2 tickets');
  await sees(page, '2 tickets together at $120.00 or less each');
  await press(page, 'Change what you wait for');
  expect(await inspectWidths(page, 'waiting-in-line')).toEqual([]);

  await buildListing(app.context, { eventId, seats: [5, 6], priceAmount: 10_000 });
  // The page that is open shows the offer by itself, and the email leads to it on a phone.
  await sees(page, '2 tickets are held for you');
  const [offered] = await emailsTo(app, email, 1, 'waitingOffer');
  const phone = await visitor(browser, widths.phone);
  await open(phone.page, linkIn(offered?.text_body ?? '', 'See the offer and buy'));
  expect(await heading(phone.page)).toBe('2 tickets are held for you');
  await sees(phone.page, 'You were 1st in line');
  expect(await inspect(phone.page, 'waiting-offer')).toEqual([]);
  await press(phone.page, /^Buy for \$/);
  await phone.page.waitForFunction(() => location.pathname.startsWith('/checkout/'), patience);
  await fillCard(phone.page, '4242 4242 4242 4242', email);
  await press(phone.page, /^Pay \$/);
  await phone.page.waitForFunction(() => location.pathname.startsWith('/orders/'), patience);
  await sees(page, 'You bought your tickets');
  expect(phone.complaints).toEqual([]);
  await phone.close();

  await support.go(`/waiting-lists/${eventId}`, / at /);
  await support.sees('1st in line; 1 listing fitted, and this was the cheapest.');
  await support.sees('wanda@example.com');
  expect(await support.inspect('waiting-list', [desk.desktop, desk.phone])).toEqual([]);
});

test('one tap in the email lets an offer go, and the page asks whether to stay', async ({ app, browser }) => {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  const { slug } = await app.context.db('events').where({ id: eventId }).first('slug');
  const address = 'dana.declines@example.com';
  const fan = await visitor(browser, widths.phone);
  const { page } = fan;
  // A browser that isn't driven by a program, as a person's.
  await page.evaluateOnNewDocument(() =>
    Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }),
  );
  await open(page, `${app.url}/games/${slug}`);
  await press(page, 'Join the waiting list');
  await fill(page, 'input[name=email]', address);
  await press(page, 'Join the list');
  const [asked] = await emailsTo(app, address, 1, 'waitingConfirm');
  await open(page, linkIn(asked?.text_body ?? '', 'Confirm my place'));
  await press(page, 'Confirm my place');
  await sees(page, 'You are 1st in line for 2 tickets');
  await buildListing(app.context, { eventId, seats: [5, 6], priceAmount: 10_000 });
  const [offered] = await emailsTo(app, address, 1, 'waitingOffer');
  await page.goto('about:blank');
  await open(page, linkIn(offered?.text_body ?? '', 'No thanks, let them go'));
  await sees(page, 'You let your last offer go, and you keep your place.');
  expect(await inspect(page, 'waiting-declined')).toEqual([]);
  await press(page, 'Stay, and offer me tickets now');
  await sees(page, 'You wait for 2 tickets together at any price.');
  await press(page, 'Leave the line');
  await sees(page, 'You left the waiting list');
  expect(fan.complaints).toEqual([]);
  await fan.close();
});

test('an alert on a price is turned on by its link, tells once, and is stopped with one tap', async ({
  app,
  browser,
}) => {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  const { slug } = await app.context.db('events').where({ id: eventId }).first('slug');
  const address = 'priya@example.com';
  await buildListing(app.context, { eventId, seats: [1, 2], priceAmount: 20_000 });
  const fan = await visitor(browser, widths.phone);
  const { page } = fan;
  await page.evaluateOnNewDocument(() =>
    Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }),
  );
  await open(page, `${app.url}/games/${slug}`);
  await press(page, 'Only email me at my price');
  await fill(page, 'input[name=limit]', '120');
  await fill(page, 'input[name=email]', address);
  expect(await inspect(page, 'alert-asked')).toEqual([]);
  await press(page, 'Email me');
  await sees(page, 'The alert begins when you open the link');
  const linkOf = (text: string, after: string) =>
    new RegExp(`${after}: (\\S+/alerts#\\S+)`).exec(text)?.[1] ?? `no link after ${after}`;
  const [asked] = await emailsTo(app, address, 1, 'alertAsked');
  await open(page, linkOf(asked?.text_body ?? '', 'Turn it on'));
  await press(page, 'Turn it on');
  await sees(page, 'Your alert is on');
  expect(await inspect(page, 'alert-on')).toEqual([]);
  await buildListing(app.context, { eventId, seats: [5, 6], priceAmount: 10_000 });
  await tellAlerts(app.context);
  const [told] = await emailsTo(app, address, 1, 'alertPrice');
  expect(told?.subject).toMatch(/^2 tickets for \$112\.00 each: /);
  await page.goto('about:blank');
  await open(page, linkOf(told?.text_body ?? '', 'Stop this alert'));
  await sees(page, 'This alert has ended');

  await open(page, `${app.url}/games?league=NFL`);
  await press(page, 'Email me when this search finds something new');
  await fill(page, 'input[name=email]', address);
  expect(await inspect(page, 'alert-search')).toEqual([]);
  expect(fan.complaints).toEqual([]);
  await fan.close();
});
