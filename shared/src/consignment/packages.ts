/** Season packages: one consignor’s seats for the games of a season. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { splitRule } from './listingWords.ts';

/** A consignor's seats for a season, and the games that are consigned from it in one go. */
export const newPackage = z.object({
  consignorId: idOf('consignor'),
  seasonId: idOf('season'),
  section: z.string().trim().min(1, 'Give the section.').max(20),
  row: z.string().trim().min(1, 'Give the row.').max(10),
  lowSeat: z.int().min(1, 'Seats are positive whole numbers.').max(9999),
  highSeat: z.int().min(1, 'Seats are positive whole numbers.').max(9999),
  priceAmount: z
    .int()
    .min(100, 'At least 1.00.')
    .max(10_000_000, 'At most 100,000.00.')
    .meta({ description: 'Each, minor units, before the fee' }),
  faceValueAmount: z.int().min(0).max(10_000_000).nullable().default(null),
  splitRule: splitRule.default('neverLeaveOne'),
  delivery: z.string().trim().max(120).default('Tickets ready now'),
  drawback: z.string().trim().max(200).nullable().default(null),
  eventIds: z.array(idOf('event')).min(1, 'Choose at least one game.').max(200),
});
export type NewPackage = z.input<typeof newPackage>;
export const seasonPackage = z
  .object({
    id: idOf('package'),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    season: z.object({ id: idOf('season'), name: z.string() }),
    section: z.string(),
    row: z.string(),
    lowSeat: z.int(),
    highSeat: z.int(),
    listings: z.int(),
    counts: z.object({ submitted: z.int(), live: z.int(), sold: z.int() }),
    createdAt: instant,
  })
  .meta({ id: 'SeasonPackage' });
export type SeasonPackage = z.infer<typeof seasonPackage>;
export const packageQuery = listQuery(
  ['createdAt', 'section'],
  { consignorId: idOf('consignor').optional() },
  { order: 'desc' },
);
export const packageList = listOf(seasonPackage);
