/** What staff do to listings, singly or in bulk. */
import { z } from 'zod';
import { idOf } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { listingState } from './listingWords.ts';

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500);
const ids = z
  .array(idOf('listing'))
  .min(1, 'Choose at least one listing.')
  .max(1000, 'At most 1,000 at once.');

/** What staff may do to listings, singly or in bulk. `versions` guards against what somebody else changed meanwhile. */
export const listingAction = z
  .discriminatedUnion('action', [
    z.object({ action: z.literal('approve'), ids }),
    z.object({ action: z.literal('reject'), ids, reason }),
    z.object({ action: z.literal('resubmit'), ids }),
    z.object({ action: z.literal('pause'), ids, reason }),
    z.object({ action: z.literal('resume'), ids }),
    z.object({ action: z.literal('withdraw'), ids, reason }),
    z.object({
      action: z.literal('price'),
      ids,
      change: z.discriminatedUnion('by', [
        z.object({
          by: z.literal('set'),
          amount: z.int().min(100, 'At least 1.00.').max(10_000_000, 'At most 100,000.00.'),
        }),
        z.object({ by: z.literal('amount'), amount: z.int().min(-10_000_000).max(10_000_000) }),
        z.object({ by: z.literal('percent'), bps: z.int().min(-9_000).max(20_000) }),
      ]),
      reason: reason.optional(),
    }),
  ])
  .and(z.object({ versions: z.record(z.string(), z.int()).optional(), preview: z.boolean().default(false) }));
export type ListingAction = z.input<typeof listingAction>;

/** What an action did, or with `preview` would do, to each listing. Nothing is half done: a refused row changed nothing. */
export const listingActionResult = z
  .object({
    preview: z.boolean(),
    done: z.int(),
    refused: z.int(),
    tickets: z.int(),
    before: z.object({ consignor: minorUnits, house: minorUnits, price: minorUnits, allIn: minorUnits }),
    after: z.object({ consignor: minorUnits, house: minorUnits, price: minorUnits, allIn: minorUnits }),
    rows: z.array(
      z.object({
        id: idOf('listing'),
        label: z.string().meta({ example: 'Chiefs at Cowboys 234 / 5 / 16–17' }),
        ok: z.boolean(),
        code: z.string().nullable(),
        message: z.string().nullable().meta({ description: 'Why it was left out' }),
        state: listingState,
        version: z.int(),
      }),
    ),
  })
  .meta({ id: 'ListingActionResult' });
export type ListingActionResult = z.infer<typeof listingActionResult>;
