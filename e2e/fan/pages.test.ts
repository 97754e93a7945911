/** The storefront's pages: accessibility and layout, without scripts; and an account. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { HTTPRequest } from 'puppeteer';
import { describe, expect, test } from 'vitest';
import { sees } from '../page.ts';
import { createAccount } from './createAccount.ts';
import { useFanPage } from './fanFixture.ts';
import {
  cards,
  fillCard,
  heading,
  holdFirst,
  open,
  press,
  seesPage,
  seesTickets,
  settled,
  signOut,
} from './journey.ts';
import { createMarket } from './others.ts';
import { everyPage, faultsOfPages, tooWide } from './pages.ts';
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

const game = ({ slug }: { slug: string }) => `${app.url}/games/${slug}`;

describe('pages', () => {
  test('have no accessibility violation on a phone, in the light and in the dark', async () => {
    const storefront = { url: app.url, findOffer };
    const some = (await everyPage(storefront)).filter(([name]) =>
      ['landing', 'game', 'season'].includes(name),
    );
    expect(await faultsOfPages(fan.page, storefront, 'phone', some)).toEqual([]);
  });

  test('work at 320 px, and with text twice as large', async () => {
    const offer = await findOffer(() => true);
    expect(await tooWide(fan.page, app.url, ['/', `/games/${offer.slug}`])).toEqual([]);
  });

  test('of a team and a venue with long names fit, on a phone and on a desk', async () => {
    const { page } = fan;
    const { slug } = await findOffer(() => true);
    const { home_id, venue_id } = await app.context.db('events').where({ slug }).first();
    const name = 'Featherstonehaugh-Cholmondeley Supercalifragilistic Thunderbolts';
    const team = app.context.db('performers').where({ id: home_id });
    const venue = app.context.db('venues').where({ id: venue_id });
    const [teamBefore, venueBefore] = [await team.clone().first(), await venue.clone().first()];
    await team.clone().update({ name });
    await venue.clone().update({ name, city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch' });
    const paths = [`/games/${slug}`, `/teams/${teamBefore.slug}`, `/venues/${venueBefore.slug}`];
    expect(await tooWide(page, app.url, paths)).toEqual([]);
    await page.setViewport({ width: 1440, height: 900 });
    for (const path of paths) {
      await open(page, app.url + path);
      await sees(page, 'Thunderbolts');
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([path, excess]).toEqual([path, 0]);
    }
    await team.clone().update({ name: teamBefore.name });
    await venue.clone().update({ name: venueBefore.name, city: venueBefore.city });
  });

  test('work without scripts: reading and searching', async () => {
    const { page } = fan;
    await page.setJavaScriptEnabled(false);
    await page.goto(`${app.url}/games?league=&weekday=7&weekday=6&q=`);
    expect(await heading(page)).toBe('All events, on Saturdays and Sundays');
    expect(await page.$$('.game-list li')).not.toHaveLength(0);
    expect(await page.$eval('.needs-scripts', (button) => button.checkVisibility())).toBe(false);
    const offer = await findOffer((_, all) => all.length > 3);
    await page.goto(`${game(offer)}?quantity=2&sort=section`);
    expect(await page.$$('.listings .lst')).not.toHaveLength(0);
    const text = await page.$eval('.listings', (listings) => listings.textContent ?? '');
    expect(text).toContain(offer.listing.section);
    await page.goto(`${app.url}/help#refunds`);
    expect(
      await page.$eval('#refunds', (heading) => heading.nextElementSibling?.textContent ?? ''),
    ).toContain('you get all of it back');
  });

  test('of a game have a map of its sections, by mouse, by keyboard and as a list', async () => {
    const { page } = fan;
    await page.setViewport({ width: 1440, height: 900 });
    const sectionsOf = (all: { section: string | null }[]) => new Set(all.map(({ section }) => section));
    const all: { section: string | null }[] = [];
    const offer = await findOffer((_, found) => {
      all.splice(0, all.length, ...found);
      return sectionsOf(found).size > 3;
    });
    await open(page, game(offer));
    await page.waitForSelector('.sect[role="button"]');
    const buttons = '.sect[role="button"]';
    expect(await page.$$(buttons)).toHaveLength(sectionsOf(all).size);
    const listed = async () =>
      new Set(await page.$$eval('.listings .sec b', (found) => found.map((each) => each.textContent)));

    // Tab reaches one section, the arrow keys the others.
    expect(await page.$$(`${buttons}[tabindex="0"]`)).toHaveLength(1);
    await page.focus('.map-top .chip');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.section ?? '');
    const first = await focused();
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'] as const)
      if ((await focused()) === first) await page.keyboard.press(key);
    const second = await focused();
    expect(second).not.toBe(first);
    await page.keyboard.press('Enter');
    await sees(page, `Section ${second}: show all again`);
    expect(await listed()).toEqual(new Set([second]));
    expect(new URL(page.url()).searchParams.get('section')).toBe(second);
    expect(await inspect(page, 'section-map')).toEqual([]);

    await press(page, `Section ${second}`);
    await page.click(`${buttons}[data-section="${first}"]`);
    await sees(page, `Section ${first}: show all again`);
    expect(await listed()).toEqual(new Set([first]));
    await press(page, `Section ${first}`);

    await page.click('.key button');
    await sees(page, 'This price: show all again');
    expect(await listed()).toContain(offer.listing.section);
    expect((await listed()).size).toBeLessThan(sectionsOf(all).size);
    await press(page, 'This price');

    await press(page, 'List sections instead');
    expect(await page.$$('.tile')).toHaveLength(sectionsOf(all).size);
    await press(page, 'Show the map instead');
    await page.waitForSelector(buttons);
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
    expect(await page.$eval('.bar b', (total) => total.textContent)).toBe(`${count} events`);
  });

  test('of a game lead to its team, the team’s season and venue, and back to the game', async () => {
    const { page } = fan;
    const offer = await findOffer(() => true);
    await open(page, game(offer));
    const name = await heading(page);
    await page.click('.event-head h1 .t:last-of-type a');
    await sees(page, 'Next games');
    await page.click('.loosen a');
    await sees(page, 'still ahead');
    expect(await page.$$(`.game-list a[href="/games/${offer.slug}"]`)).toHaveLength(1);
    await page.goBack();
    await page.locator('.event-head .facts a').click();
    await sees(page, 'Events ahead');
    await page.click(`.game-list a[href="/games/${offer.slug}"]`);
    await page.waitForFunction((text) => document.querySelector('h1')?.textContent === text, {}, name);
  });

  test('whose files a newer version has replaced are opened from the server', async () => {
    const { page } = fan;
    await open(page, app.url);
    await page.setRequestInterception(true);
    let lost = 0;
    const losing = (request: HTTPRequest) => {
      if (lost > 0 || !request.url().includes('SignInPage')) return void request.continue();
      lost++;
      void request.respond({ status: 404, body: 'There is no such file.' });
    };
    page.on('request', losing);
    await page.click('a[href^="/sign-in"]');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Sign in');
    expect(lost).toBe(1);
    page.off('request', losing);
    await page.setRequestInterception(false);
    fan.complaints.length = 0; // The lost file is what this is about.
    await press(page, /^Fan$/);
    await press(page, 'Sign in', 'main');
    await sees(page, 'My orders');
    await signOut(page);
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
    await seesPage(page, 'All events');
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(900);
  });
});

describe('an account', () => {
  test('has its orders; staff see the link to the back office; signing out removes both', async () => {
    const { page } = fan;
    await open(page, `${app.url}/sign-in?next=/games`);
    await press(page, /^Fan$/);
    await press(page, 'Sign in', 'main');
    await seesPage(page, 'All events');
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
    await signOut(page);

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
