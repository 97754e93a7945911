import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CatalogEvent, EventList, EventSummary } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import Koa from 'koa';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createStorefront, type Loaders, type Storefront } from './server.ts';
import * as content from './testContent.ts';

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
    slug: 'acrisure-stadium',
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
  pictureId: null,
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
  maxPerFan: null,
  value: null,
};
const team = {
  id: 'prf_01kz8m3qj4w0d9s7r6t5y2x1c0',
  name: 'Pittsburgh Steelers',
  shortName: 'Steelers',
  slug: 'pittsburgh-steelers',
  city: 'Pittsburgh',
  league: 'NFL',
  leagueName: 'National Football League',
  sport: 'Football',
  primaryColor: '#ffb612',
  secondaryColor: '#101820',
  logoId: null,
};
const season = { slug: 'nfl-2026', name: 'NFL 2026', games: 3, gamesAhead: 1 };
const past: EventSummary = {
  ...game,
  id: 'evt_past',
  slug: 'first-game',
  name: 'The first game',
  startsAt: '2026-09-13T17:00:00.000Z',
};
const calledOff: EventSummary = {
  ...game,
  id: 'evt_off',
  slug: 'second-game',
  name: 'The second game',
  status: 'cancelled',
  startsAt: '2026-10-11T17:00:00.000Z',
};
const list: EventList = {
  data: [game],
  total: 1,
  currency: 'USD',
  facets: {
    quantities: [],
    prices: [],
    towns: [],
    distances: [],
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
const loaders: Omit<Loaders, 'listingsInPage'> = {
  async listEvents(query) {
    if (failing) throw new Error('password of the database');
    asked.push(JSON.stringify(query));
    return list;
  },
  async getEvent(idOrSlug): Promise<CatalogEvent | null> {
    return idOrSlug === game.slug ? game : null;
  },
  getTeam: async (slug) => (slug === team.slug ? { team, homeVenue: game.venue, seasons: [season] } : null),
  getSeason: async (slug, name) =>
    slug === team.slug && name === season.slug ? { team, season, games: [past, calledOff, game] } : null,
  getVenue: async (slug) =>
    slug === game.venue.slug
      ? {
          venue: {
            ...game.venue,
            address: null,
            latitude: 40.4468,
            longitude: -80.0158,
            capacity: 68_400,
            levels: [],
          },
          teams: [team],
        }
      : null,
  suggest: async () => ({ corrected: null, teams: [], venues: [], events: [] }),
  landing: async () => content.landing,
  sell: async () => content.sell,
  textPage: async (name) => (name === 'imprint' ? null : content.text),
  async preview(token) {
    if (token !== 'good') return null;
    const { landing, sell, text, shell } = content;
    return {
      expiresAt: '2026-11-21T18:00:00.000Z',
      isDraft: true,
      landing: { ...landing, hero: { ...landing.hero, headline: ['A drafted headline'] } },
      sell,
      pages: { help: text, terms: text, privacy: text, imprint: null },
      shell: { ...shell, footer: { ...shell.footer, text: 'A drafted footer' } },
    };
  },
  contact: async () => ({ email: 'tickets@example.com' }),
  async listings(_eventId, quantity) {
    if (failing) throw new Error('password of the database');
    asked.push(`listings ${quantity ?? 'all'}`);
    return { data: [listing], total: 1, asOf: new Date(now).toISOString() };
  },
};

let shell = content.shell;
let storefront: Storefront;
let server: Server;
let url: string;
let now = Date.parse('2026-11-20T18:00:00Z');
const logged: string[] = [];
/** What was logged with them since the test began. */
let causes: unknown[] = [];

beforeAll(async () => {
  storefront = await createStorefront({
    marketplace: () => ({
      name: 'Holdfast',
      contactEmail: 'help@holdfast.example',
      postalAddress: null,
      ...shell,
    }),
    loaders,
    listPages: async () => [`/teams/${team.slug}`],
    publicUrl: 'https://tickets.example',
    isUnavailable: () => away,
    headers: { 'X-Guard': 'yes' },
    log: {
      error(fields, message) {
        logged.push(message);
        causes.push(fields);
      },
    },
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
  causes = [];
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
  list.facets.performers.push({
    slug: 'steelers',
    name: 'Pittsburgh Steelers',
    count: 1,
    primaryColor: '#ffb612',
    secondaryColor: null,
    logoId: null,
  });
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
  const scripts = [...text.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path as string);
  const encodings: Array<string | null> = [];
  for (const script of new Set(scripts)) {
    const { status, headers } = await get(script, { headers: { 'accept-encoding': 'br' } });
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    encodings.push(headers.get('content-encoding'));
  }
  // A tiny one isn't worth compressing.
  expect(encodings).toContain('br');
  expect((await get('/assets/gone-123.js')).status).toBe(404);
});

test('search engines get a site map with every team and event, and are excluded from personal pages', async () => {
  expect((await get('/sitemap.xml')).text).toContain(`<loc>https://tickets.example/games/${game.slug}</loc>`);
  expect((await get('/sitemap.xml')).text).toContain(`<loc>https://tickets.example/teams/${team.slug}</loc>`);
  expect((await get('/robots.txt')).text).toContain('Disallow: /checkout/');
  const { text } = await get(`/games/${game.slug}`);
  expect(text).toContain(`<link rel="canonical" href="https://tickets.example/games/${game.slug}"/>`);
  expect((await get('/checkout/rsv_1')).text).toContain('noindex');
});

/** What a page tells search engines. */
const dataOf = (text: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null');

test('a team, its season and its venue have pages, with data for search engines and the way to them', async () => {
  const ofTeam = await get(`/teams/${team.slug}`);
  expect(ofTeam.text).toContain(
    '<link rel="canonical" href="https://tickets.example/teams/pittsburgh-steelers"/>',
  );
  expect(ofTeam.text).toContain('href="/teams/pittsburgh-steelers/nfl-2026"');
  expect(dataOf(ofTeam.text)['@graph'][0]).toMatchObject({
    '@type': 'SportsTeam',
    memberOf: { name: 'National Football League' },
    location: { url: 'https://tickets.example/venues/acrisure-stadium' },
  });
  const ofVenue = await get('/venues/acrisure-stadium');
  expect(ofVenue.text).toContain('68,400 seats');
  expect(dataOf(ofVenue.text)['@graph'][0]).toMatchObject({
    '@type': 'StadiumOrArena',
    geo: { latitude: 40.4468, longitude: -80.0158 },
    maximumAttendeeCapacity: 68_400,
  });
  const ofSeason = await get('/teams/pittsburgh-steelers/nfl-2026');
  const [series, way] = dataOf(ofSeason.text)['@graph'];
  expect(series.subEvent.map(({ eventStatus }: { eventStatus: string }) => eventStatus)).toEqual([
    'https://schema.org/EventScheduled',
    'https://schema.org/EventCancelled',
    'https://schema.org/EventScheduled',
  ]);
  expect(way.itemListElement.map(({ item }: { item: string }) => item)).toEqual([
    'https://tickets.example/teams/pittsburgh-steelers',
    'https://tickets.example/teams/pittsburgh-steelers/nfl-2026',
  ]);
});

test('a season says which of its games are over, called off and ahead', async () => {
  const { text } = await get('/teams/pittsburgh-steelers/nfl-2026');
  const rows = text
    .split('<li>')
    .slice(1)
    .map((row) => row.replaceAll(/<[^>]+>/g, ' '));
  expect(rows.find((row) => row.includes('The first game'))).toContain('Over');
  expect(rows.find((row) => row.includes('The second game'))).toContain('Canceled');
  expect(rows.find((row) => row.includes('alert(1)'))).toContain('$90');
});

test('an event tells search engines its price, and is sold out when nothing is left', async () => {
  const { text } = await get(`/games/${game.slug}`);
  expect(dataOf(text)['@graph'][0].offers).toMatchObject({ lowPrice: '90.00', priceCurrency: 'USD' });
});

test.each([
  '/teams/nobody',
  '/teams/pittsburgh-steelers/nfl-1926',
  '/venues/nowhere',
  '/venues/acrisure-stadium?page=x',
])('%s', async (path) => {
  const isFirstPage = path.endsWith('page=x');
  expect((await get(path)).status).toBe(isFirstPage ? 200 : 404);
});

test('each page that is shared has its picture, drawn once', async () => {
  for (const path of [`/games/${game.slug}`, `/teams/${team.slug}`, '/venues/acrisure-stadium', '/games']) {
    const { text } = await get(path);
    const address = /property="og:image" content="https:\/\/tickets\.example([^"]+)"/.exec(text)?.[1] ?? '';
    const picture = await fetch(url + address);
    const bytes = new DataView(await picture.arrayBuffer());
    expect([address, picture.status, causes]).toEqual([address, 200, []]);
    expect(picture.headers.get('content-type')).toBe('image/png');
    // Width and height stand at 16 and 20 in a PNG. Source: its specification, 11.2.2.
    expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([1200, 630]);
  }
  expect((await get('/social/games/no-such-game.png')).status).toBe(404);
  expect((await get('/social/nowhere.png')).status).toBe(404);
});

test('questions are told to search engines, and markup in a text stays text', async () => {
  const { text } = await get('/');
  const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    '@type': 'FAQPage',
    mainEntity: [{ name: 'Is <this> the price?', acceptedAnswer: { text: 'Yes: terms' } }],
  });
  expect(text).toContain('<h3>Is &lt;this&gt; the price?</h3>');
  expect(text).toContain('<a href="/terms"><strong>terms</strong></a>');
});

test('a preview shows the draft with its footer, is stored nowhere, and isn’t for search engines', async () => {
  const { headers, text, status } = await get('/preview/good');
  expect(status).toBe(200);
  expect(text).toContain('A drafted headline');
  expect(text).toContain('A drafted footer');
  expect(text).toContain('<meta name="robots" content="noindex"/>');
  expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex']);
  expect((await get('/preview/good?page=terms')).text).toContain('<h2 id="sale">The sale</h2>');
  expect((await get('/preview/another')).status).toBe(404);
  expect((await get('/')).text).not.toContain('A drafted');
  expect((await get('/robots.txt')).text).toContain('Disallow: /preview/');
});

test('once what pages are made of changed, every page is made anew, with another ETag', async () => {
  const before = await get('/terms');
  shell = { ...content.shell, footer: { ...content.shell.footer, text: 'Another sentence' } };
  storefront.forget();
  const after = await get('/terms');
  shell = content.shell;
  storefront.forget();
  expect(after.text).toContain('Another sentence');
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
});

test('an imprint is a page once there is one; whether an address shows a page can be asked', async () => {
  expect((await get('/imprint')).status).toBe(404);
  expect((await get('/sitemap.xml')).text).not.toContain('/imprint');
  const addresses = [
    '/',
    '/terms',
    '/games?q=x',
    `/games/${game.slug}`,
    '/games/nothing',
    '/imprint',
    '/nowhere',
  ];
  expect(await Promise.all(addresses.map((address) => storefront.exists(address)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
