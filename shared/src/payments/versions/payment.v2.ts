/**
 * The payment's machine in its second version, which logs written with it replay through: disputes were states of the
 * payment. Frozen: what changes goes into `payment.machine.ts`.
 */

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
} from './payment.v2.setup.ts';
import type { PaymentContextV2 as PaymentContext } from './paymentMessages.v2.ts';

const ofAmount = ({ event }: { event: { amount: number } }) => ({ amount: event.amount });
const settleRefund = { type: 'settleRefund', params: ofAmount } as const;
const settleReturn = { type: 'settleReturn', params: ofAmount } as const;
const postDispute = { type: 'postDispute', params: ofAmount } as const;
const postDisputeWon = { type: 'postDisputeWon', params: ofAmount } as const;
const sendKeptDisputes = {
  type: 'sendKeptDisputes',
  params: ({ context }: { context: PaymentContext }) => ({ kept: context.keptDisputes }),
} as const;
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
const ofRefundsUnderWay = {
  refundDone: { actions: [addRefund, settleRefund] },
  refundReturned: { actions: [takeRefundBack, settleReturn] },
} as const;
/** The machine of version 2. */
export const paymentMachineV2 = paymentSetup.createMachine({
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
