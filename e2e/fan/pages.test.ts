/** The storefront's pages: accessibility and layout at every width, without scripts; and an account. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import { describe, expect, test } from 'vitest';
import { sees } from '../page.ts';
import { createAccount } from './createAccount.ts';
import { useFanPage } from './fanFixture.ts';
import { cards, fill, fillCard, heading, holdFirst, open, press, seesTickets } from './journey.ts';
import { createMarket, read } from './others.ts';
import { inspect, inspectDark, type Visitor, widths } from './watch.ts';

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

const game = ({ slug }: { slug: string }) => `${app.url}/games/${slug}`;

describe('pages', () => {
  test.each(['desktop', 'phone'] as const)(
    'have no accessibility violation on a %s screen, in the light and in the dark',
    async (screen) => {
      const { page } = fan;
      await page.setViewport({ width: widths[screen], height: 900 });
      const offer = await findOffer((_, all) => all.length > 3);
      const { data } = await read<EventList>(`${app.url}/api/events?league=own&perPage=1`);
      const violations: string[] = [];
      const inspectBoth = async (name: string) => {
        violations.push(...(await inspect(page, name)), ...(await inspectDark(page, name)));
      };
      for (const [name, path] of [
        ['landing', '/'],
        ['games', '/games?league=NFL&weekday=7'],
        ['nothing', '/games?q=steelers&weekday=2&city=Miami+Gardens'],
        ['game', `/games/${offer.slug}`],
        ['own', `/games/${data[0]!.slug}`],
        ['orders', '/orders'],
        ['sign-in', '/sign-in'],
        ['sell', '/sell'],
        ['help', '/help'],
        ['contact', '/contact'],
        ['account', '/account'],
        ['missing', '/nowhere'],
      ] as const) {
        await open(page, app.url + path);
        await inspectBoth(name);
      }
      await holdFirst(page, game(offer));
      await page.waitForSelector('#card-number');
      await inspectBoth('checkout');
      await fillCard(page, cards.declined);
      await press(page, 'Pay $');
      await sees(page, 'Your bank declined this card');
      await inspectBoth('declined');
      await fill(page, '#card-number', cards.pays);
      await press(page, 'Try again: pay $');
      await seesTickets(page, 2);
      await inspectBoth('order');
      expect(violations).toEqual([]);
    },
  );

  test('work at 320 px, and with text twice as large', async () => {
    const { page } = fan;
    const offer = await findOffer(() => true);
    await page.setViewport({ width: 320, height: 780 });
    const devtools = await page.createCDPSession();
    const wide: string[] = [];
    for (const path of [
      '/',
      '/games',
      `/games/${offer.slug}`,
      '/orders',
      '/sign-in',
      '/sell',
      '/help',
      '/account',
    ]) {
      for (const [size, standard] of [
        ['100 %', 16],
        ['200 %', 32],
      ] as const) {
        // The browser's setting also applies to media queries.
        await devtools.send('Page.setFontSizes', { fontSizes: { standard } });
        await open(page, app.url + path);
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

  test('work without scripts: reading and searching', async () => {
    const { page } = fan;
    await page.setJavaScriptEnabled(false);
    await page.goto(`${app.url}/games?league=&weekday=7&weekday=6&q=`);
    expect(await heading(page)).toBe('All games, on Saturdays and Sundays');
    expect(await page.$$('.game-list li')).not.toHaveLength(0);
    const offer = await findOffer((_, all) => all.length > 3);
    await page.goto(`${game(offer)}?quantity=2&sort=section`);
    expect(await page.$$('.listings .lst')).not.toHaveLength(0);
    const text = await page.$eval('.listings', (listings) => listings.textContent ?? '');
    expect(text).toContain(offer.listing.section);
    await page.goto(`${app.url}/help#refunds`);
    expect(await page.$eval('#refunds', (section) => section.textContent ?? '')).toContain(
      'you get all of it back',
    );
  });

  test('of games that nobody can buy say why, and lead to the nearest ones', async () => {
    const { page } = fan;
    const set = async (slug: string, change: object) =>
      app.context.db('events').where({ slug }).update(change);
    for (const [change, title] of [
      [{ status: 'cancelled' }, 'This event is canceled'],
      [{ status: 'postponed' }, 'This event is postponed'],
      [{ starts_at: new Date(Date.now() - 2 * 24 * 3_600_000) }, 'This event is over'],
      [{ starts_at: new Date(Date.now() - 3_600_000) }, 'This event has started'],
      [{ starts_at: new Date(Date.now() - 3_600_000), time_tbd: true }, 'This event is today'],
    ] as const) {
      const offer = await findOffer(() => true);
      await set(offer.slug, change);
      await open(page, game(offer));
      await sees(page, title);
      await sees(page, 'Nearest games with tickets');
      expect(await page.$$('.cards .stub')).toHaveLength(3);
      expect(await inspect(page, `not-on-sale-${title.split(' ').at(-1)}`)).toEqual([]);
    }
  });

  test('the landing page shows no game twice, and its counts are what opens', async () => {
    const { page } = fan;
    await open(page, app.url);
    const games = await page.$$eval('.board-row, .cards a', (links) =>
      links.map((link) => link.getAttribute('href')),
    );
    expect(new Set(games).size).toBe(games.length);
    const [count, address] = await page.$eval('.head-row a', (link) => [
      /\d+/.exec(link.textContent ?? '')?.[0],
      (link as HTMLAnchorElement).href,
    ]);
    await open(page, String(address));
    expect(await page.$eval('.bar b', (total) => total.textContent)).toBe(`${count} games`);
  });

  test('restore the scroll position of the list on going back', async () => {
    const { page } = fan;
    await open(page, `${app.url}/games`);
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

describe('an account', () => {
  test('has its orders; staff see the link to the back office; signing out removes both', async () => {
    const { page } = fan;
    await open(page, `${app.url}/sign-in?next=/games`);
    await press(page, /^Fan$/);
    await press(page, 'Sign in', 'main');
    await sees(page, 'All games');
    await sees(page, 'My orders');
    await holdFirst(page, game(await findOffer(() => true)));
    await fillCard(page, cards.pays);
    await press(page, 'Pay $');
    await seesTickets(page, 2);
    const name = await page.$eval('.ticket .teams', (teams) => teams.textContent ?? '');
    await open(page, `${app.url}/orders`);
    await sees(page, 'Your orders');
    await page.waitForSelector('.order-list a');
    expect(name).toContain((await page.$eval('.order-list b', (b) => b.textContent ?? '')).split(' at ')[0]);
    expect(await inspect(page, 'my-orders')).toEqual([]);
    await press(page, 'Sign out');
    await sees(page, 'Find my order');

    await open(page, `${app.url}/sign-in`);
    await press(page, 'Consignment staff');
    await press(page, 'Sign in', 'main');
    await sees(page, 'Back office');
  });

  test('is refused with a message, and created with a password that is long enough', async () => {
    const { page } = fan;
    await open(page, `${app.url}/sign-in`);
    const fields = await page.$$('main form input');
    await fields[0]!.type('nobody@example.com');
    await fields[1]!.type('not the password');
    await press(page, 'Sign in', 'main');
    await sees(page, 'Email or password is wrong.');
    await createAccount(page, app, {
      name: 'Dana Whitlock',
      email: 'dana.whitlock@example.com',
      password: 'short',
    });
    await sees(page, 'Use at least 10 characters.');
    expect(await inspect(page, 'account-refused')).toEqual([]);
    const [, password] = await page.$$('main form input:not([type=hidden])');
    await password!.type(' no longer');
    await press(page, 'Create my account');
    await sees(page, 'Your orders');
  });
});
