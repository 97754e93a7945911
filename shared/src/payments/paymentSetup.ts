/** The payment's guards, actions and assigns; `payment.machine.ts` says what follows what. */
import { setup } from 'xstate';
import { assignsOf } from '../assignOn.ts';
import type { NamedTickets, PaymentContext, PaymentMessage } from './paymentMessages.ts';

/** How long a payment waits for word from Stripe before it asks, in milliseconds. */
export const checkDelayMs = 30_000;

/** Minor units that may still be refunded. */
export function refundableAmount({
  amount,
  refundedAmount,
  refundingAmount,
  withheldAmount,
}: Pick<PaymentContext, 'amount' | 'refundedAmount' | 'refundingAmount' | 'withheldAmount'>): number {
  return Math.max(0, amount - refundedAmount - refundingAmount - withheldAmount);
}

/** What the payment's machine is made of: its types, guards and actions. */
export const paymentSetup = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentMessage,
    input: {} as { reservationId: string; amount: number; currency: string },
    tags: {} as 'underway' | 'captured' | 'settled' | 'ended',
  },
  delays: { check: checkDelayMs },
  guards: {
    deadlinePassed: ({ context }) => context.deadlinePassed,
    refundsAll: ({ context, event }) =>
      event.type === 'refundDone' && context.refundedAmount + event.amount >= context.amount,
    leavesEnough: ({ context, event }) =>
      refundableAmount(context) > 0 &&
      event.type === 'refund' &&
      event.amount > 0 &&
      event.amount <= refundableAmount(context),
    cardUnknown: ({ context }) => context.card === null,
    returnsAll: ({ context, event }) =>
      event.type === 'refundReturned' && event.amount >= context.refundedAmount,
  },
  actions: {
    /** A job: create and confirm the payment intent. */
    confirmAtStripe: () => {},
    captureAtStripe: () => {},
    cancelAtStripe: () => {},
    /** A job: read the payment intent and follow its state. */
    askStripe: () => {},
    /** In the transaction: capture while the reservation holds its tickets, else void. */
    captureOrVoid: () => {},
    /** In the transaction: the reservation is paid; or, too late, takes its tickets again; or the money goes back. */
    settleCapture: () => {},
    /** In the transaction: the reservation is notified that this payment failed. */
    notifyFailed: () => {},
    /** In the transaction: the books owe the fan a refund that the bank returned. */
    settleReturn: (_, _params: { amount: number; refundId: string | null }) => {},
    /** In the transaction: a refund is opened and sent. */
    openRefund: (_, _params: { amount: number; why: string; named: NamedTickets | null }) => {},
    /** In the transaction: the ledger, and the reservation when tickets or all of it went back. */
    settleRefund: (
      _,
      _params: { amount: number; again: boolean; elsewhere: boolean; refundId: string | null },
    ) => {},
  },
});

const assignOn = assignsOf<PaymentContext, PaymentMessage>();
/** The confirmation token with which the fan pays. */
export const storeToken = assignOn(['confirm'], ({ event }) => ({
  confirmationTokenId: event.confirmationTokenId,
}));
/** What Stripe reports of the payment intent with each of its messages; known facts are kept. */
export const storeIntent = assignOn(
  ['authorized', 'actionRequired', 'declined', 'captured', 'canceled'],
  ({ context, event }) => ({
    stripeId: event.stripeId ?? context.stripeId,
    card: ('card' in event ? event.card : undefined) ?? context.card,
  }),
);
/** The card's brand and last four digits. */
export const storeCard = assignOn(['cardKnown'], ({ event }) => ({ card: event.card }));
/** What the fan must do at their bank (3-D Secure), and the secret for it. */
export const storeAction = assignOn(['actionRequired'], ({ event: { clientSecret, nextActionUrl } }) => ({
  clientSecret,
  nextActionUrl,
}));
/** Nothing is left to do at the bank. */
export const forgetAction = paymentSetup.assign({ clientSecret: null, nextActionUrl: null });
/** Why the bank declined. */
export const storeDecline = assignOn(['declined'], ({ event: { code, message } }) => ({
  decline: { code, message },
}));
/** Why it is voided, where somebody said so. */
export const storeVoid = assignOn(['void'], ({ context, event }) => ({
  decline: event.decline ?? context.decline,
}));
/** A refund is under way: its amount can't be refunded again. */
export const announceRefund = assignOn(['refund', 'refundAdopted'], ({ context, event }) => ({
  refundingAmount: context.refundingAmount + event.amount,
}));
/** A refund is done: its amount counts as given back. */
export const addRefund = assignOn(['refundDone'], ({ context, event }) => ({
  refundedAmount: context.refundedAmount + event.amount,
  refundingAmount: context.refundingAmount - event.amount,
}));
/** What came back goes out again as soon as somebody sends it: it stays announced. */
export const takeRefundBack = assignOn(['refundReturned'], ({ context, event }) => ({
  refundedAmount: context.refundedAmount - event.amount,
  refundingAmount: context.refundingAmount + event.amount,
}));
/** The hold's deadline came while the payment was open. */
export const deadlineReached = paymentSetup.assign({ deadlinePassed: true });

/** A refund that was never done won't be sent again: its amount may be refunded otherwise. */
export const forgetRefund = assignOn(['refundGivenUp'], ({ context, event }) => ({
  refundingAmount: context.refundingAmount - event.amount,
}));
/** The bank holds this much in a dispute. */
export const addWithheld = assignOn(['withheld'], ({ context, event }) => ({
  withheldAmount: context.withheldAmount + event.amount,
}));
/** A dispute ended in our favor. */
export const subtractWithheld = assignOn(['reinstated'], ({ context, event }) => ({
  withheldAmount: Math.max(0, context.withheldAmount - event.amount),
}));
