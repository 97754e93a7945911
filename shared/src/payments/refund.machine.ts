/** Money on its way back to a fan. A refund may fail at the bank days later; it can then be sent again. */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';
import { checkDelayMs } from './paymentSetup.ts';

/** What a refund's snapshot stores. */
export const refundContext = z.object({
  paymentId: z.string(),
  /** Minor units. */
  amount: z.int().positive(),
  reason: z.string(),
  stripeId: z.string().nullable(),
  failure: z.string().nullable(),
  /** How often it was sent: part of the idempotency key, since a failed refund is a new one at Stripe. */
  attempt: z.int().min(0),
});
/** A refund's context. */
export type RefundContext = z.infer<typeof refundContext>;

/** The messages of a refund. */
export type RefundMessage =
  | { type: 'send' }
  | { type: 'sent'; stripeId: string }
  | { type: 'done'; stripeId: string }
  | { type: 'failed'; stripeId?: string; failure: string };

const refundSetup = setup({
  types: {
    context: {} as RefundContext,
    events: {} as RefundMessage,
    input: {} as { paymentId: string; amount: number; reason: string },
    tags: {} as 'underway',
  },
  // Banks take days: Stripe is asked every hour once it has the refund.
  delays: { check: checkDelayMs, checkPending: 60 * 60 * 1000 },
  guards: {
    /** Word of an earlier try, which was another refund at Stripe, is not about this one. */
    isAboutThis: ({ context, event }) =>
      context.stripeId === null ||
      !('stripeId' in event) ||
      event.stripeId === undefined ||
      event.stripeId === context.stripeId,
  },
  actions: {
    /** A job. */
    refundAtStripe: () => {},
    /** A job. */
    askStripe: () => {},
    /** In the transaction: the payment is notified. */
    notifyPayment: () => {},
    /** In the transaction: the bank returned the money after the refund was done; the payment is notified. */
    notifyReturned: () => {},
    /** In the transaction: support sees it in its queue. */
    askForHelp: () => {},
  },
});
const nextAttempt = refundSetup.assign({
  attempt: ({ context }) => context.attempt + 1,
  failure: null,
  stripeId: null,
});
const assignOn = assignsOf<RefundContext, RefundMessage>();
const storeStripeId = assignOn(['sent', 'done', 'failed'], ({ context, event }) => ({
  stripeId: event.stripeId ?? context.stripeId,
}));
const storeFailure = assignOn(['failed'], ({ event }) => ({ failure: event.failure }));
const onDone = { guard: 'isAboutThis', target: 'done', actions: [storeStripeId, 'notifyPayment'] } as const;
const onFailed = {
  guard: 'isAboutThis',
  target: 'failed',
  actions: [storeStripeId, storeFailure, 'askForHelp'],
} as const;

/** The refund's machine: requested, sent, done or failed, perhaps returned by the bank. */
export const refundMachine = refundSetup.createMachine({
  id: 'refund',
  context: ({ input }) => ({
    paymentId: input.paymentId,
    amount: input.amount,
    reason: input.reason,
    stripeId: null,
    failure: null,
    attempt: 0,
  }),
  initial: 'requested',
  states: {
    requested: {
      tags: ['underway'],
      on: { send: { target: 'sending', actions: [nextAttempt, 'refundAtStripe'] } },
    },
    sending: {
      tags: ['underway'],
      initial: 'asked',
      on: { done: onDone, failed: onFailed },
      states: {
        asked: {
          after: { check: { target: 'asked', reenter: true, actions: 'askStripe' } },
          on: { sent: { target: 'pending', actions: storeStripeId } },
        },
        pending: {
          after: { checkPending: { target: 'pending', reenter: true, actions: 'askStripe' } },
        },
      },
    },
    failed: { on: { send: { target: 'sending', actions: [nextAttempt, 'refundAtStripe'] }, done: onDone } },
    // A bank may return a refund that Stripe had called done, days later.
    done: { on: { failed: { ...onFailed, actions: [...onFailed.actions, 'notifyReturned'] } } },
  },
});
