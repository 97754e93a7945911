/** The actions of staff on listings, on one or on many. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { listing } from './contract.ts';
import { correctedFields } from './correctedFields.ts';
import { listingFilter } from './listingFilters.ts';
import { maximumPrice, price } from './listingPrice.ts';
import { listingState } from './listingStates.ts';

const change = z
  .int('Give an amount, in minor units.')
  .min(-maximumPrice, 'At most 100,000.00 less.')
  .max(maximumPrice, 'At most 100,000.00 more.');

/**
 * How a new price is computed: an amount, a change by an amount or a percentage, or a distance from the
 * market. Basis points; percentages are rounded half up to one minor unit.
 */
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
        .meta({ description: 'Distance from its market price: 0 is the market price, -500 is 5% below' }),
    }),
  ])
  .meta({ id: 'PriceRule' });
/** How a new price is computed. */
export type PriceRule = z.infer<typeof priceRule>;

/**
 * The step to which a new price is rounded, half up, minor units: 100 is whole units, 500 is multiples of
 * five units.
 */
const roundTo = z.int().min(1).max(10_000).default(1).meta({ description: 'Minor units' });

const pricing = {
  change: priceRule,
  roundTo,
  keepWithinLimits: z.boolean().default(false).meta({
    description:
      'Limit the price to the floor, the ceiling and the legal cap instead of refusing the listing',
  }),
};
/** How listings get new prices: the rule, its rounding, and whether limits refuse or bound it. */
export const pricingRule = z.object(pricing).meta({ id: 'PricingRule' });
/** How listings get new prices. */
export type PricingRule = z.output<typeof pricingRule>;

/** The actions that can be undone. What is withdrawn has left the sale for good. */
export const undoableActions = [
  'approve',
  'reject',
  'return',
  'resubmit',
  'pause',
  'resume',
  'price',
  'limits',
  'assign',
  'inHand',
  'keepOnSale',
] as const;
/** An action that can be undone. */
export type UndoableAction = (typeof undoableActions)[number];

/** An action of staff. `assign`, `inHand` and `keepOnSale` change nothing that fans see. */
export const listingAction = z
  .discriminatedUnion('action', [
    z.object({
      action: z.literal('approve'),
      price: pricingRule.optional().meta({
        description: 'Sets the price in the same step; a listing whose price is refused isn’t approved',
      }),
    }),
    z.object({ action: z.literal('reject'), reason }),
    z.object({ action: z.literal('return'), reason }).meta({
      description: 'Back to the consignor, who corrects it and submits it again',
    }),
    z.object({ action: z.literal('resubmit') }),
    z.object({ action: z.literal('pause'), reason }),
    z.object({ action: z.literal('resume') }),
    z.object({ action: z.literal('withdraw'), reason }),
    z.object({
      action: z.literal('price'),
      ...pricing,
      reason: reason.optional(),
    }),
    z.object({ action: z.literal('undoPrice'), reason: reason.optional() }).meta({
      description: 'Restores the price before the last change; refused when a ticket was sold since',
    }),
    z
      .object({
        action: z.literal('undo'),
        of: z.enum(undoableActions),
        runId: idOf('bulkRun')
          .optional()
          .meta({ description: 'Undoes what this run did, whoever started it' }),
        reason: reason.optional(),
      })
      .meta({
        description:
          'Undoes the caller’s last action on each listing: its state, price and columns are as before. Refused where somebody acted since, or a ticket was sold or is held',
      }),
    z.object({
      action: z.literal('limits'),
      floor: price.nullable().optional().meta({
        description: 'The lowest price that its consignor agrees to; null: none; left out: unchanged',
      }),
      ceiling: price.nullable().optional(),
      reason: reason.optional(),
    }),
    z.object({ action: z.literal('assign'), ownerId: idOf('person').nullable() }),
    z.object({
      action: z.literal('inHand'),
      on: z.iso.date('Give a day, such as 2026-11-24.').nullable().meta({
        description: 'The day from which the tickets are in hand; null: they are',
      }),
    }),
    z.object({ action: z.literal('keepOnSale'), reason }).meta({
      description: 'Declines the consignor’s delist request',
    }),
  ])
  .meta({ id: 'ListingAction' });
/** A validated action of staff. */
export type ListingAction = z.output<typeof listingAction>;

