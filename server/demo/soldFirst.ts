/**
 * Seasons of games with the order in which their listings sold. No record of what fans really chose exists for the demo, whose past
 * sales are drawn at random; so fans are simulated, by a model that is written here and knows nothing of the value score.
 *
 * The model is the usual one of choice among alternatives, the conditional logit (McFadden, 1974): each fan sees everything
 * that is still there for a game and takes what pleases them most, `sensitivity × ln(worth ÷ price)` plus a taste of their own
 * for it (Gumbel). What a seat is worth follows from its place, as a season's price does, and from an opinion of its section that no
 * price list knows.
 */
import { allowedQuantities } from '@holdfast/shared/listings';
import type { PercentagesComponent } from '@holdfast/shared/pricing';
import { quoteTicket } from '@holdfast/shared/pricing';
import { scheduleSeasons } from './calendar.ts';
import { readDemoCatalog } from './catalog.ts';
import { type DemoListing, demoConsignment } from './consignment/demoConsignment.ts';
import { type Random, randomFor } from './consignment/random.ts';

/** How fans of a simulated season choose. */
export interface Fans {
  /** How much more a fan likes what costs 1% less than it is worth: 0 is a fan who doesn't look at prices. */
  sensitivity: number;
  /** The standard deviation of what fans think of a section, as a share of its worth. */
  opinion: number;
}

/** A listing of a game in a simulated season, with its place in the order of sale: 0 was sold first. */
export interface SoldListing {
  id: string;
  section: string;
  row: string;
  price: { amount: number; currency: string };
  faceValue: { amount: number; currency: string };
  soldAs: number;
  /** How much fans like it, apart from each one's own taste: nobody's score can order better. */
  pleases: number;
}

/** Two tickets are what most fans look for. */
const together = 2;
/** Fewer listings have no order worth the name. */
const fewestOfGame = 10;

/** All games of a season that have enough listings, with the order in which fans took them. Pure: a seed is a season. */
export function soldSeason(
  seed: string,
  fans: Fans,
  components: readonly PercentagesComponent[],
): SoldListing[][] {
  const recorded = readDemoCatalog();
  const now = '2026-07-01T12:00:00.000Z';
  const games = scheduleSeasons(recorded.games, now.slice(0, 10));
  const listings = [...demoConsignment(seed, { ...recorded, games, now })].filter(
    (item): item is DemoListing => item.kind === 'listing' && sellsTogether(item),
  );
  return [...Map.groupBy(listings, ({ gameId }) => gameId).values()]
    .filter((ofGame) => ofGame.length >= fewestOfGame)
    .map((ofGame) => sell(seed, ofGame, fans, components));
}

const sellsTogether = ({ splitRule, seats }: DemoListing) =>
  allowedQuantities(splitRule, [seats.length], together).includes(together);

function sell(
  seed: string,
  listings: readonly DemoListing[],
  { sensitivity, opinion }: Fans,
  components: readonly PercentagesComponent[],
): SoldListing[] {
  const random = randomFor(seed, 'fans', listings[0]?.gameId ?? '');
  const opinions = new Map<string, number>();
  const opinionOf = (section: string) => {
    const known = opinions.get(section) ?? opinion * normal(random);
    opinions.set(section, known);
    return known;
  };
  const left = listings.map((listing) => ({
    ...listing,
    allIn: quoteTicket(listing.price, components).allIn,
    pleases: 0,
  }));
  for (const each of left)
    each.pleases = sensitivity * (Math.log(each.faceValue / each.allIn) + opinionOf(each.section));
  const sold: SoldListing[] = [];
  while (left.length > 0) {
    const liked = left.map((each, place) => ({ place, much: each.pleases + gumbel(random) }));
    const best = liked.reduce((a, b) => (b.much > a.much ? b : a));
    const [{ key, section, row, allIn, faceValue, currency, pleases }] = left.splice(best.place, 1) as [
      (typeof left)[number],
    ];
    sold.push({
      id: key,
      section,
      row,
      price: { amount: allIn, currency },
      faceValue: { amount: faceValue, currency },
      soldAs: sold.length,
      pleases,
    });
  }
  return sold;
}

const gumbel = (random: Random) => -Math.log(-Math.log(random.next() || Number.MIN_VALUE));
const normal = (random: Random) =>
  Math.sqrt(-2 * Math.log(random.next() || Number.MIN_VALUE)) * Math.cos(2 * Math.PI * random.next());

/**
 * Spearman's rank correlation, with mean ranks for ties: 1 where two orders are the same, −1 where one is the reverse.
 * @returns NaN where one of them is all ties
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  const sum = (of: (place: number) => number) => a.reduce((total, _, place) => total + of(place), 0);
  const covariance = sum((i) => ((x[i] as number) - mean) * ((y[i] as number) - mean));
  const spread = (of: readonly number[]) => sum((i) => ((of[i] as number) - mean) ** 2);
  return covariance / Math.sqrt(spread(x) * spread(y));
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value);
  const found: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let i = from; i <= to; i++) found[order[i]?.place as number] = (from + to) / 2;
    from = to + 1;
  }
  return found;
}
