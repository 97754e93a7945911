/** What a payout stores, and its messages. */
import { z } from 'zod';
import { type PayoutWay, payoutWays } from './ways.ts';

/** What a payout's snapshot stores. Days are calendar days, instants ISO 8601 in UTC. */
export const payoutContext = z.object({
  consignorId: z.string(),
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string(),
  /** How often it was paid or sent. */
  attempts: z.int().nonnegative(),
  /** The last attempt; null: none yet, or one of the first version, which had no rows for them. */
  attemptId: z.string().nullable(),
  /** How it was paid the last time; null: never yet. */
  way: z.enum(payoutWays).nullable(),
  /** What the consignor's bank or the check shows. */
  reference: z.string().nullable(),
  /** The day on which the money left, or is to leave. */
  paidOn: z.string().nullable(),
  /** Why it came back or was refused the last time. */
  returnReason: z.string().nullable(),
});
/** A payout's context. */
export type PayoutContext = z.infer<typeof payoutContext>;

/** What a new payout is made of; the amount in minor units. */
export type PayoutInput = Pick<PayoutContext, 'consignorId' | 'amount' | 'currency'>;

/** The messages of a payout. What a bank says names the attempt that it is about: word of an earlier one is refused. */
export type PayoutMessage =
  | { type: 'approve' }
  /** Its run was withdrawn, or its lines changed before it was approved. */
  | { type: 'drop' }
  /** The money left, by hand. */
  | { type: 'pay'; attemptId: string; way: PayoutWay; reference: string; paidOn: string }
  /** It is in a file for the bank, which is to pay it on that day. */
  | {
      type: 'send';
      attemptId: string;
      reference: string;
      paidOn: string;
      fileId: string;
      bankAccountId: string;
    }
  /** Stripe is asked to transfer it to the consignor's account there. */
  | {
      type: 'transfer';
      attemptId: string;
      reference: string;
      paidOn: string;
      connectedAccountId: string;
    }
  /** Stripe made the transfer. */
  | { type: 'transferred'; attemptId: string; transferId: string; paidOn: string }
  /** Stripe won't make it. */
  | { type: 'refuseTransfer'; attemptId: string; why: string }
  /** Stripe is asked to take the transfer back. */
  | { type: 'reverse'; why: string }
  /** Stripe took it back, all of it. */
  | { type: 'reversed'; attemptId: string; why: string }
  /** Stripe won't take it back. */
  | { type: 'refuseReversal'; attemptId: string; why: string }
  /** The bank paid it. */
  | { type: 'settle'; attemptId: string; paidOn: string }
  /** The bank won't pay it. */
  | { type: 'refuse'; attemptId: string; why: string }
  /** Its file wasn't given to the bank. */
  | { type: 'recall'; attemptId: string }
  /** The money came back. */
  | { type: 'return'; attemptId?: string; why: string }
  /** To be paid once more. */
  | { type: 'retry' }
  /** Not to be paid: its lines wait for a later run. */
  | { type: 'cancel' };

/** An attempt as it begins. */
export interface BegunAttempt {
  id: string;
  way: PayoutWay;
  reference: string;
  paidOn: string;
  state: 'sending' | 'paid';
  fileId: string | null;
  bankAccountId: string | null;
  connectedAccountId: string | null;
}
