/** What staff do to listings, singly or in bulk. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { listingState } from './listingStates.ts';

/** Each, minor units. */
export const minimumPrice = 100;
export const maximumPrice = 10_000_000;

const price = z
  .int('Give a price, in minor units.')
  .min(minimumPrice, 'At least 1.00.')
  .max(maximumPrice, 'At most 100,000.00.');
const change = z
  .int('Give an amount, in minor units.')
  .min(-maximumPrice, 'At most 100,000.00 less.')
  .max(maximumPrice, 'At most 100,000.00 more.');

/** How a price comes about. A percentage is rounded half up to the cent. */
export const priceRule = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('set'), amount: price }),
    z.object({ by: z.literal('amount'), amount: change }),
    z.object({ by: z.literal('percent'), bps: z.int('Give a percentage.').min(-9_000).max(20_000) }),
    z.object({
      by: z.literal('market'),
      bps: z
        .int('Give a percentage.')
        .min(-9_000)
        .max(20_000)
        .meta({ description: 'So far from its market: 0 is the market itself, -500 is 5 % below' }),
    }),
  ])
  .meta({ id: 'PriceRule' });
export type PriceRule = z.infer<typeof priceRule>;

/** The step that a new price is rounded to, half up: 100 is whole units, 500 is fives. */
const roundTo = z.int().min(1).max(10_000).default(1).meta({ description: 'Minor units' });

/** A action of the staff. Those from `assign` on change nothing that fans see. */
export const listingAction = z
  .discriminatedUnion('action', [
    z.object({ action: z.literal('approve') }),
    z.object({ action: z.literal('reject'), reason }),
    z.object({ action: z.literal('return'), reason }).meta({
      description: 'Back to the consignor, who mends it and submits it again',
    }),
    z.object({ action: z.literal('resubmit') }),
    z.object({ action: z.literal('pause'), reason }),
    z.object({ action: z.literal('resume') }),
    z.object({ action: z.literal('withdraw'), reason }),
    z.object({
      action: z.literal('price'),
      change: priceRule,
      roundTo,
      keepWithinLimits: z.boolean().default(false).meta({
        description: 'Stop at the floor, the ceiling and the legal cap instead of leaving the listing out',
      }),
      reason: reason.optional(),
    }),
    z.object({ action: z.literal('undoPrice'), reason: reason.optional() }).meta({
      description: 'To the price before the last change, while nothing was sold since',
    }),
    z.object({
      action: z.literal('limits'),
      floor: price.nullable().optional().meta({
        description: 'The lowest price that its consignor agrees to; null: none; left out: it stays as it is',
      }),
      ceiling: price.nullable().optional(),
      reason: reason.optional(),
    }),
    z.object({ action: z.literal('assign'), ownerId: idOf('person').nullable() }),
    z.object({
      action: z.literal('inHand'),
      on: z.iso.date('Give a day, such as 2026-11-24.').nullable().meta({
        description: 'The day on which the tickets will be in hand; null: they are',
      }),
    }),
    z.object({ action: z.literal('keepOnSale'), reason }).meta({
      description: 'Declines the consignor’s wish to take it off sale',
    }),
  ])
  .meta({ id: 'ListingAction' });
export type ListingAction = z.output<typeof listingAction>;

const ids = z
  .array(idOf('listing'))
  .min(1, 'Choose at least one listing.')
  .max(1000, 'At most 1,000 at once. Use a bulk run for more.');

/** A action on named listings. `versions` guards against what somebody else changed meanwhile. */
export const listingActionRequest = listingAction.and(
  z.object({
    ids,
    versions: z.record(z.string(), z.int()).optional(),
    preview: z.boolean().default(false),
  }),
);
export type ListingActionRequest = z.input<typeof listingActionRequest>;

/** What somebody did to a listing since it was looked at. */
export const versionConflict = z
  .object({
    by: z.string(),
    at: instant,
    message: z.string().meta({ description: 'The last message that it got', example: 'reprice' }),
    reason: z.string().nullable(),
    changes: z.array(
      z.object({
        field: z.enum(['state', 'price']),
        from: z.union([z.string(), z.int()]).nullable().meta({ description: 'A price in minor units' }),
        to: z.union([z.string(), z.int()]),
      }),
    ),
  })
  .meta({ id: 'VersionConflict' });
export type VersionConflict = z.infer<typeof versionConflict>;

const worth = z.object({
  proceeds: minorUnits,
  commission: minorUnits,
  price: minorUnits,
  allIn: minorUnits,
});

export const listingOutcome = z
  .object({
    id: idOf('listing'),
    label: z.string().meta({ example: 'Chiefs at Cowboys 234 / 5 / 16–17' }),
    ok: z.boolean(),
    code: z.string().nullable().meta({
      description:
        'not_found, version_conflict, transition_refused, price_out_of_range, price_unchanged, no_market, below_floor, above_ceiling, above_cap, face_value_missing, nothing_to_undo, sold_since, unchanged',
    }),
    message: z.string().nullable().meta({ description: 'Why it was left out' }),
    state: listingState,
    version: z.int(),
    priceAmount: minorUnits.meta({ description: 'Each, as it is now, or with a preview as it would be' }),
    conflict: versionConflict.nullable(),
  })
  .meta({ id: 'ListingOutcome' });
export type ListingOutcome = z.infer<typeof listingOutcome>;

const sums = {
  done: z.int(),
  refused: z.int(),
  tickets: z.int(),
  before: worth.meta({ description: 'Of those that can, if all sell; minor units' }),
  after: worth,
  consignors: z.int().meta({ description: 'Whose listings it reaches' }),
};

/** What an action did, or with `preview` would do, to each listing. Nothing is half done: a refused row changed nothing. */
export const listingActionResult = z
  .object({ preview: z.boolean(), ...sums, rows: z.array(listingOutcome) })
  .meta({ id: 'ListingActionResult' });
export type ListingActionResult = z.infer<typeof listingActionResult>;

/** What a action would do to a whole view. */
export const bulkPreview = z
  .object({
    listings: z.int(),
    ...sums,
    refusals: z
      .array(z.object({ code: z.string(), listings: z.int(), examples: z.array(listingOutcome) }))
      .meta({ description: 'Those left out, by reason, with the first ten of each' }),
    events: z
      .array(z.object({ name: z.string(), listings: z.int(), price: minorUnits }))
      .meta({ description: 'The ten with the most money, if all sell' }),
  })
  .meta({ id: 'BulkPreview' });
export type BulkPreview = z.infer<typeof bulkPreview>;
