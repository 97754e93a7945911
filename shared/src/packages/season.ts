/** The season of a package on one page: what each seat was asked, sold for and gave, game by game, and a forecast for the rest. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { seasonSeatStates } from './seasonStates.ts';

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
