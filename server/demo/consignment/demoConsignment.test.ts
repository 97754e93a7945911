import { describe, expect, it } from 'vitest';
import { scheduleSeasons } from '../calendar.ts';
import { readDemoCatalog } from '../catalog.ts';
import { type DemoItem, demoConsignment, demoWindow } from './demoConsignment.ts';
import { randomFor } from './random.ts';

const recorded = readDemoCatalog();
const DAYS = ['2026-04-10', '2026-07-01', '2026-09-01', '2026-11-20', '2027-01-15'];

function catalogOn(day: string) {
  const now = `${day}T12:00:00.000Z`;
  return { ...recorded, now, games: demoWindow(scheduleSeasons(recorded.games, day), now) };
}

function made(day: string, seed = 'holdfast') {
  const catalog = catalogOn(day);
  const items = [...demoConsignment(seed, catalog)];
  const of = <Kind extends DemoItem['kind']>(kind: Kind) =>
    items.filter((item): item is Extract<DemoItem, { kind: Kind }> => item.kind === kind);
  return { catalog, items, of };
}

describe.each(DAYS)('the demo consignment on %s', (day) => {
  const { catalog, items, of } = made(day);
  const listings = of('listing');
  const games = new Map(catalog.games.map((game) => [game.sourceId, game]));

  it('has the expected size', () => {
    const perGame = Map.groupBy(listings, ({ gameId }) => gameId);
    const counts = catalog.games
      .filter(({ startsAt }) => startsAt > catalog.now)
      .map(({ sourceId }) => perGame.get(sourceId)?.length ?? 0);
    expect(of('consignor')).toHaveLength(300);
    expect(of('plan')).toHaveLength(4);
    expect(of('ownEvent')).toHaveLength(3);
    expect(listings.length).toBeGreaterThan(1500);
    expect(listings.length).toBeLessThan(4000);
    expect(counts.filter((count) => count >= 20).length).toBeGreaterThan(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(60);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(10);
    expect(
      listings.filter(({ wantedState }) => wantedState === 'live').length / listings.length,
    ).toBeGreaterThan(0.6);
  });

  it('refers only to earlier items', () => {
    const keys = new Set<string>();
    for (const item of items) {
      if (item.kind === 'consignor') expect(keys.has(`plan ${item.planKey}`)).toBe(true);
      if (item.kind === 'package' || item.kind === 'listing' || item.kind === 'ownEvent') {
        expect(keys.has(`consignor ${item.consignorKey}`)).toBe(true);
      }
      if (item.kind === 'listing' && item.packageKey)
        expect(keys.has(`package ${item.packageKey}`)).toBe(true);
      expect(keys.has(`${item.kind} ${item.key}`)).toBe(false);
      keys.add(`${item.kind} ${item.key}`);
    }
  });

  it('sells no seat twice', () => {
    const seats = listings.flatMap(({ gameId, section, row, seats }) =>
      seats.map((seat) => [gameId, section, row, seat].join(' ')),
    );
    expect(new Set(seats).size).toBe(seats.length);
  });

  it('gives every listing the fields of its state and seats', () => {
    for (const listing of listings) {
      const game = games.get(listing.gameId);
      expect(game).toBeDefined();
      expect(listing.wantedState === 'ended').toBe((game?.startsAt ?? '') <= catalog.now);
      expect(listing.reason !== null).toBe(['rejected', 'withdrawn'].includes(listing.wantedState));
      expect(Number.isSafeInteger(listing.price) && listing.price >= 1500 && listing.price < 1_000_000).toBe(
        true,
      );
      expect(Number.isSafeInteger(listing.faceValue) && listing.faceValue > 0).toBe(true);
      if (listing.splitRule === 'pairs') expect(listing.seats.length % 2).toBe(0);
      if (listing.splitRule === 'allOrNothing') expect(listing.seats.length).toBeLessThanOrEqual(5);
      if (listing.deliverableFrom) expect(listing.deliverableFrom <= (game?.localDate ?? '')).toBe(true);
      const numbers = listing.seats.map(Number);
      expect(numbers.at(0)).toBeGreaterThan(0);
      expect((numbers.at(-1) ?? 0) - (numbers.at(0) ?? 0)).toBe(numbers.length - 1);
    }
  });

  it('has low sun only under an open roof on an afternoon', () => {
    const roofs = new Map(catalog.venues.map((venue) => [venue.key, venue.roof]));
    for (const { disclosure, gameId } of listings) {
      if (!disclosure?.startsWith('Low sun')) continue;
      const game = games.get(gameId);
      expect(disclosure).toMatch(/^Low sun until about \d:\d0 PM$/);
      expect(roofs.get(game?.venue ?? '')).toBe('open');
      expect(game?.localTime).toMatch(/^1[2-6]:/);
    }
  });

  it('has own events ahead at venues without a game', () => {
    for (const event of of('ownEvent')) {
      expect(event.startsAt > catalog.now).toBe(true);
      expect(
        catalog.games.some((game) => game.venue === event.venueKey && game.localDate === event.localDate),
      ).toBe(false);
      expect(event.ticketTypes.map(({ name }) => name)).toEqual(['VIP', 'Silver', 'General admission']);
    }
  });
});

describe('the generator', () => {
  it('depends only on the seed', () => {
    expect(made('2026-11-20').items).toEqual(made('2026-11-20').items);
    expect(made('2026-11-20', 'other').items).not.toEqual(made('2026-11-20').items);
  });

  it('keeps people and seats from one day to the next', () => {
    const [first, second] = [made('2026-11-20'), made('2026-11-21')];
    expect(second.of('package')).toEqual(first.of('package'));
    const prices = new Map(first.of('listing').map(({ key, price }) => [key, price]));
    const kept = second.of('listing').filter(({ key }) => prices.has(key));
    expect(kept.length).toBeGreaterThan(1000);
    for (const { key, price } of kept) expect(price).toBe(prices.get(key));
  });

  it('prices closer seats and popular opponents higher', () => {
    const { catalog, of } = made('2026-11-20');
    const games = new Map(catalog.games.map((game) => [game.sourceId, game]));
    const average = (chosen: { price: number }[]) =>
      chosen.reduce((sum, { price }) => sum + price, 0) / chosen.length;
    const football = of('listing').filter(({ gameId }) => games.get(gameId)?.season === 'nfl-2025');
    const at = (level: string) => average(football.filter((each) => each.level === level));
    expect(at('lower')).toBeGreaterThan(at('upper'));
    expect(at('suite')).toBeGreaterThan(at('club'));
    const against = (club: string) =>
      of('listing').filter(
        ({ gameId }) => games.get(gameId)?.away === club && games.get(gameId)?.home !== club,
      );
    const overFace = (club: string) =>
      average(against(club).map(({ price, faceValue }) => ({ price: price / faceValue })));
    expect(overFace('nhl-tor')).toBeGreaterThan(overFace('nhl-sj'));
  });

  it('has distinct names and only reserved email domains', () => {
    const people = made('2026-11-20').of('consignor');
    expect(new Set(people.map(({ name }) => name)).size).toBe(300);
    expect(new Set(people.map(({ email }) => email)).size).toBe(300);
    for (const { email } of people)
      expect(email).toMatch(/^[a-z.]+@(example\.(com|net|org)|[a-z-]+\.example)$/);
  });

  it('has evenly distributed random numbers', () => {
    const random = randomFor('evenly', 1);
    const draws = Array.from({ length: 10_000 }, () => random.whole(0, 9));
    for (let digit = 0; digit < 10; digit++) {
      const share = draws.filter((draw) => draw === digit).length / draws.length;
      expect(share).toBeGreaterThan(0.08);
      expect(share).toBeLessThan(0.12);
    }
  });
});

describe('demoWindow', () => {
  it('includes the closest games before and after now', () => {
    const games = ['2026-11-18', '2026-11-19', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) => ({
      startsAt: `${day}T00:00:00.000Z`,
      season: 'nfl-2026',
    }));
    const size = { ahead: 2, behind: 1, ofEachSeason: 0 };
    expect(demoWindow(games, '2026-11-20T00:00:00.000Z', size)).toEqual(games.slice(1, 4));
    expect(demoWindow(games, '2027-01-01T00:00:00.000Z', size)).toEqual(games.slice(4));
  });

  it('includes games of each season, also of one that is about to begin', () => {
    const games = ['nhl', 'nhl', 'nhl', 'nfl', 'nhl', 'nfl', 'nfl'].map((season, day) => ({
      startsAt: `2026-08-0${day + 1}T00:00:00.000Z`,
      season,
    }));
    const size = { ahead: 2, behind: 0, ofEachSeason: 2 };
    expect(demoWindow(games, '2026-07-31T00:00:00.000Z', size)).toEqual(
      [0, 1, 3, 5].map((day) => games[day]),
    );
  });
});
