/**
 * One try to pay for one reservation, through Stripe: authorised first, captured only while the reservation
 * holds its tickets. Source: domain.md, "Actors".
 *
 * What Stripe says comes as messages, from an answer or a webhook, in any order and any number of times; what a
 * state doesn't accept is refused, so the second telling changes nothing. Every state that waits for Stripe asks
 * again by itself (`check`), so a lost answer or webhook is healed.
 */
import { assign, setup } from 'xstate';
import { z } from 'zod';

/** How long a payment waits for word from Stripe before it asks, in milliseconds. */
export const checkDelayMs = 30_000;

export const card = z.object({ brand: z.string(), last4: z.string() });
export const decline = z.object({ code: z.string(), message: z.string() });

export const paymentContext = z.object({
  reservationId: z.string(),
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string(),
  confirmationTokenId: z.string().nullable(),
  stripeId: z.string().nullable(),
  clientSecret: z.string().nullable(),
  nextActionUrl: z.string().nullable(),
  card: card.nullable(),
  decline: decline.nullable(),
  /** Minor units given back so far, and on their way back. */
  refundedAmount: z.int().min(0),
  refundingAmount: z.int().min(0),
  /** The hold's deadline came: the fan isn't waited for any longer. */
  hurried: z.boolean(),
});
export type PaymentContext = z.infer<typeof paymentContext>;

type Card = z.infer<typeof card>;
export type PaymentMessage =
  | { type: 'confirm'; confirmationTokenId: string }
  | { type: 'authorized'; stripeId: string; card?: Card }
  | {
      type: 'actionRequired';
      stripeId: string;
      clientSecret: string;
      nextActionUrl: string | null;
      card?: Card;
    }
  | { type: 'declined'; stripeId?: string; code: string; message: string; card?: Card }
  | { type: 'capture' }
  | { type: 'captured'; stripeId: string; card?: Card }
  | { type: 'void' }
  | { type: 'canceled'; stripeId?: string }
  | { type: 'hurry' }
  | { type: 'cardKnown'; card: Card }
  | { type: 'check' }
  | { type: 'refund'; amount: number; why: string }
  | { type: 'refundDone'; amount: number }
  | { type: 'refundReturned'; amount: number }
  | { type: 'disputeOpened'; disputeId: string; amount: number }
  | { type: 'disputeClosed'; disputeId: string; amount: number; won: boolean };

const paymentSetup = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentMessage,
    input: {} as { reservationId: string; amount: number; currency: string },
  },
  delays: { check: checkDelayMs },
  guards: {
    hurried: ({ context }) => context.hurried,
    refundsAll: ({ context, event }) =>
      event.type === 'refundDone' && context.refundedAmount + event.amount >= context.amount,
    leavesEnough: ({ context, event }) =>
      event.type === 'refund' &&
      event.amount > 0 &&
      context.refundedAmount + context.refundingAmount + event.amount <= context.amount,
    cardUnknown: ({ context }) => context.card === null,
    returnsAll: ({ context, event }) =>
      event.type === 'refundReturned' && event.amount >= context.refundedAmount,
    won: ({ event }) => event.type === 'disputeClosed' && event.won,
  },
  actions: {
    /** Outside: create and confirm the payment intent. */
    confirmAtStripe: () => {},
    captureAtStripe: () => {},
    cancelAtStripe: () => {},
    /** Outside: read the payment intent and tell its state. */
    askStripe: () => {},
    /** Inside: capture while the reservation holds its tickets, else void. */
    captureOrVoid: () => {},
    /** Inside: the reservation is paid; or, too late, takes its tickets again; or the money goes back. */
    settleCapture: () => {},
    /** Inside: the reservation hears that this payment came to nothing. */
    tellFailed: () => {},
    /** Inside: the books take a refund back that the bank returned. */
    settleReturn: () => {},
    /** Inside: a refund is opened and sent. */
    openRefund: () => {},
    /** Inside: the ledger, and the reservation when all of it went back. */
    settleRefund: () => {},
    postDispute: () => {},
    postDisputeWon: () => {},
  },
});

/** What a message tells of the payment intent, whatever else it says. */
function told(message: PaymentMessage): { stripeId?: string; card?: Card } {
  return {
    stripeId: 'stripeId' in message ? message.stripeId : undefined,
    card: 'card' in message ? message.card : undefined,
  };
}
const learn = paymentSetup.assign(({ context, event }) => ({
  stripeId: told(event).stripeId ?? context.stripeId,
  card: told(event).card ?? context.card,
}));
const learnAction = paymentSetup.assign({
  clientSecret: ({ event }) => (event.type === 'actionRequired' ? event.clientSecret : null),
  nextActionUrl: ({ event }) => (event.type === 'actionRequired' ? event.nextActionUrl : null),
});
const forgetAction = paymentSetup.assign({ clientSecret: null, nextActionUrl: null });
const learnDecline = paymentSetup.assign({
  decline: ({ event }) => (event.type === 'declined' ? { code: event.code, message: event.message } : null),
});
const addRefund = paymentSetup.assign({
  refundedAmount: ({ context, event }) =>
    context.refundedAmount + (event.type === 'refundDone' ? event.amount : 0),
  refundingAmount: ({ context, event }) =>
    context.refundingAmount - (event.type === 'refundDone' ? event.amount : 0),
});
const announceRefund = paymentSetup.assign({
  refundingAmount: ({ context, event }) =>
    context.refundingAmount + (event.type === 'refund' ? event.amount : 0),
});
const hurry = paymentSetup.assign({ hurried: true });

