/**
 * The payment's machine in its first version, which logs written with it replay through. Frozen: what changes goes into
 * `../payment.machine.ts`.
 */
import { setup } from 'xstate';
import { assignsOf } from '../../assignOn.ts';
import type { PaymentContextV2, PaymentMessageV2 as PaymentMessage } from './paymentMessages.v2.ts';

type PaymentContext = Omit<PaymentContextV2, 'disputeId' | 'keptDisputes'>;

const paymentSetup = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentMessage,
    input: {} as { reservationId: string; amount: number; currency: string },
    tags: {} as 'underway' | 'captured' | 'settled' | 'disputed' | 'ended',
  },
  delays: { check: 30_000 },
  guards: {
    deadlinePassed: ({ context }) => context.deadlinePassed,
    refundsAll: ({ context, event }) =>
      event.type === 'refundDone' && context.refundedAmount + event.amount >= context.amount,
    leavesEnough: ({ context, event }) =>
      context.refundedAmount + context.refundingAmount < context.amount &&
      event.type === 'refund' &&
      event.amount > 0 &&
      context.refundedAmount + context.refundingAmount + event.amount <= context.amount,
    cardUnknown: ({ context }) => context.card === null,
    returnsAll: ({ context, event }) =>
      event.type === 'refundReturned' && event.amount >= context.refundedAmount,
    won: ({ event }) => event.type === 'disputeClosed' && event.won,
  },
  actions: {
    confirmAtStripe: () => {},
    captureAtStripe: () => {},
    cancelAtStripe: () => {},
    askStripe: () => {},
    captureOrVoid: () => {},
    settleCapture: () => {},
    notifyFailed: () => {},
    settleReturn: (_, _params: { amount: number }) => {},
    openRefund: (_, _params: { amount: number; why: string }) => {},
    settleRefund: (_, _params: { amount: number }) => {},
    postDispute: (_, _params: { amount: number }) => {},
    postDisputeWon: (_, _params: { amount: number }) => {},
  },
});

const assignOn = assignsOf<PaymentContext, PaymentMessage>();
const storeToken = assignOn(['confirm'], ({ event }) => ({ confirmationTokenId: event.confirmationTokenId }));
const storeIntent = assignOn(
  ['authorized', 'actionRequired', 'declined', 'captured', 'canceled'],
  ({ context, event }) => ({
    stripeId: event.stripeId ?? context.stripeId,
    card: ('card' in event ? event.card : undefined) ?? context.card,
  }),
);
const storeCard = assignOn(['cardKnown'], ({ event }) => ({ card: event.card }));
const storeAction = assignOn(['actionRequired'], ({ event: { clientSecret, nextActionUrl } }) => ({
  clientSecret,
  nextActionUrl,
}));
const forgetAction = paymentSetup.assign({ clientSecret: null, nextActionUrl: null });
const storeDecline = assignOn(['declined'], ({ event: { code, message } }) => ({
  decline: { code, message },
}));
const announceRefund = assignOn(['refund'], ({ context, event }) => ({
  refundingAmount: context.refundingAmount + event.amount,
}));
const addRefund = assignOn(['refundDone'], ({ context, event }) => ({
  refundedAmount: context.refundedAmount + event.amount,
  refundingAmount: context.refundingAmount - event.amount,
}));
const takeRefundBack = assignOn(['refundReturned'], ({ context, event }) => ({
  refundedAmount: context.refundedAmount - event.amount,
  refundingAmount: context.refundingAmount + event.amount,
}));
const deadlineReached = paymentSetup.assign({ deadlinePassed: true });

const ofAmount = ({ event }: { event: { amount: number } }) => ({ amount: event.amount });
const settleRefund = { type: 'settleRefund', params: ofAmount } as const;
const settleReturn = { type: 'settleReturn', params: ofAmount } as const;

