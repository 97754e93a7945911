/** A package's games on a calendar, and what consigning some of them would earn. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { listingState } from '../listings/listingStates.ts';
import { minorUnits } from '../money/index.ts';
import { seasonPackage } from './contract.ts';

/** What became of one game of a package. */
export const gameStates = ['free', 'consigned', 'listed', 'held', 'sold', 'withdrawn', 'past'] as const;
/** What became of one game of a package. */
export type GameState = (typeof gameStates)[number];

/** One game of the season with the package's listing of it, if there is one. */
export const packageGame = z
  .object({
    eventId: idOf('event'),
    name: z.string(),
    opponent: z.object({ id: idOf('performer'), name: z.string() }).nullable(),
    startsAt: instant,
    localDate: z.iso.date().meta({ description: 'At the venue' }),
    timeZone: z.string(),
    timeTbd: z.boolean(),
    status: z.enum(['scheduled', 'moved', 'postponed', 'cancelled']),
    part: z
      .enum(['selling', 'regular', 'playoffs'])
      .nullable()
      .meta({ description: 'Part of the season by its windows; `selling` is before the regular season' }),
    state: z.enum(gameStates).meta({
      description: 'consigned: waits for approval or was rejected; listed: on sale or paused',
    }),
    listing: z
      .object({
        id: idOf('listing'),
        state: listingState,
        ofPackage: z.boolean().meta({ description: 'False: another source listed these seats' }),
        priceAmount: minorUnits,
        quantity: z.int(),
        available: z.int(),
        held: z.int(),
        sold: z.int(),
        withdrawn: z.int(),
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'PackageGame' });
/** One game of a package's season. */
export type PackageGame = z.infer<typeof packageGame>;

/** All games of a package's season, by date. */
export const packageCalendar = z
  .object({
    package: seasonPackage,
    games: z.array(packageGame).meta({ description: 'By date, past games included' }),
    counts: z.object(
      Object.fromEntries(gameStates.map((state) => [state, z.int()])) as Record<GameState, z.ZodInt>,
    ),
    currency: z.string(),
  })
  .meta({ id: 'PackageCalendar' });
/** All games of a package's season. */
export type PackageCalendar = z.infer<typeof packageCalendar>;

/** Consigns games of a package: creates one submitted listing with its tickets for each. */
export const consignGames = z.object({
  eventIds: z.array(idOf('event')).min(1, 'Choose at least one game.').max(200, 'At most 200 at once.'),
  mode: z.enum(['all', 'possible']).default('all').meta({
    description:
      'all: refuses everything if one game is refused; possible: consigns the games that aren’t refused',
  }),
  preview: z.boolean().default(false),
});
/** A request to consign games, as a client sends it. */
export type ConsignGames = z.input<typeof consignGames>;

/** What was consigned, or with `preview` would be, game by game. */
export const consignedGames = z
  .object({
    preview: z.boolean(),
    listings: z.int(),
    tickets: z.int(),
    refused: z.int(),
    worth: z
      .object({ proceeds: minorUnits, commission: minorUnits, price: minorUnits, allIn: minorUnits })
      .meta({ description: 'Of the games not refused, if all tickets sell, at the percentages in force' }),
    currency: z.string(),
    games: z.array(
      z.object({
        eventId: idOf('event'),
        name: z.string(),
        ok: z.boolean(),
        priceAmount: minorUnits.nullable().meta({ description: 'Each' }),
        code: z.string().nullable().meta({
          description: 'not_of_season, over, same_seats, no_price, price_out_of_limits, split_not_possible',
        }),
        message: z.string().nullable(),
        listingId: idOf('listing').nullable(),
      }),
    ),
  })
  .meta({ id: 'ConsignedGames' });
/** What was consigned, game by game. */
export type ConsignedGames = z.infer<typeof consignedGames>;
