/** What version 2 of the payment's machine stored, and the messages of versions 1 and 2. Frozen. */
import { z } from 'zod';
import { type PaymentMessage, paymentContext } from '../paymentMessages.ts';

const disputeOpened = z.object({ type: z.literal('disputeOpened'), disputeId: z.string(), amount: z.int() });
const disputeClosed = z.object({
  type: z.literal('disputeClosed'),
  disputeId: z.string(),
  amount: z.int(),
  won: z.boolean(),
});
/** What Stripe reported of a dispute. Amounts are minor units. */
export type DisputeMessage = z.infer<typeof disputeOpened> | z.infer<typeof disputeClosed>;

/** What a snapshot of version 2 stored. */
export const paymentContextV2 = paymentContext.omit({ withheldAmount: true }).extend({
  disputeId: z.string().nullable(),
  keptDisputes: z.array(z.discriminatedUnion('type', [disputeOpened, disputeClosed])),
});
/** A context of version 2. */
export type PaymentContextV2 = z.infer<typeof paymentContextV2>;
/** The messages of versions 1 and 2. */
export type PaymentMessageV2 =
  | Exclude<
      PaymentMessage,
      { type: 'refundDone' | 'withheld' | 'reinstated' | 'refundAdopted' | 'refundGivenUp' }
    >
  | { type: 'refundDone'; amount: number }
  | DisputeMessage;
