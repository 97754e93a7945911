/** What finance decides of a consignor's money by hand: adjustments, and who bears a lost sale. Amounts are minor units. */
import { z } from 'zod';
import { idOf, reason } from '../http/index.ts';

/** What finance gives a consignor or takes from them besides sales. */
export const adjustmentKinds = ['goodwill', 'penalty', 'inFavor', 'against'] as const;
/** One kind. */
export type AdjustmentKind = (typeof adjustmentKinds)[number];
/** What each kind is called. */
export const adjustmentNames: Record<AdjustmentKind, string> = {
  goodwill: 'Goodwill: they get it',
  penalty: 'Penalty: they lose it',
  inFavor: 'Correction in their favor',
  against: 'Correction against them',
};
/** An adjustment: an entry of the books with a reason. */
export const newAdjustment = z.object({
  kind: z.enum(adjustmentKinds, { error: 'Say what it is.' }),
  amount: z
    .int('Give an amount.')
    .min(1, 'Give an amount above zero.')
    .max(100_000_000, 'That is more than an adjustment can be.')
    .meta({ description: 'Minor units; the kind says in whose favor' }),
  reason,
});
/** An adjustment. */
export type NewAdjustment = z.output<typeof newAdjustment>;

/** Says who bears a sale whose payment a fan's bank took back. */
export const lossDecision = z.object({
  reservationId: idOf('reservation'),
  bears: z.enum(['consignor', 'marketplace'], { error: 'Say who bears it.' }).meta({
    description:
      'consignor: what they have of the order is taken back, and a claim where it was paid; marketplace: they keep it, or are paid as for any other sale',
  }),
  reason,
});
/** Who bears a lost sale. */
export type LossDecision = z.output<typeof lossDecision>;