const ids = z
  .array(idOf('listing'))
  .min(1, 'Choose at least one listing.')
  .max(1000, 'At most 1,000 at once. Use a bulk run for more.');

/**
 * An action on named listings. `versions` refuses listings that somebody changed since the caller read them.
 */
export const listingActionRequest = listingAction.and(
  z.object({
    ids,
    versions: z.record(z.string(), z.int()).optional(),
    preview: z.boolean().default(false),
    view: listingFilter.optional().meta({
      description:
        'The view that the caller shows: the answer then has the listings as they are now, and says which left it',
    }),
  }),
);
/** An action on named listings as a client sends it. */
export type ListingActionRequest = z.input<typeof listingActionRequest>;

/** What somebody changed on a listing since the caller read it. */
export const versionConflict = z
  .object({
    by: z.string(),
    at: instant,
    message: z.string().meta({ description: 'The last message that changed it', example: 'reprice' }),
    reason: z.string().nullable(),
    changes: z.array(
      z.object({
        field: z.enum(['state', 'price']),
        from: z.union([z.string(), z.int()]).nullable().meta({ description: 'A price in minor units' }),
        to: z.union([z.string(), z.int()]),
      }),
    ),
    corrected: z
      .array(z.enum(correctedFields))
      .meta({ description: 'What was corrected of it besides state and price' }),
    currency: z.string().meta({ description: 'Of the prices' }),
  })
  .meta({ id: 'VersionConflict' });
/** What somebody changed on a listing since the caller read it. */
export type VersionConflict = z.infer<typeof versionConflict>;

const worth = z.object({
  proceeds: minorUnits,
  commission: minorUnits,
  price: minorUnits,
  allIn: minorUnits,
});

/** What the action did to one listing, or why the listing was left out. */
export const listingOutcome = z
  .object({
    id: idOf('listing'),
    label: z.string().meta({ example: 'Chiefs at Cowboys 234 / 5 / 16–17' }),
    ok: z.boolean(),
    code: z.string().nullable().meta({
      description:
        'not_found, version_conflict, transition_refused, price_out_of_range, price_unchanged, no_market, below_floor, above_ceiling, above_cap, face_value_missing, nothing_to_undo, acted_since, sold_since, held, unchanged, event_canceled, consignor_deactivated',
    }),
    message: z.string().nullable().meta({ description: 'Why the listing was refused' }),
    state: listingState,
    version: z.int(),
    priceBefore: minorUnits.meta({ description: 'Each: the price before the action' }),
    priceAmount: minorUnits.meta({
      description: 'Each: the price now, or with `preview` the price that it would have',
    }),
    conflict: versionConflict.nullable(),
  })
  .meta({ id: 'ListingOutcome' });
/** What the action did to one listing. */
export type ListingOutcome = z.infer<typeof listingOutcome>;

const sums = {
  done: z.int(),
  refused: z.int(),
  tickets: z.int(),
  before: worth.meta({ description: 'Of the listings not refused, if all tickets sell; minor units' }),
  after: worth,
  consignors: z.int().meta({ description: 'Distinct consignors of these listings' }),
};

/**
 * What an action did, or with `preview` would do, to each listing. A refused listing isn't changed at all.
 */
export const listingActionResult = z
  .object({
    preview: z.boolean(),
    ...sums,
    rows: z.array(listingOutcome),
    now: z
      .array(listing)
      .optional()
      .meta({ description: 'With `view`: the named listings after the action' }),
    left: z
      .array(idOf('listing'))
      .optional()
      .meta({ description: 'With `view`: which of the named listings are not in it any more' }),
  })
  .meta({ id: 'ListingActionResult' });
/** What an action did to each listing. */
export type ListingActionResult = z.infer<typeof listingActionResult>;

/** What an action would do to a whole view. */
export const bulkPreview = z
  .object({
    listings: z.int(),
    ...sums,
    refusals: z
      .array(z.object({ code: z.string(), listings: z.int(), examples: z.array(listingOutcome) }))
      .meta({ description: 'Refused listings by code, with the first ten of each' }),
    events: z
      .array(z.object({ name: z.string(), listings: z.int(), price: minorUnits }))
      .meta({ description: 'The ten events with the highest total price' }),
  })
  .meta({ id: 'BulkPreview' });
/** What an action would do to a whole view. */
export type BulkPreview = z.infer<typeof bulkPreview>;
