/** The season of a package on one page: what each seat was asked, sold for and gave, game by game, and a forecast for the rest. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { minorUnits, moneyText } from '../money/index.ts';

/** Where a seat of one game is. */
export const seasonSeatStates = ['free', 'waiting', 'onSale', 'held', 'sold', 'unsold', 'off'] as const;
/** Where a seat of one game is. */
export type SeasonSeatState = (typeof seasonSeatStates)[number];
/** What each state is called. */
export const seasonSeatNames: Record<SeasonSeatState, string> = {
  free: 'Not consigned',
  waiting: 'Not on sale yet',
  onSale: 'On sale',
  held: 'Held by a fan',
  sold: 'Sold',
  unsold: 'Unsold, the game is over',
  off: 'Taken off sale',
};

/** One seat of one game. Amounts are of one ticket; those of the sale are null where it isn't sold. */
export const seasonSeat = z.object({
  seat: z.int(),
  state: z.enum(seasonSeatStates),
  asked: minorUnits.nullable().meta({ description: 'The price: of the sale, or that is asked now' }),
  price: minorUnits.nullable(),
  commission: minorUnits.nullable(),
  fees: minorUnits.nullable().meta({ description: 'What the fan paid on top' }),
  net: minorUnits.nullable().meta({ description: 'What the consignor gets: price − commission' }),
  cost: minorUnits
    .nullable()
    .meta({ description: 'The seat’s share of what the package cost; null: the cost isn’t known' }),
  order: z.string().nullable().meta({ description: 'The code of the order' }),
});
/** One seat of one game. */
export type SeasonSeat = z.infer<typeof seasonSeat>;

/** One game of the season. */
export const seasonGame = z.object({
  eventId: idOf('event'),
  name: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  status: z.enum(['scheduled', 'moved', 'postponed', 'cancelled']),
  isOver: z.boolean(),
  seats: z.array(seasonSeat),
});
/** One game of the season. */
export type SeasonGame = z.infer<typeof seasonGame>;

const range = z.object({ low: minorUnits, middle: minorUnits, high: minorUnits });
/** What the seats that are left may give. */
export const seasonForecast = z.object({
  seats: z.int().meta({ description: 'Seats of games ahead that are on sale, held, or not on sale yet' }),
  games: z.int().meta({ description: 'Comparable games: over, with seats of the section on sale' }),
  perSeat: range.nullable().meta({ description: 'Null: fewer than five comparable games, so no forecast' }),
  total: range.nullable(),
});
/** What the seats that are left may give. */
export type SeasonForecast = z.infer<typeof seasonForecast>;

/** Sums over sold seats; `cost` over all seats. */
export const seasonTotals = z.object({
  seats: z.int(),
  sold: z.int(),
  price: minorUnits,
  commission: minorUnits,
  fees: minorUnits,
  net: minorUnits,
  cost: minorUnits.nullable(),
});
/** Sums of a season. */
export type SeasonTotals = z.infer<typeof seasonTotals>;

/** The season of one package. */
export const packageSeasonReport = z
  .object({
    package: z.object({
      id: idOf('package'),
      consignor: z.object({ id: idOf('consignor'), name: z.string() }),
      season: z.string(),
      section: z.string(),
      row: z.string(),
      seats: z.array(z.int()),
    }),
    currency: z.string(),
    cost: minorUnits.nullable().meta({ description: 'What the consignor paid for the package' }),
    games: z.array(seasonGame),
    totals: seasonTotals,
    forecast: seasonForecast,
  })
  .meta({ id: 'PackageSeasonReport' });
/** The season of one package. */
export type PackageSeasonReport = z.infer<typeof packageSeasonReport>;

/** A consignor's own packages, and the season of the one that is asked for. */
export const ownSeason = z
  .object({
    packages: z
      .array(
        packageSeasonReport.shape.package.pick({
          id: true,
          season: true,
          section: true,
          row: true,
          seats: true,
        }),
      )
      .meta({ description: 'Newest first, at most 50; drafts aren’t shown' }),
    report: packageSeasonReport.nullable().meta({ description: 'Null: there is no package' }),
  })
  .meta({ id: 'OwnSeason' });
/** A consignor's own season. */
export type OwnSeason = z.infer<typeof ownSeason>;
/** Which of their packages is asked for; left out, the newest. */
export const ownSeasonQuery = z.object({ packageId: idOf('package').optional() });

/** Says what the consignor paid for the package. */
export const packageCost = z.object({
  costAmount: z
    .int('Give an amount.')
    .min(0, 'Give an amount of zero or more.')
    .max(1_000_000_000, 'That is more than a package can cost.')
    .nullable()
    .meta({ description: 'Minor units, for all seats and games; null: it isn’t known' }),
});
/** What the consignor paid for the package. */
export type PackageCost = z.output<typeof packageCost>;

/** Comparable games that a forecast needs at least: of fewer, one game would decide it. */
export const leastComparable = 5;

/**
 * What one seat may give: the median of what comparable games gave a seat, and the quarter below and above which the others lie.
 * @param yields of each comparable game, minor units: what its consignors got, divided by its seats on sale, sold or not
 * @returns minor units; null where there are fewer than five games
 */
export function forecastSeat(yields: readonly number[]): z.infer<typeof range> | null {
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

/** What the forecast says and how it is made, or why there is none. */
export function forecastWords(
  { seats, games, perSeat, total }: SeasonForecast,
  currency: string,
  section: string,
): string {
  const money = (amount: number) => moneyText({ amount, currency });
  const rest = `${seats} ${seats === 1 ? 'seat of a game' : 'seats of games'} ahead`;
  if (seats === 0) return 'No seat of a game ahead is left to be sold, so there is nothing to forecast.';
  if (perSeat === null || total === null)
    return `No forecast for ${rest}: ${games === 0 ? 'no game' : games === 1 ? 'one game' : `${games} games`} of this season with seats of section ${section} on sale ${games < 2 ? 'is' : 'are'} over, and at least ${leastComparable} are needed.`;
  return `Forecast for ${rest}: ${money(total.middle)}, between ${money(total.low)} and ${money(total.high)}. It is made from the ${games} games of this season that are over and had seats of section ${section} on sale: what they gave a seat’s owner after commission, unsold seats counted as nothing. The middle is their median, ${money(perSeat.middle)} a seat; half of them lie within the range.`;
}
