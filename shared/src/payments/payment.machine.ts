/**
 * One try to pay for one reservation, through Stripe: authorised first, captured only while the reservation
 * holds its tickets. Source: domain.md, "Actors".
 *
 * What Stripe says comes as messages, from an answer or a webhook, in any order and any number of times; what a
 * state doesn't accept is refused, so the second telling changes nothing. While the payment is open it asks Stripe
 * again by itself (`check`), so a lost answer or webhook is healed. What concerns money that may already have moved
 * is never refused: a dispute that comes before its capture is kept and answered after it.
 */

import type { PaymentContext } from './paymentMessages.ts';
import {
  addRefund,
  announceRefund,
  deadlineReached,
  forgetAction,
  forgetKeptDisputes,
  keepDispute,
  paymentSetup,
  storeAction,
  storeCard,
  storeDecline,
  storeDispute,
  storeIntent,
  storeToken,
  takeRefundBack,
} from './paymentSetup.ts';

const ofAmount = ({ event }: { event: { amount: number } }) => ({ amount: event.amount });
const settleRefund = { type: 'settleRefund', params: ofAmount } as const;
const settleReturn = { type: 'settleReturn', params: ofAmount } as const;
const postDispute = { type: 'postDispute', params: ofAmount } as const;
const postDisputeWon = { type: 'postDisputeWon', params: ofAmount } as const;
const sendKeptDisputes = {
  type: 'sendKeptDisputes',
  params: ({ context }: { context: PaymentContext }) => ({ kept: context.keptDisputes }),
} as const;
/** The one timer, by its message: an `after` would leave the state inside `open` to be armed again. */
const checkLater = paymentSetup.raise({ type: 'check' }, { id: 'check', delay: 'check' });

const keepsDispute = { guard: 'unknownDispute', actions: keepDispute } as const;
const onAuthorized = {
  target: '#payment.open.authorized',
  actions: [storeIntent, forgetAction, 'captureOrVoid'],
} as const;
const onCaptured = {
  target: '#payment.settled',
  actions: [storeIntent, forgetAction, 'settleCapture', sendKeptDisputes, forgetKeptDisputes],
} as const;
const onVoid = { target: 'voiding', actions: [forgetAction, 'cancelAtStripe'] } as const;
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
      params: ({ event }: { event: { amount: number; why: string } }) => ({
        amount: event.amount,
        why: event.why,
      }),
    },
  ],
} as const;
const onDisputeOpened = {
  guard: 'newDispute',
  target: '#payment.disputed',
  actions: [storeDispute, postDispute, sendKeptDisputes, forgetKeptDisputes],
} as const;
/** A refund that was under way when the bank disputed the payment. */
const ofRefundsUnderWay = {
  refundDone: { actions: [addRefund, settleRefund] },
  refundReturned: { actions: [takeRefundBack, settleReturn] },
} as const;

/** The payment's machine: authorized, captured or voided, refunded, disputed. */
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
    disputeId: null,
    keptDisputes: [],
  }),
  initial: 'created',
  // A webhook doesn't name the card; where it came before the answer that does, the answer still names it.
  on: { cardKnown: { guard: 'cardUnknown', actions: storeCard } },
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
        disputeOpened: keepsDispute,
        disputeClosed: keepsDispute,
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
        refundDone: onRefundDone,
        refundReturned: onRefundReturned,
        disputeOpened: onDisputeOpened,
        disputeClosed: keepsDispute,
      },
      states: { succeeded: {}, partiallyRefunded: {}, refunded: {}, won: {} },
    },
    disputed: {
      tags: ['captured', 'disputed'],
      on: {
        ...ofRefundsUnderWay,
        disputeOpened: keepsDispute,
        disputeClosed: [
          {
            guard: 'won',
            target: 'settled.won',
            actions: [postDisputeWon, sendKeptDisputes, forgetKeptDisputes],
          },
          { guard: 'lost', target: 'lost', actions: [sendKeptDisputes, forgetKeptDisputes] },
          keepsDispute,
        ],
      },
    },
    lost: {
      tags: ['captured'],
      on: { ...ofRefundsUnderWay, disputeOpened: onDisputeOpened, disputeClosed: keepsDispute },
    },
    // An authorization that comes after the end is voided; a capture is settled: the tickets are taken again or the
    // money goes back.
    ended: {
      tags: ['ended'],
      initial: 'failed',
      on: {
        authorized: { target: 'open.voiding', actions: [storeIntent, 'cancelAtStripe'] },
        captured: onCaptured,
        disputeOpened: keepsDispute,
        disputeClosed: keepsDispute,
      },
      states: { failed: {}, canceled: {} },
    },
  },
});
