/**
 * Prices of the demo: invented, but of the magnitude that such seats cost. Minor units of USD, per ticket.
 */
import type { DemoGame, DemoPerformer, DemoVenue } from '../catalog.ts';
import type { Random } from './random.ts';
import type { SeatLevel } from './types.ts';

/** Prices of the demo: invented, but in the order of what such seats cost. Minor units of USD, per ticket. */

const BASE: Readonly<Record<DemoPerformer['league'], Readonly<Record<SeatLevel, number>>>> = {
  nfl: { lower: 19_500, club: 26_000, upper: 9_500, suite: 52_000 },
  nhl: { lower: 14_500, club: 12_000, upper: 5_500, suite: 31_000 },
};

/** Clubs that attract more or fewer people than usual wherever they play; all others are 1. */
const DRAW: Readonly<Record<string, number>> = {
  'nfl-dal': 1.55,
  'nfl-kc': 1.5,
  'nfl-phi': 1.4,
  'nfl-sf': 1.35,
  'nfl-gb': 1.4,
  'nfl-buf': 1.35,
  'nfl-det': 1.3,
  'nfl-pit': 1.3,
  'nfl-chi': 1.2,
  'nfl-ne': 1.2,
  'nfl-sea': 1.2,
  'nfl-car': 0.8,
  'nfl-jax': 0.8,
  'nfl-ten': 0.75,
  'nfl-ari': 0.8,
  'nhl-tor': 1.5,
  'nhl-nyr': 1.4,
  'nhl-bos': 1.4,
  'nhl-mtl': 1.4,
  'nhl-edm': 1.4,
  'nhl-vgk': 1.3,
  'nhl-chi': 1.2,
  'nhl-det': 1.2,
  'nhl-pit': 1.25,
  'nhl-wsh': 1.2,
  'nhl-cbj': 0.8,
  'nhl-sj': 0.75,
  'nhl-ana': 0.8,
  'nhl-sea': 0.85,
};

/** Sunday, the first, is football's usual day, so it costs nothing more there. */
const WEEKDAY = [1.06, 0.9, 0.92, 0.94, 1, 1.12, 1.18];

/** How many people a club attracts: 1 is usual. */
export function drawOf(performerKey: string): number {
  return DRAW[performerKey] ?? 1;
}

/** The demand for a game: home and visiting club, weekday and stage of the season. */
export function demandFor(game: DemoGame): number {
  const weekday = WEEKDAY[new Date(`${game.localDate}T00:00:00Z`).getUTCDay()] ?? 1;
  const stake = game.stage === 'playoffs' ? 1.9 : 1;
  return drawOf(game.home) * drawOf(game.away) ** 1.2 * weekday * stake * (game.neutral ? 1.3 : 1);
}

/** The price of the holder's season per seat and game. It depends on the seat, not on the opponent. */
export function faceValueOf(
  league: DemoPerformer['league'],
  level: SeatLevel,
  place: { depth: number; centrality: number; draw: number },
): number {
  const { depth, centrality, draw } = place;
  return toDollars(BASE[league][level] * (1.3 - 0.45 * depth) * (0.85 + 0.35 * centrality) * draw, 500);
}

/** The price asked for a seat: its face value times the demand, with a random factor per holder. */
export function askingPrice(faceValue: number, game: DemoGame, random: Random): number {
  const demand = demandFor(game) / drawOf(game.home);
  const asked = faceValue * (0.55 + 0.6 * demand) * (0.9 + 0.25 * random.next());
  const whole = toDollars(Math.max(asked, 1500), 100);
  return random.chance(0.15) ? whole + 50 : whole;
}

/** The Canadian province whose law caps resale at face value. */
export const cappedRegion = 'QC';

/** The price, limited to what the law of the venue's place allows. */
export function legalPrice(
  price: number,
  faceValue: number,
  venue: Pick<DemoVenue, 'country' | 'region'>,
): number {
  return venue.country === 'CA' && venue.region === cappedRegion ? Math.min(price, faceValue) : price;
}

function toDollars(minor: number, step: number): number {
  return Math.round(minor / step) * step;
}