const onAuthorized = { target: 'authorized', actions: [storeIntent, forgetAction, 'captureOrVoid'] } as const;
const onCaptured = { target: 'succeeded', actions: [storeIntent, forgetAction, 'settleCapture'] } as const;
const onDeclined = {
  target: 'failed',
  actions: [storeIntent, forgetAction, storeDecline, 'notifyFailed'],
} as const;
const onCanceled = { target: 'canceled', actions: [storeIntent, forgetAction, 'notifyFailed'] } as const;
const onVoid = { target: 'voiding', actions: [forgetAction, 'cancelAtStripe'] } as const;
const onRefundDone = [
  { guard: 'refundsAll', target: 'refunded', actions: [addRefund, settleRefund] },
  { target: 'partiallyRefunded', actions: [addRefund, settleRefund] },
] as const;
const onRefundReturned = [
  { guard: 'returnsAll', target: 'succeeded', actions: [takeRefundBack, settleReturn] },
  { target: 'partiallyRefunded', actions: [takeRefundBack, settleReturn] },
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
const onCheck = { actions: 'askStripe' } as const;
const onDisputeOpened = { target: 'disputed', actions: { type: 'postDispute', params: ofAmount } } as const;

/** The machine of version 1. */
export const paymentMachineV1 = paymentSetup.createMachine({
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
  }),
  initial: 'created',
  on: { cardKnown: { guard: 'cardUnknown', actions: storeCard } },
  states: {
    created: {
      tags: ['underway'],
      on: {
        confirm: {
          target: 'confirming',
          actions: [storeToken, 'confirmAtStripe'],
        },
      },
    },
    confirming: {
      tags: ['underway'],
      after: { check: { target: 'confirming', reenter: true, actions: 'askStripe' } },
      on: {
        authorized: onAuthorized,
        captured: onCaptured,
        declined: onDeclined,
        canceled: onCanceled,
        actionRequired: [
          { guard: 'deadlinePassed', target: 'voiding', actions: [storeIntent, 'cancelAtStripe'] },
          { target: 'requiresAction', actions: [storeIntent, storeAction] },
        ],
        deadlineReached: { actions: deadlineReached },
        check: onCheck,
      },
    },
    requiresAction: {
      tags: ['underway'],
      after: { check: { target: 'requiresAction', reenter: true, actions: 'askStripe' } },
      on: {
        authorized: onAuthorized,
        captured: onCaptured,
        declined: onDeclined,
        canceled: onCanceled,
        check: onCheck,
        deadlineReached: { target: 'voiding', actions: [deadlineReached, forgetAction, 'cancelAtStripe'] },
        void: onVoid,
      },
    },
    authorized: {
      tags: ['underway'],
      on: {
        capture: { target: 'capturing', actions: 'captureAtStripe' },
        void: onVoid,
        captured: onCaptured,
        canceled: onCanceled,
      },
    },
    capturing: {
      tags: ['underway'],
      after: { check: { target: 'capturing', reenter: true, actions: 'askStripe' } },
      on: { captured: onCaptured, declined: onDeclined, canceled: onCanceled, void: onVoid, check: onCheck },
    },
    voiding: {
      tags: ['underway'],
      after: { check: { target: 'voiding', reenter: true, actions: 'askStripe' } },
      on: {
        canceled: onCanceled,
        captured: onCaptured,
        declined: onDeclined,
        check: onCheck,
        authorized: { actions: [storeIntent, 'cancelAtStripe'] },
      },
    },
    succeeded: {
      tags: ['captured', 'settled'],
      on: { refund: onRefund, refundDone: onRefundDone, disputeOpened: onDisputeOpened },
    },
    partiallyRefunded: {
      tags: ['captured', 'settled'],
      on: {
        refundReturned: onRefundReturned,
        refund: onRefund,
        refundDone: onRefundDone,
        disputeOpened: onDisputeOpened,
      },
    },
    refunded: {
      tags: ['captured', 'settled'],
      on: { refundReturned: onRefundReturned, disputeOpened: onDisputeOpened },
    },
    disputed: {
      tags: ['captured', 'disputed'],
      on: {
        disputeClosed: [
          { guard: 'won', target: 'won', actions: { type: 'postDisputeWon', params: ofAmount } },
          { target: 'lost' },
        ],
      },
    },
    won: { tags: ['captured', 'settled'], on: { refund: onRefund, refundDone: onRefundDone } },
    lost: { tags: ['captured'] },
    failed: {
      tags: ['ended'],
      on: {
        authorized: { target: 'voiding', actions: [storeIntent, 'cancelAtStripe'] },
        captured: onCaptured,
      },
    },
    canceled: {
      tags: ['ended'],
      on: {
        authorized: { target: 'voiding', actions: [storeIntent, 'cancelAtStripe'] },
        captured: onCaptured,
      },
    },
  },
});
