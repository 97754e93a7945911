import { sweep } from '@holdfast/server/platform/actors/index';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { EventList } from '@holdfast/shared/catalog';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
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
  sees,
  seesTickets,
} from './fan/journey.ts';
import { createMarket, otherFanHolds, read, staffChangesPrice } from './fan/others.ts';
import { inspect, tabTo, type Visitor, visitor, widths } from './fan/watch.ts';
import { startHouse } from './house.ts';

let house: TestedHouse;
let browser: Browser;
let findOffer: ReturnType<typeof createMarket>;

beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchBrowser()]);
  findOffer = createMarket(house.url);
});
afterAll(async () => {
  await browser?.close();
  await house?.verify();
  await house?.close();
});

let fan: Visitor;
beforeEach(async () => {
  fan = await visitor(browser, widths.desk);
  return async () => {
    await fan.context.close();
    expect(fan.complaints).toEqual([]);
  };
});

const game = ({ slug }: { slug: string }) => `${house.url}/games/${slug}`;

describe('a fan buys', () => {
  test('by searching; the first card is declined, the second asks for 3-D Secure, and the tickets come', async () => {
    const { page } = fan;
    await open(page, house.url);
    await fill(page, '#big-q', 'steelers');
    await page.keyboard.press('Enter');
    await sees(page, 'Games for “steelers”');
    expect(new URL(page.url()).search).toBe('?q=steelers');
    await (await byName(page, /Pittsburgh Steelers.*from/)).click();
    await press(page, 'Hold 2 seats');
    await sees(page, 'Held for you until');
    expect(await heading(page)).toBe('Pay for your two seats');

    await fillCard(page, cards.declined);
    await press(page, 'Pay $');
    await sees(page, 'Your bank said no to this card');
    await sees(page, 'Nothing was charged, and both seats are still yours');

    await fill(page, '#card-number', cards.authenticates);
    await press(page, 'Try again: pay $');
    await approveAtBank(page);
    await seesTickets(page, 2);
    expect(await heading(page)).toMatch(/^See you \w+day, \d+ \w+$/);
  });

  test('on a phone; a reload keeps the clock, and the order opens elsewhere by code and mail address', async () => {
    const { page } = fan;
    await page.setViewport({ width: widths.phone, height: 844 });
    await holdFirst(page, game(await findOffer(() => true)), 2);
    await page.reload({ waitUntil: 'networkidle2' });
    await sees(page, /1[0-4]\s*:|1\s*4\s*:/);
    await fillCard(page, cards.pays, 'phone@example.com');
    await press(page, 'Pay $');
    await seesTickets(page, 2);
    const code = await page.$eval('.order-head b', (element) => element.textContent ?? '');

    const elsewhere = await visitor(browser, widths.phone);
    await open(elsewhere.page, page.url());
    await sees(elsewhere.page, 'This order opens with its code');
    const [codeField, mailField] = await elsewhere.page.$$('main form input');
    await codeField!.type(code.toLowerCase());
    await mailField!.type('phone@example.com');
    await press(elsewhere.page, 'Find my order');
    await seesTickets(elsewhere.page, 2);
    await elsewhere.context.close();
  });

  test('from two listings in one hold, and lets them go', async () => {
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

  test('general admission of several types', async () => {
    const { page } = fan;
    const { data } = await read<EventList>(`${house.url}/api/events?league=own&perPage=1`);
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

  test('without a mouse', async () => {
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
      [/^Expiry/, '1230'],
      [/^Security code/, '318'],
      [/^Billing ZIP/, '15212'],
    ] as const) {
      await tabTo(page, label);
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await seesTickets(page, 2);
  });

  test('once, however often the button is pressed', async () => {
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
    const payments = await house.house.db.raw('SELECT id FROM payments WHERE reservation_id = ?', [id]);
    expect(payments.rows).toHaveLength(1);
  });
});

describe('what can come between', () => {
  test('the time is over: nothing was charged, and the same seats can be held again', async () => {
    const { page } = fan;
    await holdFirst(page, game(await findOffer(() => true)));
    const later = new Date(Date.now() + 16 * 60_000).toISOString();
    await sweep(house.house.db, house.house.engine, later);
    await sees(page, 'The 15 minutes are over');
    await sees(page, 'Nothing was charged');
    await press(page, 'Try the same seats again');
    await sees(page, 'Held for you until');
  });

  test('somebody else takes the seats first: the nearest ones are offered', async () => {
    const { page } = fan;
    const offer = await findOffer(
      ({ quantities, available }, all) => all.length > 3 && quantities.includes(available),
    );
    await open(page, game(offer));
    const hold = await byName(page, 'Hold 2 seats');
    await otherFanHolds(house.url, offer.listing, offer.listing.available);
    await hold.click();
    await sees(page, 'Somebody else just took those two');
    expect(await inspect(page, 'taken')).toEqual([]);
    await press(page, 'Hold these 2');
    await sees(page, 'Held for you until');
  });

  test('one of two listings goes: the fan is told which, and holds the rest', async () => {
    const { page } = fan;
    const offer = await findOffer(
      ({ quantities, available }, all) => all.length > 3 && quantities.includes(available),
    );
    await open(page, game(offer));
    await press(page, 'Add other seats');
    await press(page, 'Add these 2');
    const hold = await byName(page, 'Hold 4 seats');
    await otherFanHolds(house.url, offer.listing, offer.listing.available);
    await hold.click();
    await sees(page, 'Only a part is still free');
    await sees(page, 'Taken by somebody else');
    await sees(page, 'Nothing is held so far, and nothing was charged');
    expect(await inspect(page, 'partly')).toEqual([]);
    await press(page, 'Hold the 2 tickets that are free');
    await sees(page, 'Pay for your two seats');
  });

  test('the time ends while the bank waits for an answer: the payment is ended, nothing is charged', async () => {
    const { page } = fan;
    const checkout = await holdFirst(page, game(await findOffer(() => true)));
    await fillCard(page, cards.authenticates);
    await press(page, 'Pay $');
    await page.waitForFunction(() => location.pathname.startsWith('/sandbox/3ds/'));
    await open(page, checkout);
    await sees(page, 'Your bank wants to know that it’s you');
    expect(await inspect(page, 'bank-asks')).toEqual([]);
    await sweep(house.house.db, house.house.engine, new Date(Date.now() + 16 * 60_000).toISOString());
    await sees(page, 'The payment didn’t go through');
    await sees(page, 'before your bank had said yes. Nothing was charged.');
    expect(await inspect(page, 'payment-ended')).toEqual([]);
    await press(page, 'Try the same seats again');
    await sees(page, 'Held for you until');
  });

  test('the price rises: both numbers, and a question', async () => {
    const { page } = fan;
    const offer = await findOffer(() => true);
    await open(page, game(offer));
    const hold = await byName(page, 'Hold 2 seats');
    await staffChangesPrice(house.url, offer.listing, 1000);
    await hold.click();
    await sees(page, /These were|these were \$[\d.]+ each and are now \$[\d.]+\. Hold them at/);
    expect(await inspect(page, 'price-changed')).toEqual([]);
    await press(page, 'Hold at $');
    await sees(page, 'Held for you until');
  });

  test('the price falls: the lower one is given, and shown', async () => {
    const { page } = fan;
    const offer = await findOffer(() => true);
    await open(page, game(offer));
    const hold = await byName(page, 'Hold 2 seats');
    await staffChangesPrice(house.url, offer.listing, -1000);
    await hold.click();
    await sees(page, /The price fell meanwhile: you saw \$[\d.,]+ each and pay/);
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

  test('the list can’t be refreshed: it says of when it is', async () => {
    const { page } = fan;
    await open(page, game(await findOffer(() => true)));
    await byName(page, 'Hold 2 seats');
    await page.setOfflineMode(true);
    await sees(page, 'You’re offline');
    await sees(page, /Prices as of \d+:\d\d [AP]M/);
    await page.setOfflineMode(false);
    fan.complaints.length = 0; // Failed loads are what this is about.
  });
});

describe('an account', () => {
  test('keeps what was bought; staff find the way to the back office; signing out ends both', async () => {
    const { page } = fan;
    await open(page, `${house.url}/sign-in?next=/games`);
    await press(page, /^Fan$/);
    await press(page, 'Sign in', 'main');
    await sees(page, 'All games');
    await sees(page, 'My orders');
    await holdFirst(page, game(await findOffer(() => true)));
    await fillCard(page, cards.pays);
    await press(page, 'Pay $');
    await seesTickets(page, 2);
    const name = await page.$eval('.ticket .teams', (teams) => teams.textContent ?? '');
    await open(page, `${house.url}/orders`);
    await sees(page, 'Your orders');
    await page.waitForSelector('.order-list a');
    expect(name).toContain((await page.$eval('.order-list b', (b) => b.textContent ?? '')).split(' at ')[0]);
    expect(await inspect(page, 'my-orders')).toEqual([]);
    await press(page, 'Sign out');
    await sees(page, 'Find my order');

    await open(page, `${house.url}/sign-in`);
    await press(page, 'Consignment staff');
    await press(page, 'Sign in', 'main');
    await sees(page, 'Back office');
  });

  test('is refused in words, and created with a password that is long enough', async () => {
    const { page } = fan;
    await open(page, `${house.url}/sign-in`);
    const fields = await page.$$('main form input');
    await fields[0]!.type('nobody@example.com');
    await fields[1]!.type('not the password');
    await press(page, 'Sign in', 'main');
    await sees(page, 'Mail address or password is wrong.');
    await fields[2]!.type('Dana Whitlock');
    await fields[3]!.type('dana.whitlock@example.com');
    await fields[4]!.type('short');
    await press(page, 'Create my account');
    await sees(page, 'Use at least 10 characters.');
    expect(await inspect(page, 'account-refused')).toEqual([]);
    await fields[4]!.type(' no longer');
    await press(page, 'Create my account');
    await sees(page, 'Your orders');
  });
});

describe('pages', () => {
  test.each([
    ['desk', 'light'],
    ['desk', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ] as const)('have no accessibility violation on a %s screen, %s', async (screen, scheme) => {
    const { page, context } = await visitor(browser, widths[screen], scheme);
    const offer = await findOffer((_, all) => all.length > 3);
    const { data } = await read<EventList>(`${house.url}/api/events?league=own&perPage=1`);
    const violations: string[] = [];
    for (const [name, path] of [
      ['landing', '/'],
      ['games', '/games?league=NFL&weekday=7'],
      ['nothing', '/games?q=steelers&weekday=2&city=Miami+Gardens'],
      ['game', `/games/${offer.slug}`],
      ['own', `/games/${data[0]!.slug}`],
      ['orders', '/orders'],
      ['sign-in', '/sign-in'],
      ['sell', '/sell'],
      ['missing', '/nowhere'],
    ] as const) {
      await open(page, house.url + path);
      violations.push(...(await inspect(page, `${name}-${scheme}`)));
    }
    await holdFirst(page, game(offer));
    await page.waitForSelector('#card-number');
    violations.push(...(await inspect(page, `checkout-${scheme}`)));
    await fillCard(page, cards.declined);
    await press(page, 'Pay $');
    await sees(page, 'Your bank said no');
    violations.push(...(await inspect(page, `declined-${scheme}`)));
    await fill(page, '#card-number', cards.pays);
    await press(page, 'Try again: pay $');
    await seesTickets(page, 2);
    violations.push(...(await inspect(page, `order-${scheme}`)));
    await context.close();
    expect(violations).toEqual([]);
  });

  test('work at 360 px, and with text twice as large', async () => {
    const { page } = fan;
    const offer = await findOffer(() => true);
    await page.setViewport({ width: 360, height: 780 });
    const devtools = await page.createCDPSession();
    const wide: string[] = [];
    for (const path of ['/', '/games', `/games/${offer.slug}`, '/orders', '/sign-in', '/sell']) {
      for (const [size, standard] of [
        ['100 %', 16],
        ['200 %', 32],
      ] as const) {
        // The browser's own setting, which media queries follow too.
        await devtools.send('Page.setFontSizes', { fontSizes: { standard } });
        await open(page, house.url + path);
        wide.push(
          ...(await page.evaluate((where) => {
            const excess = document.documentElement.scrollWidth - window.innerWidth;
            return excess > 0 ? [`${where}: ${excess} px too wide`] : [];
          }, `${path} at ${size}`)),
        );
      }
    }
    expect(wide).toEqual([]);
  });

  test('can be read and searched without scripts', async () => {
    const { page } = fan;
    await page.setJavaScriptEnabled(false);
    await page.goto(`${house.url}/games?league=&weekday=7&weekday=6&q=`);
    expect(await heading(page)).toBe('All games, on Saturdays and Sundays');
    expect(await page.$$('.game-list li')).not.toHaveLength(0);
  });

  test('go back to where the list was scrolled to', async () => {
    const { page } = fan;
    await open(page, `${house.url}/games`);
    await page.evaluate(() => scrollTo(0, 900));
    const rows = await page.$$('.game-list a');
    await rows[8]!.click();
    await page.waitForSelector('.event-head');
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.goBack();
    await sees(page, 'All games');
    await page.waitForFunction(() => scrollY === 900);
  });
});
