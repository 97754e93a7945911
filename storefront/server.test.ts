import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CatalogEvent, EventList, EventSummary } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import Koa from 'koa';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createStorefront, type Loaders, type Storefront } from './server.ts';

/** A game whose name would end a script element if it weren't escaped. */
const game: EventSummary = {
  id: 'evt_01kz8m3qj4w0d9s7r6t5y2x1c0',
  slug: 'bills-at-steelers',
  name: 'Bills </script><script>alert(1)</script> at Steelers',
  kind: 'game',
  status: 'scheduled',
  league: 'NFL',
  seasonName: 'NFL 2026',
  home: null,
  away: null,
  venue: {
    id: 'ven_01kz8m3qj4w0d9s7r6t5y2x1c0',
    name: 'Acrisure Stadium',
    city: 'Pittsburgh',
    region: 'PA',
    country: 'US',
    timeZone: 'America/New_York',
  },
  startsAt: '2026-11-29T21:25:00.000Z',
  timeTbd: false,
  doorsAt: null,
  previousStartsAt: null,
  maxPerType: 5,
  holdMs: 900_000,
  currency: 'USD',
  fromPrice: { amount: 9000, currency: 'USD' },
  listingCount: 7331,
  ticketCount: 9449,
};
const money = (amount: number) => ({ amount, currency: 'USD' });
const listing: PublicListing = {
  id: 'lst_01kz8m3qj4w0d9s7r6t5y2x1c0',
  kind: 'seated',
  ticketType: null,
  section: '4711',
  row: 'K',
  seats: [5, 6],
  available: 2,
  quantities: [2],
  price: money(9_000),
  priceParts: { price: money(8_000), fee: money(1_000), feeBps: 1_250 },
  faceValue: null,
  delivery: 'Mobile transfer',
  disclosure: null,
};
const list: EventList = {
  data: [game],
  total: 1,
  facets: {
    leagues: [{ value: 'NFL', name: 'National Football League', sport: 'Football', count: 1 }],
    cities: [],
    performers: [],
    months: [],
    weekdays: [],
  },
};

let asked: string[] = [];
let failing = false;
let away = false;
const loaders: Loaders = {
  async listEvents(query) {
    if (failing) throw new Error('password of the database');
    asked.push(JSON.stringify(query));
    return list;
  },
  async getEvent(idOrSlug): Promise<CatalogEvent | null> {
    return idOrSlug === game.slug ? game : null;
  },
  contact: async () => ({ email: 'tickets@example.com' }),
  async listings(_eventId, quantity) {
    if (failing) throw new Error('password of the database');
    asked.push(`listings ${quantity ?? 'all'}`);
    return { data: [listing], total: 1, asOf: new Date(now).toISOString() };
  },
};

let storefront: Storefront;
let server: Server;
let url: string;
let now = Date.parse('2026-11-20T18:00:00Z');
const logged: string[] = [];

