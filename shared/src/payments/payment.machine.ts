/**
 * One try to pay for one reservation, through Stripe: authorised first, captured only while the reservation
 * holds its tickets. Source: domain.md, "Actors".
 *
 * What Stripe says comes as messages, from an answer or a webhook, in any order and any number of times; what a
 * state doesn't accept is refused, so the second telling changes nothing. While the payment is open it asks Stripe
 * again by itself (`check`), so a lost answer or webhook is healed. Refunds and disputes are actors of their own; the sums
 * of what they move are here, and no message of theirs is refused by where the payment stands.
 */

import type { NamedTickets } from './paymentMessages.ts';
import {
  addRefund,
  addWithheld,
  announceRefund,
  deadlineReached,
  forgetAction,
  forgetRefund,
  paymentSetup,
  storeAction,
  storeCard,
  storeDecline,
  storeIntent,
  storeToken,
  storeVoid,
  subtractWithheld,
  takeRefundBack,
} from './paymentSetup.ts';

const settleRefund = {
  type: 'settleRefund',
  params: ({
    event,
  }: {
    event: { amount: number; again: boolean; elsewhere: boolean; refundId?: string };
  }) => ({
    amount: event.amount,
    again: event.again,
    elsewhere: event.elsewhere,
    refundId: event.refundId ?? null,
  }),
} as const;
const settleReturn = {
  type: 'settleReturn',
  params: ({ event }: { event: { amount: number; refundId?: string } }) => ({
    amount: event.amount,
    refundId: event.refundId ?? null,
  }),
} as const;
/** The one timer, by its message: an `after` would leave the state inside `open` to be armed again. */
const checkLater = paymentSetup.raise({ type: 'check' }, { id: 'check', delay: 'check' });

const onAuthorized = {
  target: '#payment.open.authorized',
  actions: [storeIntent, forgetAction, 'captureOrVoid'],
} as const;
const onCaptured = {
  target: '#payment.settled',
  actions: [storeIntent, forgetAction, 'settleCapture'],
} as const;
const onVoid = { target: 'voiding', actions: [storeVoid, forgetAction, 'cancelAtStripe'] } as const;
const onRefundDone = [
  { guard: 'refundsAll', target: '.refunded', actions: [addRefund, settleRefund] },
  { target: '.partiallyRefunded', actions: [addRefund, settleRefund] },
] as const;
const onRefundReturned = [
  { guard: 'returnsAll', target: '.succeeded', actions: [takeRefundBack, settleReturn] },
  { target: '.partiallyRefunded', actions: [takeRefundBack, settleReturn] },
] as const;
const onRefund = {
  guard: 'leavesEnough',
  actions: [
    announceRefund,
    {
      type: 'openRefund',
      params: ({ event }: { event: { amount: number; why: string; named?: NamedTickets } }) => ({
        amount: event.amount,
        why: event.why,
        named: event.named ?? null,
      }),
    },
  ],
} as const;
/** The payment's machine: authorized, captured or voided, refunded. */
export const paymentMachine = paymentSetup.createMachine({
  id: 'payment',
  context: ({ input }) => ({
    reservationId: input.reservationId,
    amount: input.amount,
    currency: input.currency,
    confirmationTokenId: null,
    stripeId: null,
    clientSecret: null,
    nextActionUrl: null,
    card: null,
    decline: null,
    refundedAmount: 0,
    refundingAmount: 0,
    deadlinePassed: false,
    withheldAmount: 0,
  }),
  initial: 'created',
  // A webhook doesn't name the card; where it came before the answer that does, the answer still names it.
  on: {
    cardKnown: { guard: 'cardUnknown', actions: storeCard },
    // A bank may dispute what we don't know to be captured yet.
    withheld: { actions: addWithheld },
    reinstated: { actions: subtractWithheld },
  },
  states: {
    created: {
      tags: ['underway'],
      on: { confirm: { target: 'open', actions: [storeToken, 'confirmAtStripe'] } },
    },
    open: {
      tags: ['underway'],
      initial: 'confirming',
      entry: checkLater,
      exit: paymentSetup.cancel('check'),
      on: {
        captured: onCaptured,
        declined: {
          target: 'ended.failed',
          actions: [storeIntent, forgetAction, storeDecline, 'notifyFailed'],
        },
        canceled: { target: 'ended.canceled', actions: [storeIntent, forgetAction, 'notifyFailed'] },
        check: { actions: ['askStripe', checkLater] },
      },
      states: {
        confirming: {
          on: {
            authorized: onAuthorized,
            actionRequired: [
              { guard: 'deadlinePassed', target: 'voiding', actions: [storeIntent, 'cancelAtStripe'] },
              { target: 'requiresAction', actions: [storeIntent, storeAction] },
            ],
            deadlineReached: { actions: deadlineReached },
          },
        },
        requiresAction: {
          on: {
            authorized: onAuthorized,
            deadlineReached: {
              target: 'voiding',
              actions: [deadlineReached, forgetAction, 'cancelAtStripe'],
            },
            void: onVoid,
          },
        },
        authorized: {
          on: { capture: { target: 'capturing', actions: 'captureAtStripe' }, void: onVoid },
        },
        capturing: { on: { void: onVoid } },
        voiding: {
          on: {
            // Stripe still holds the money, or still waits for the fan (a cancel that got lost): ask for the void again.
            authorized: { actions: [storeIntent, 'cancelAtStripe'] },
            actionRequired: { actions: [storeIntent, 'cancelAtStripe'] },
          },
        },
      },
    },
    settled: {
      tags: ['captured', 'settled'],
      initial: 'succeeded',
      on: {
        refund: onRefund,
        refundAdopted: { actions: announceRefund },
        refundGivenUp: { actions: forgetRefund },
        refundDone: onRefundDone,
        refundReturned: onRefundReturned,
      },
      states: { succeeded: {}, partiallyRefunded: {}, refunded: {} },
    },
    // An authorization that comes after the end is voided; a capture is settled: the tickets are taken again or the
    // money goes back.
    ended: {
      tags: ['ended'],
      initial: 'failed',
      on: {
        authorized: { target: 'open.voiding', actions: [storeIntent, 'cancelAtStripe'] },
        captured: onCaptured,
      },
      states: { failed: {}, canceled: {} },
    },
  },
});
