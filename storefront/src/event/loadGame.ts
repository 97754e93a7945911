import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { Money } from '@holdfast/shared/money';
import { eventPhase } from '@holdfast/shared/orders';
import { catalogFacts, type GameSummary, gameSummary, type Loaders } from '../api/loaders.ts';
import { type LoadRequest, NotFound } from '../router/route.ts';
import { type Order, orderIn, sorted } from './sorting.ts';
import type { PublicListing } from './types.ts';

/** Tickets that most fans look for. */
const usualQuantity = 2;
/** Listings that are shown at first; the server’s page has no others. */
export const firstShown = 12;
const gamesNearby = 3;

/** All-in prices of one ticket. */
export interface PriceRange {
  low: Money;
  high: Money;
}

/** The lowest and the highest price of listings, cheapest first. */
export function rangeOf(listings: readonly PublicListing[]): PriceRange | null {
  const [first, last] = [listings[0], listings.at(-1)];
  return first && last ? { low: first.price, high: last.price } : null;
}

/** What is on sale for an event at one instant, for one quantity. */
export interface FirstListings {
  quantity: number;
  /** The first ones in the order of the address, and how many there are. */
  seated: PublicListing[];
  seatedTotal: number;
  /** All of them, lowest and highest; null: none. */
  range: PriceRange | null;
  generalAdmission: PublicListing[];
  quantities: number[];
  asOf: string;
}

/** The data of the event page. */
export interface GameData {
  event: CatalogEvent;
  /** Milliseconds since the epoch, when it was loaded. */
  now: number;
  /** Null when it isn't ahead: nothing is on sale then. */
  listings: FirstListings | null;
  /** Games with tickets on sale, only when this one has none: the home team's, else the league's, else any. */
  nearby: GameSummary[];
}

/** Loads an event with what is on sale for it, as of now. @throws NotFound */
export async function loadGame({ loaders, params, query, now }: LoadRequest): Promise<GameData> {
  const found = await loaders.getEvent(params.slug ?? '');
  if (!found) throw new NotFound();
  const event = catalogFacts(found);
  const asked = Number(query.get('quantity'));
  const quantity =
    Number.isInteger(asked) && asked >= 1 && asked <= event.maxPerType
      ? asked
      : Math.min(usualQuantity, event.maxPerType);
  const isAhead = eventPhase(event, now) === 'ahead';
  const listings = isAhead ? await firstListings(loaders, event.id, quantity, orderIn(query)) : null;
  const isOnSale =
    listings !== null &&
    listings.seatedTotal + listings.generalAdmission.length + listings.quantities.length > 0;
  return { event, now, listings, nearby: isOnSale ? [] : await nearbyGames(loaders, event) };
}

/** Whether it has seats of its own. */
export const isSeated = ({ kind }: PublicListing): boolean => kind === 'seated';

/** The quantities in which at least one seated listing can be bought, ascending. */
export const quantitiesIn = (listings: readonly PublicListing[]): number[] =>
  [...new Set(listings.filter(isSeated).flatMap(({ quantities }) => quantities))].sort((a, b) => a - b);

async function firstListings(
  loaders: Loaders,
  eventId: string,
  quantity: number,
  order: Order,
): Promise<FirstListings> {
  const [all, fitting] = await Promise.all([loaders.listings(eventId), loaders.listings(eventId, quantity)]);
  const seated = fitting.data.filter(isSeated);
  return {
    quantity,
    seated: sorted(
      seated.map((listing) => ({ listing, gone: null, priceChanged: false })),
      order,
    )
      .slice(0, loaders.listingsInPage)
      .map(({ listing }) => listing),
    seatedTotal: seated.length,
    range: rangeOf(seated),
    generalAdmission: all.data.filter((each) => !isSeated(each)),
    quantities: quantitiesIn(all.data),
    asOf: fitting.asOf,
  };
}

async function nearbyGames(loaders: Loaders, { id, home, league }: CatalogEvent): Promise<GameSummary[]> {
  const found = new Map<string, GameSummary>();
  for (const filter of [home && { performer: home.slug }, league && { league }, {}]) {
    if (!filter || found.size >= gamesNearby) continue;
    const { data } = await loaders.listEvents({ ...filter, onSale: 'true', perPage: gamesNearby + 1 });
    for (const each of data) if (each.id !== id) found.set(each.id, gameSummary(each));
  }
  return [...found.values()].slice(0, gamesNearby);
}