beforeAll(async () => {
  storefront = await createStorefront({
    marketplace: () => ({ name: 'Holdfast', contactEmail: 'help@holdfast.example', postalAddress: null }),
    loaders,
    publicUrl: 'https://tickets.example',
    isUnavailable: () => away,
    headers: { 'X-Guard': 'yes' },
    log: { error: (_, message) => logged.push(message) },
    now: () => now,
  });
  const app = new Koa();
  app.use(storefront.middleware);
  app.use((ctx) => {
    ctx.body = `passed on: ${ctx.path}`;
  });
  const koa = app.callback();
  server = createServer((req, res) => {
    if (!storefront.tryServe(req, res)) void koa(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  asked = [];
  failing = false;
  now += 60_000; // Pages of earlier tests are stale now.
});

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('requests to the API and the back office, and other methods than GET and HEAD, go to the next middleware', async () => {
  expect((await get('/api/events')).text).toBe('passed on: /api/events');
  expect((await get('/admin/listings')).text).toBe('passed on: /admin/listings');
  expect((await get('/', { method: 'POST' })).text).toBe('passed on: /');
});

type PublicListing = PublicListings['data'][number];

test('the page of an event has its listings, at most a second old; other pages have no availability', async () => {
  expect((await get(`/games/${game.slug}`)).text).toContain('4711');
  const loaded = asked.length;
  now += 900;
  await get(`/games/${game.slug}`);
  expect(asked).toHaveLength(loaded);
  now += 101;
  await get(`/games/${game.slug}`);
  expect(asked).toHaveLength(2 * loaded);
});

test('a database that is away is 503 with Retry-After', async () => {
  failing = true;
  away = true;
  const { status, headers } = await get('/games?q=away');
  expect([status, headers.get('retry-after'), headers.get('cache-control')]).toEqual([503, '5', 'no-store']);
  away = false;
});

test('a page contains no availability, and a name can’t become a script', async () => {
  for (const path of ['/', '/games', `/games/${game.slug}`]) {
    const { status, text, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers.get('x-guard')).toBe('yes');
    expect(text).not.toMatch(/7331|9449|listingCount|ticketCount/);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toMatch(/ style="| onclick=/);
  }
});

test('made-up parameters find the cached page', async () => {
  await get('/games?weekday=7');
  await get('/games?utm_source=mail&weekday=7&q=');
  await get('/games?weekday=7');
  expect(asked).toHaveLength(1);
});

test('a game has one page for every section, and for a quantity that nobody can ask for the usual one', async () => {
  await get(`/games/${game.slug}`);
  const loaded = asked.length;
  for (const query of ['section=4711', 'quantity=400', 'quantity=two&section=1', 'sort=toString'])
    expect((await get(`/games/${game.slug}?${query}`)).status).toBe(200);
  expect(asked).toHaveLength(loaded);
});

test('a game that isn’t ahead is rendered without asking what is on sale', async () => {
  const { startsAt } = game;
  game.startsAt = '2026-11-19T18:00:00.000Z';
  try {
    expect((await get(`/games/${game.slug}`)).text).toContain('This event is over');
    expect(asked.filter((each) => each.startsWith('listings'))).toEqual([]);
  } finally {
    game.startsAt = startsAt;
  }
});

test('teams of a small marketplace are found though the board shows all its games', async () => {
  list.facets.performers.push({ slug: 'steelers', name: 'Pittsburgh Steelers', count: 1 });
  const { text } = await get('/');
  list.facets.performers.pop();
  expect(text).toContain('Find your team');
  expect(text).toContain('Pittsburgh Steelers');
  expect(text).not.toContain('class="cards"');
});

test('revalidating an unchanged page is a 304 of the fast path', async () => {
  const { headers } = await get('/sell');
  const { status, text } = await get('/sell', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
  expect([status, text]).toEqual([304, '']);
});

test.each(['/nowhere', '/games/no-such-game', '/games/%ff', '/games/%00', '/orders/a%00b', '/wp-login.php'])(
  '%s is a 404 page',
  async (path) => {
    const { status, text } = await get(path);
    expect(status).toBe(404);
    expect(text).toContain('Page not found');
    expect(text).toContain('noindex');
  },
);

test('a server error is a 500 page without its cause, isn’t cached, and is logged', async () => {
  failing = true;
  const { status, text, headers } = await get('/games');
  expect(status).toBe(500);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('This page didn’t load');
  expect(text).not.toMatch(/password|Error:|\.js:\d/);
  expect(logged).toContain('storefront: a page could not be rendered');
  failing = false;
  expect((await get('/games')).status).toBe(200);
});

test('files whose name changes with their content are immutable and compressed', async () => {
  const { text } = await get('/');
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(text)?.[1] ?? '';
  const { status, headers } = await get(script, { headers: { 'accept-encoding': 'br' } });
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('content-encoding')).toBe('br');
  expect((await get('/assets/gone-123.js')).status).toBe(404);
});

test('search engines get a site map with every event, and are excluded from personal pages', async () => {
  expect((await get('/sitemap.xml')).text).toContain(`<loc>https://tickets.example/games/${game.slug}</loc>`);
  expect((await get('/robots.txt')).text).toContain('Disallow: /checkout/');
  const { text } = await get(`/games/${game.slug}`);
  expect(text).toContain(`<link rel="canonical" href="https://tickets.example/games/${game.slug}"/>`);
  expect((await get('/checkout/rsv_1')).text).toContain('noindex');
});
