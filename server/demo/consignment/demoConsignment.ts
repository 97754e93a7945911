import { consigns, ownEventListings, packageListing } from './listings.ts';
import { ownEvents } from './ownEvents.ts';
import { packagesOf } from './packages.ts';
import { consignors, MARKETPLACE } from './people.ts';
import { drawOf, faceValueOf } from './prices.ts';
import { SeatBook } from './seating.ts';
import type { ConsignmentCatalog, DemoItem, DemoPlan } from './types.ts';

export type * from './types.ts';

/** The plans of the demo's consignors. */
export const DEMO_PLANS: readonly DemoPlan[] = [
  { kind: 'plan', key: 'standard', name: 'Standard', commissionBps: 2000 },
  { kind: 'plan', key: 'early', name: 'Early commitment', commissionBps: 1800 },
  { kind: 'plan', key: 'broker', name: 'Broker', commissionBps: 1500 },
  // The marketplace keeps the whole price of its own events.
  { kind: 'plan', key: 'marketplace', name: 'Marketplace', commissionBps: 10_000 },
];

/**
 * Generates the demo's plans, consignors, packages, listings and own events; each item comes after the items
 * that it refers to. Pure: the same seed and catalog give the same items.
 * @param seed any text; another seed gives other people, seats and prices
 * @param catalog games already moved around today; all of them are consigned, so pass only those of the
 * demo (`demoWindow`)
 */
export function* demoConsignment(seed: string, catalog: ConsignmentCatalog): Generator<DemoItem, void> {
  const { venues, performers, games, now } = catalog;
  const venueByKey = new Map(venues.map((venue) => [venue.key, venue]));
  const performerByKey = new Map(performers.map((performer) => [performer.key, performer]));
  const books = new Map(venues.map((venue) => [venue.key, new SeatBook(venue)]));
  const seasonByLeague = new Map(games.map(({ season }) => [season.split('-')[0], season]));

  yield* DEMO_PLANS;
  const people = consignors(seed);
  yield* people;
  const playing = performers.filter(({ league }) => seasonByLeague.has(league));
  const packages = packagesOf(
    seed,
    people,
    playing,
    ({ league }) => known(seasonByLeague, league),
    (venueKey) => known(books, venueKey),
  );
  yield* packages;

  const packagesByPerformer = Map.groupBy(packages, ({ performerKey }) => performerKey);
  for (const game of games) {
    const venue = known(venueByKey, game.venue);
    const place = { venue, book: known(books, game.venue), now };
    if (game.neutral) {
      const { league } = known(performerByKey, game.home);
      yield* ownEventListings(
        seed,
        game,
        (seats) => {
          const { book } = place;
          const at = {
            depth: book.depth(seats),
            centrality: book.centrality(seats),
            draw: drawOf(game.home),
          };
          return faceValueOf(league, seats.level, at);
        },
        place,
      );
      continue;
    }
    for (const each of packagesByPerformer.get(game.home) ?? []) {
      if (consigns(seed, each, game)) yield packageListing(seed, each, game, place);
    }
  }
  yield* ownEvents(catalog);
}

/**
 * The games that the demo shows, in order of start: the next ones and the latest past ones. It includes at
 * least the next `ofEachSeason` games of each season (a preseason of football and four weeks): otherwise one
 * league would fill the window while the other is about to begin.
 * @param games ordered by start
 */
export function demoWindow<Game extends { startsAt: string; season: string }>(
  games: readonly Game[],
  now: string,
  {
    ahead = 400,
    behind = 60,
    ofEachSeason = 112,
  }: { ahead?: number; behind?: number; ofEachSeason?: number } = {},
): Game[] {
  const at = Date.parse(now);
  const first = games.findIndex(({ startsAt }) => Date.parse(startsAt) > at);
  const split = first === -1 ? games.length : first;
  const taken = new Map<string, number>();
  const next = games.slice(split).filter(({ season }, n) => {
    const before = taken.get(season) ?? 0;
    taken.set(season, before + 1);
    return n < ahead || before < ofEachSeason;
  });
  return [...games.slice(Math.max(0, split - behind), split), ...next];
}

export { MARKETPLACE as DEMO_HOUSE };

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`the catalog doesn't know ${String(key)}`);
  return value;
}
