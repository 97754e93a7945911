/** The refund's second version, frozen: it forgot the ids of its former attempts, and believed late word of them. */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../../assignOn.ts';
import { checkDelayMs } from '../paymentSetup.ts';

/** What a refund's snapshot stores. */
export const refundContextV2 = z.object({
  paymentId: z.string(),
  /** Minor units. */
  amount: z.int().positive(),
  reason: z.string(),
  stripeId: z.string().nullable(),
  failure: z.string().nullable(),
  /** How often it was sent: part of the idempotency key, since a failed refund is a new one at Stripe. */
  attempt: z.int().min(0),
  /** The bank returned it after it was done: the fan is owed it, whatever became of the seats. */
  returned: z.boolean(),
  /** We asked for it; otherwise it was made at Stripe. */
  isOurs: z.boolean(),
});
/** A refund's context. */
type RefundContext = z.infer<typeof refundContextV2>;

/** The messages of a refund. */
type RefundMessage =
  | { type: 'send' }
  | { type: 'sent'; stripeId: string }
  | { type: 'done'; stripeId: string }
  | { type: 'failed'; stripeId?: string; failure: string }
  /** Of one that was made at Stripe: a person says which tickets it was for. */
  | { type: 'nameTickets'; ticketIds: string[]; backOnSale: boolean }
  | { type: 'giveUp' }
  | { type: 'payElsewhere' };

const refundSetup = setup({
  types: {
    context: {} as RefundContext,
    events: {} as RefundMessage,
    /** `stripeId`: of a refund that was made at Stripe; null for one of ours. */
    input: {} as { paymentId: string; amount: number; reason: string; stripeId: string | null },
    /** `repaid`: the fan has the money. */
    tags: {} as 'underway' | 'stuck' | 'repaid',
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
    /** What the fan was once told to have can't be given up. */
    neverDone: ({ context }) => !context.returned,
    isReturned: ({ context }) => context.returned,
    isOutside: ({ context }) => !context.isOurs,
    /** News of one that was made at Stripe. */
    isAdopted: ({ context, event }) =>
      !context.isOurs && 'stripeId' in event && event.stripeId === context.stripeId,
    isAgain: ({ context, event }) =>
      context.returned && event.type === 'done' && (context.stripeId ?? event.stripeId) === event.stripeId,
  },
  actions: {
    /** A job. */
    refundAtStripe: () => {},
    /** A job. */
    askStripe: () => {},
    /** In the transaction: the payment is notified. */
    notifyPayment: (_, _params: { again: boolean; elsewhere: boolean }) => {},
    /** In the transaction: the bank returned the money after the refund was done; the payment is notified. */
    notifyReturned: () => {},
    /** In the transaction: the payment may be refunded otherwise. */
    notifyGivenUp: () => {},
    /** In the transaction: money went back, and nobody said for which tickets. */
    askWhichTickets: () => {},
    /** In the transaction: these tickets are what it is for. */
    nameTickets: (_, _params: { ticketIds: string[]; backOnSale: boolean }) => {},
    /** In the transaction: it is done already, so that the tickets are void now and the books follow. */
    settleNamed: () => {},
    /** In the transaction: support sees it in its queue. */
    askForHelp: () => {},
    /** In the transaction: it needs nobody any more. */
    helpDone: () => {},
    /** Jobs: an email each. */
    mailReturned: () => {},
    mailPaidAgain: (_, _params: { elsewhere: boolean }) => {},
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
const notifyPayment = (elsewhere: boolean) =>
  ({
    type: 'notifyPayment',
    params: ({ context }: { context: RefundContext }) => ({ again: context.returned, elsewhere }),
  }) as const;
const mailPaidAgain = (elsewhere: boolean) => ({ type: 'mailPaidAgain', params: { elsewhere } }) as const;
const onDone = [
  {
    guard: 'isAgain',
    target: '#refund.done',
    actions: [storeStripeId, notifyPayment(false), 'helpDone', mailPaidAgain(false)],
  },
  {
    guard: 'isAboutThis',
    target: '#refund.done',
    actions: [storeStripeId, notifyPayment(false), 'helpDone'],
  },
] as const;
const onFailed = {
  guard: 'isAboutThis',
  target: '#refund.failed',
  actions: [storeStripeId, storeFailure, 'askForHelp'],
} as const;
const nameTickets = {
  type: 'nameTickets',
  params: ({ event }: { event: { ticketIds: string[]; backOnSale: boolean } }) => ({
    ticketIds: event.ticketIds,
    backOnSale: event.backOnSale,
  }),
} as const;
const onSent = { target: '#refund.sending.pending', actions: storeStripeId } as const;

/** The refund's machine: requested, sent, done or failed, perhaps returned by the bank, at last paid or given up. */
export const refundMachineV2 = refundSetup.createMachine({
  id: 'refund',
  context: ({ input }) => ({
    paymentId: input.paymentId,
    amount: input.amount,
    reason: input.reason,
    stripeId: input.stripeId,
    failure: null,
    attempt: 0,
    returned: false,
    isOurs: input.stripeId === null,
  }),
  initial: 'requested',
  states: {
    requested: {
      tags: ['underway'],
      on: {
        send: { target: 'sending', actions: [nextAttempt, 'refundAtStripe'] },
        // One that was made at Stripe is there already.
        sent: { ...onSent, guard: 'isAdopted', actions: [storeStripeId, 'askWhichTickets'] },
        done: {
          guard: 'isAdopted',
          target: 'done',
          actions: [storeStripeId, notifyPayment(false), 'askWhichTickets'],
        },
        failed: { ...onFailed, guard: 'isAdopted' },
      },
    },
    sending: {
      tags: ['underway'],
      initial: 'asked',
      on: { done: onDone, failed: onFailed, nameTickets: { guard: 'isOutside', actions: nameTickets } },
      states: {
        asked: {
          after: { check: { target: 'asked', reenter: true, actions: 'askStripe' } },
          on: { sent: onSent },
        },
        pending: {
          after: { checkPending: { target: 'pending', reenter: true, actions: 'askStripe' } },
        },
      },
    },
    failed: {
      tags: ['stuck'],
      on: {
        send: { target: 'sending', actions: [nextAttempt, 'refundAtStripe', 'helpDone'] },
        done: onDone,
        giveUp: { guard: 'neverDone', target: 'givenUp', actions: ['notifyGivenUp', 'helpDone'] },
        payElsewhere: [
          {
            guard: 'isReturned',
            target: 'paidElsewhere',
            actions: [notifyPayment(true), 'helpDone', mailPaidAgain(true)],
          },
          { target: 'paidElsewhere', actions: [notifyPayment(true), 'helpDone'] },
        ],
      },
    },
    // A bank may return a refund that Stripe had called done, days later.
    done: {
      tags: ['repaid'],
      on: {
        nameTickets: { guard: 'isOutside', actions: [nameTickets, 'settleNamed'] },
        failed: {
          ...onFailed,
          actions: [
            ...onFailed.actions,
            refundSetup.assign({ returned: true }),
            'notifyReturned',
            'mailReturned',
          ],
        },
      },
    },
    givenUp: { type: 'final' },
    paidElsewhere: { tags: ['repaid'], type: 'final' },
  },
});
