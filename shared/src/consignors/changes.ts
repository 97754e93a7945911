/** A consignor that stops consigning, takes it up again, or turns out to be another one. */
import { z } from 'zod';
import { mergeInto, mergePreview } from '../catalog/index.ts';
import { reason } from '../http/index.ts';
import { money } from '../money/index.ts';

/** What deactivating a consignor would do, and what goes on. */
export const deactivationPreview = z
  .object({
    onSale: z.object({ listings: z.int(), tickets: z.int() }).meta({ description: 'Paused by it' }),
    waiting: z
      .object({ listings: z.int() })
      .meta({ description: 'To approve, or drafts; they stay, and can’t go on sale' }),
    held: z.object({ tickets: z.int() }).meta({ description: 'In carts now: their fans may still buy them' }),
    soldAhead: z.object({ tickets: z.int() }).meta({ description: 'Sold for events that are ahead' }),
    owed: z.array(money).meta({ description: 'By the books, by currency; it stays owed' }),
    signIns: z.int().meta({ description: 'People whose sessions end' }),
    invitations: z.int().meta({ description: 'Withdrawn by it' }),
    refused: z.string().nullable(),
  })
  .meta({ id: 'DeactivationPreview' });
/** What deactivating a consignor would do, and what goes on. */
export type DeactivationPreview = z.infer<typeof deactivationPreview>;

/** Deactivates a consignor. */
export const consignorDeactivation = z.object({ reason });

/** The consignor that stays when two are one, and why. */
export const consignorMerge = mergeInto.extend({ reason });
/** What a merge of two consignors moves, or why it can't be done. */
export const consignorMergePreview = mergePreview
  .extend({
    owed: z.array(money).meta({ description: 'Posted as owed to the one that stays, by currency' }),
    percentages: z.string().meta({ description: 'Whose percentages apply to sales from then on, in words' }),
  })
  .meta({ id: 'ConsignorMergePreview' });
/** What a merge of two consignors moves, or why it can't be done. */
export type ConsignorMergePreview = z.infer<typeof consignorMergePreview>;