const onAuthorized = { target: 'authorized', actions: [learn, forgetAction, 'captureOrVoid'] } as const;
const onCaptured = { target: 'succeeded', actions: [learn, forgetAction, 'settleCapture'] } as const;
const onDeclined = { target: 'failed', actions: [learn, forgetAction, learnDecline, 'tellFailed'] } as const;
const onCanceled = { target: 'canceled', actions: [learn, forgetAction, 'tellFailed'] } as const;
const onVoid = { target: 'voiding', actions: [forgetAction, 'cancelAtStripe'] } as const;
const onRefundDone = [
  { guard: 'refundsAll', target: 'refunded', actions: [addRefund, 'settleRefund'] },
  { target: 'partiallyRefunded', actions: [addRefund, 'settleRefund'] },
] as const;
// What came back is on its way out again as soon as somebody sends it: it stays announced.
const takeRefundBack = paymentSetup.assign({
  refundedAmount: ({ context, event }) =>
    context.refundedAmount - (event.type === 'refundReturned' ? event.amount : 0),
  refundingAmount: ({ context, event }) =>
    context.refundingAmount + (event.type === 'refundReturned' ? event.amount : 0),
});
const onRefundReturned = [
  { guard: 'returnsAll', target: 'succeeded', actions: [takeRefundBack, 'settleReturn'] },
  { target: 'partiallyRefunded', actions: [takeRefundBack, 'settleReturn'] },
] as const;
const onRefund = { guard: 'leavesEnough', actions: [announceRefund, 'openRefund'] } as const;
const onCheck = { actions: 'askStripe' } as const;
const onDisputeOpened = { target: 'disputed', actions: 'postDispute' } as const;

export const paymentMachine = paymentSetup.createMachine({
  id: 'payment',
  context: ({ input }) => ({
    reservationId: input?.reservationId ?? '',
    amount: input?.amount ?? 1,
    currency: input?.currency ?? 'USD',
    confirmationTokenId: null,
    stripeId: null,
    clientSecret: null,
    nextActionUrl: null,
    card: null,
    decline: null,
    refundedAmount: 0,
    refundingAmount: 0,
    hurried: false,
  }),
  initial: 'created',
  // A webhook doesn't name the card; where it came before the answer that does, the answer still tells it.
  on: { cardKnown: { guard: 'cardUnknown', actions: learn } },
  states: {
    created: {
      on: {
        confirm: {
          target: 'confirming',
          actions: [
            assign({ confirmationTokenId: ({ event }) => event.confirmationTokenId }),
            'confirmAtStripe',
          ],
        },
      },
    },
    confirming: {
      after: { check: { target: 'confirming', reenter: true, actions: 'askStripe' } },
      on: {
        authorized: onAuthorized,
        captured: onCaptured,
        declined: onDeclined,
        canceled: onCanceled,
        actionRequired: [
          { guard: 'hurried', target: 'voiding', actions: [learn, 'cancelAtStripe'] },
          { target: 'requiresAction', actions: [learn, learnAction] },
        ],
        hurry: { actions: hurry },
        check: onCheck,
      },
    },
    requiresAction: {
      after: { check: { target: 'requiresAction', reenter: true, actions: 'askStripe' } },
      on: {
        authorized: onAuthorized,
        captured: onCaptured,
        declined: onDeclined,
        canceled: onCanceled,
        check: onCheck,
        hurry: { target: 'voiding', actions: [hurry, forgetAction, 'cancelAtStripe'] },
        void: onVoid,
      },
    },
    authorized: {
      on: {
        capture: { target: 'capturing', actions: 'captureAtStripe' },
        void: onVoid,
        captured: onCaptured,
        canceled: onCanceled,
      },
    },
    capturing: {
      after: { check: { target: 'capturing', reenter: true, actions: 'askStripe' } },
      on: { captured: onCaptured, declined: onDeclined, canceled: onCanceled, void: onVoid, check: onCheck },
    },
    voiding: {
      after: { check: { target: 'voiding', reenter: true, actions: 'askStripe' } },
      on: {
        canceled: onCanceled,
        captured: onCaptured,
        declined: onDeclined,
        check: onCheck,
        // Stripe still holds the money (a cancel that got lost): ask for the void again.
        authorized: { actions: [learn, 'cancelAtStripe'] },
      },
    },
    succeeded: { on: { refund: onRefund, refundDone: onRefundDone, disputeOpened: onDisputeOpened } },
    partiallyRefunded: {
      on: {
        refundReturned: onRefundReturned,
        refund: onRefund,
        refundDone: onRefundDone,
        disputeOpened: onDisputeOpened,
      },
    },
    refunded: { on: { refundReturned: onRefundReturned, disputeOpened: onDisputeOpened } },
    disputed: {
      on: {
        disputeClosed: [{ guard: 'won', target: 'won', actions: 'postDisputeWon' }, { target: 'lost' }],
      },
    },
    won: { on: { refund: onRefund, refundDone: onRefundDone } },
    lost: {},
    // An authorisation that comes after the end is voided; a capture is settled: reclaimed or given back.
    failed: {
      on: { authorized: { target: 'voiding', actions: [learn, 'cancelAtStripe'] }, captured: onCaptured },
    },
    canceled: {
      on: { authorized: { target: 'voiding', actions: [learn, 'cancelAtStripe'] }, captured: onCaptured },
    },
  },
});
