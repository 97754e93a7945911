/** Season packages: one consignor's seats for the games of a season. */
import { z } from 'zod';
import { consignedWay } from '../deliveries/schemas.ts';
import { idOf, instant, listOf, listQuery, reason } from '../http/index.ts';
import { price as amount, maximumPrice } from '../listings/listingPrice.ts';
import { splitRule } from '../listings/listingStates.ts';
import { readPackageSeats } from './packageSeats.ts';

/** How the price of a game is computed: a fixed amount, or a distance from the face value in basis points. */
export const packagePrice = z
  .discriminatedUnion('by', [
    z.object({
      by: z.literal('set'),
      amount: amount.meta({ description: 'Each, minor units, before the fee' }),
    }),
    z.object({
      by: z.literal('face'),
      bps: z
        .int('Give a percentage.')
        .min(-9_000, 'At most 90% below the face value.')
        .max(100_000, 'At most eleven times the face value.')
        .meta({ description: 'Distance from the face value: 2000 is 20% above, -500 is 5% below' }),
    }),
  ])
  .meta({ id: 'PackagePrice' });
/** How the price of a game is computed. */
export type PackagePrice = z.infer<typeof packagePrice>;

/** The terms with which each game of a package is consigned. */
export const packageTerms = z.object({
  price: packagePrice,
  opponents: z
    .array(z.object({ performerId: idOf('performer'), price: packagePrice }))
    .max(60)
    .default([])
    .meta({ description: 'Games against these opponents have their own price' }),
  faceValueAmount: z.int().min(0).max(maximumPrice).nullable().default(null),
  floorAmount: amount.nullable().default(null).meta({
    description: 'The lowest price that the consignor agrees to',
  }),
  ceilingAmount: amount.nullable().default(null),
  splitRule: splitRule.default('neverLeaveOne'),
  delivery: z.string().trim().max(120).default('Tickets ready now'),
  deliveryWay: consignedWay.default('transfer'),
  disclosure: z.string().trim().max(200).nullable().default(null),
});
/** The validated terms of a package. */
export type PackageTerms = z.output<typeof packageTerms>;

/** Creates a package, and consigns games of it in the same request when `eventIds` names some. */
export const newPackage = packageTerms.extend({
  consignorId: idOf('consignor'),
  seasonId: idOf('season'),
  section: z.string().trim().min(1, 'Give the section.').max(20, 'At most 20 characters.'),
  row: z.string().trim().min(1, 'Give the row.').max(10, 'At most 10 characters.'),
  seats: z
    .string({ error: 'Give the seats, such as 5–8 or 2, 4, 6, 8.' })
    .max(300, 'At most 300 characters.')
    .transform((text, context) => {
      const read = readPackageSeats(text);
      if ('seats' in read) return read.seats;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    })
    .meta({ description: 'A range or a list of adjacent seats', example: '5–8' }),
  countsByTwo: z.boolean().default(false).meta({
    description: 'The row has an odd and an even side: 1 and 3 are neighbors, 1 and 2 are not',
  }),
  confirm: z
    .boolean()
    .default(false)
    .meta({ description: 'False: the package is a draft and consigns nothing' }),
  eventIds: z.array(idOf('event')).max(200).default([]).meta({
    description: 'Games to consign at once; that confirms the package',
  }),
});
/** A new package as a client sends it. */
export type NewPackage = z.input<typeof newPackage>;

/** The states of a package. */
export const packageStates = ['draft', 'confirmed', 'ended'] as const;
/** One state of a package, validated. */
export const packageState = z.enum(packageStates).meta({ id: 'PackageState' });
/** One state of a package. */
export type PackageState = z.infer<typeof packageState>;

const windowOfSeason = z.object({ from: z.iso.date(), until: z.iso.date() }).nullable();
/** The season of a package with its windows; days at the venue, both included. */
export const packageSeason = z.object({
  id: idOf('season'),
  name: z.string(),
  selling: windowOfSeason,
  regular: windowOfSeason,
  playoffs: windowOfSeason,
});

/** A season package with counts of its listings. */
export const seasonPackage = z
  .object({
    id: idOf('package'),
    state: packageState,
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    season: packageSeason,
    section: z.string(),
    row: z.string(),
    lowSeat: z.int(),
    highSeat: z.int(),
    seatStep: z.int().meta({ description: '1, or 2 where the row numbers every second seat' }),
    terms: packageTerms.extend({ price: packagePrice.nullable() }),
    listings: z.int(),
    counts: z.object({ submitted: z.int(), live: z.int(), sold: z.int() }),
    hasAccess: z.boolean().meta({ description: 'The login of the team’s ticket site is stored' }),
    createdAt: instant,
    confirmedAt: instant.nullable(),
    confirmedBy: z.string().nullable(),
    endedAt: instant.nullable(),
    endedReason: z.string().nullable(),
  })
  .meta({ id: 'SeasonPackage' });
/** A season package. */
export type SeasonPackage = z.infer<typeof seasonPackage>;
/** The query of the package list, newest first. */
export const packageQuery = listQuery(
  ['createdAt', 'section', 'consignor', 'season', 'sold'],
  {
    q: z.string().trim().max(100).optional().meta({
      description: 'Words of the consignor, the team, the season, the section or the row',
      example: 'steelers 234',
    }),
    consignorId: idOf('consignor').optional(),
    state: packageState.optional(),
  },
  { order: 'desc' },
);
/** One page of packages. */
export const packageList = listOf(seasonPackage);

/** Ends a package, with a reason. */
export const endPackage = z.object({
  reason,
});
