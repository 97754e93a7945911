/** The refund's machine in its first version, which logs written with it replay through. Frozen. */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../../assignOn.ts';
/** What a snapshot of version 1 stored. */
export const refundContextV1 = z.object({
  paymentId: z.string(),
  amount: z.int().positive(),
  reason: z.string(),
  stripeId: z.string().nullable(),
  failure: z.string().nullable(),
  attempt: z.int().min(0),
});
type RefundContext = z.infer<typeof refundContextV1>;
type RefundMessage =
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
  delays: { check: 30_000, checkPending: 60 * 60 * 1000 },
  guards: {
    isAboutThis: ({ context, event }) =>
      context.stripeId === null ||
      !('stripeId' in event) ||
      event.stripeId === undefined ||
      event.stripeId === context.stripeId,
  },
  actions: {
    refundAtStripe: () => {},
    askStripe: () => {},
    notifyPayment: () => {},
    notifyReturned: () => {},
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
/** The machine of version 1. */
export const refundMachineV1 = refundSetup.createMachine({
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
    done: { on: { failed: { ...onFailed, actions: [...onFailed.actions, 'notifyReturned'] } } },
  },
});
