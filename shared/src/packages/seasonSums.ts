/** The sums of a season, and what the seats that are left may give. */
import type { SeasonForecast, SeasonGame, SeasonSeat, SeasonTotals } from './season.ts';

/** Comparable games that a forecast needs at least: of fewer, one game would decide it. */
export const leastComparable = 5;

/**
 * What one seat may give: the median of what comparable games gave a seat, and the quarter below and above which the others lie.
 * @param yields of each comparable game, minor units: what its consignors got, divided by its seats on sale, sold or not
 * @returns minor units; null where there are fewer than five games
 */
export function forecastSeat(yields: readonly number[]): SeasonForecast['perSeat'] {
  if (yields.length < leastComparable) return null;
  const sorted = [...yields].sort((a, b) => a - b);
  const at = (part: number) => {
    const place = (sorted.length - 1) * part;
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? 0;
    return Math.round(below + (above - below) * (place - Math.floor(place)));
  };
  return { low: at(0.25), middle: at(0.5), high: at(0.75) };
}

/** What so many seats may give. @param yields as of `forecastSeat` */
export function forecastRest(yields: readonly number[], seats: number): SeasonForecast {
  const perSeat = forecastSeat(yields);
  return {
    seats,
    games: yields.length,
    perSeat,
    total: perSeat && {
      low: perSeat.low * seats,
      middle: perSeat.middle * seats,
      high: perSeat.high * seats,
    },
  };
}

/**
 * Shares of an amount that differ by one unit at most and add up to it.
 * @param amount minor units
 */
export const sharesOf = (amount: number, parts: number): number[] =>
  Array.from(
    { length: parts },
    (_, at) => Math.floor((amount * (at + 1)) / parts) - Math.floor((amount * at) / parts),
  );

/** The sums of a season's games. */
export function sumSeason(games: readonly SeasonGame[], cost: number | null): SeasonTotals {
  const seats = games.flatMap((game) => game.seats);
  const sum = (pick: (seat: SeasonSeat) => number | null) =>
    seats.reduce((total, seat) => total + (pick(seat) ?? 0), 0);
  return {
    seats: seats.length,
    sold: seats.filter(({ state }) => state === 'sold').length,
    price: sum(({ price }) => price),
    commission: sum(({ commission }) => commission),
    fees: sum(({ fees }) => fees),
    net: sum(({ net }) => net),
    cost,
  };
}
