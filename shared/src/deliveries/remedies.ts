/** What a fan can get whose tickets can't be delivered: other tickets, or the money back. Both are previewed side by side. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';
import { deliveryWay, failureFault } from './schemas.ts';

/** What a decision moves on one account. Positive amounts are what the side gets, negative ones what it gives. */
export const remedyPart = z.object({
  who: z.string().meta({ example: 'Blue Line Brokers' }),
  what: z.enum(['consignor', 'newConsignor', 'commission', 'fees', 'difference', 'fan']),
  amount: money,
});
/** What a decision moves on one account. */
export type RemedyPart = z.infer<typeof remedyPart>;

/** Tickets on sale that are as good as those that the fan can't get. */
export const replacementOffer = z
  .object({
    listingId: idOf('listing'),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    places: z.string().meta({ example: '112 / C / 5–6' }),
    seats: z.array(z.int()),
    why: z.string().meta({ description: 'By which rule they are equal or better' }),
    price: money.meta({ description: 'For one ticket, all-in, as fans see it' }),
    way: deliveryWay,
    dueBy: instant.nullable(),
    parts: z.array(remedyPart).meta({ description: 'What it moves in the books; sums to zero' }),
    cost: money.meta({ description: 'What the marketplace bears; negative: what it keeps' }),
  })
  .meta({ id: 'ReplacementOffer' });
/** Tickets on sale that are as good as those that the fan can't get. */
export type ReplacementOffer = z.infer<typeof replacementOffer>;

/** Both ways out for a delivery that was refused or failed, as they would be done now. */
export const deliveryRemedies = z
  .object({
    version: z.int(),
    fault: failureFault.nullable().meta({ description: 'Whose part it is, where somebody said so' }),
    paid: money.meta({ description: 'What the fan paid for one ticket, all-in' }),
    offers: z.array(replacementOffer).meta({ description: 'What costs the marketplace least first' }),
    notGood: z.int().meta({ description: 'Listings with enough seats that are neither equal nor better' }),
    noReplacement: z.string().nullable().meta({ description: 'Why nothing can be replaced now' }),
    refund: z.object({
      amount: money.meta({ description: 'What goes back to the fan: all that is left of the order' }),
      parts: z.array(remedyPart),
      tickets: z.int().meta({ description: 'Tickets of the order, which are all void then' }),
      refused: z.string().nullable().meta({ description: 'Why it can’t be refunded now' }),
    }),
  })
  .meta({ id: 'DeliveryRemedies' });
/** Both ways out for a delivery that was refused or failed. */
export type DeliveryRemedies = z.infer<typeof deliveryRemedies>;

const decided = {
  fault: failureFault,
  reason: z.string().trim().min(3, 'Say what happened.').max(500, 'At most 500 characters.'),
  version: z.int().min(1),
};

/** Other tickets in place of a delivery, as the person saw them. */
export const replacement = z
  .object({
    ...decided,
    listingId: idOf('listing'),
    seats: z.array(z.int()).max(100),
    cost: money.meta({ description: 'What the preview said that the marketplace bears' }),
  })
  .meta({ id: 'DeliveryReplacement' });
/** Other tickets in place of a delivery, as a client sends it. */
export type Replacement = z.input<typeof replacement>;

/** The money back in place of tickets. */
export const refundInstead = z
  .object({ ...decided, amount: money.meta({ description: 'What the preview said that goes back' }) })
  .meta({ id: 'DeliveryRefund' });
