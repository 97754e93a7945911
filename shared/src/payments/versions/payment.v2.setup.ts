/** The guards, actions and assigns of the payment's machine in its second version. Frozen. */
import { setup } from 'xstate';
import { assignsOf } from '../../assignOn.ts';
import type {
  DisputeMessage,
  PaymentContextV2 as PaymentContext,
  PaymentMessageV2 as PaymentMessage,
} from './paymentMessages.v2.ts';

function isKept({ keptDisputes }: PaymentContext, { type, disputeId }: DisputeMessage): boolean {
  return keptDisputes.some((kept) => kept.type === type && kept.disputeId === disputeId);
}

function isOpenDispute(context: PaymentContext, { disputeId }: DisputeMessage): boolean {
  return context.disputeId === null || context.disputeId === disputeId;
}
export const paymentSetup = setup({
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
    newDispute: ({ context, event }) =>
      event.type === 'disputeOpened' && event.disputeId !== context.disputeId && !isKept(context, event),
    won: ({ context, event }) => event.type === 'disputeClosed' && event.won && isOpenDispute(context, event),
    lost: ({ context, event }) =>
      event.type === 'disputeClosed' && !event.won && isOpenDispute(context, event),
    unknownDispute: ({ context, event }) =>
      (event.type === 'disputeOpened' || event.type === 'disputeClosed') &&
      event.disputeId !== context.disputeId &&
      !isKept(context, event),
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
    sendKeptDisputes: (_, _params: { kept: DisputeMessage[] }) => {},
    postDispute: (_, _params: { amount: number }) => {},
    postDisputeWon: (_, _params: { amount: number }) => {},
  },
});

const assignOn = assignsOf<PaymentContext, PaymentMessage>();
export const storeToken = assignOn(['confirm'], ({ event }) => ({
  confirmationTokenId: event.confirmationTokenId,
}));
export const storeIntent = assignOn(
  ['authorized', 'actionRequired', 'declined', 'captured', 'canceled'],
  ({ context, event }) => ({
    stripeId: event.stripeId ?? context.stripeId,
    card: ('card' in event ? event.card : undefined) ?? context.card,
  }),
);
export const storeCard = assignOn(['cardKnown'], ({ event }) => ({ card: event.card }));
export const storeAction = assignOn(['actionRequired'], ({ event: { clientSecret, nextActionUrl } }) => ({
  clientSecret,
  nextActionUrl,
}));
export const forgetAction = paymentSetup.assign({ clientSecret: null, nextActionUrl: null });
export const storeDecline = assignOn(['declined'], ({ event: { code, message } }) => ({
  decline: { code, message },
}));
export const announceRefund = assignOn(['refund'], ({ context, event }) => ({
  refundingAmount: context.refundingAmount + event.amount,
}));
export const addRefund = assignOn(['refundDone'], ({ context, event }) => ({
  refundedAmount: context.refundedAmount + event.amount,
  refundingAmount: context.refundingAmount - event.amount,
}));
export const takeRefundBack = assignOn(['refundReturned'], ({ context, event }) => ({
  refundedAmount: context.refundedAmount - event.amount,
  refundingAmount: context.refundingAmount + event.amount,
}));
export const deadlineReached = paymentSetup.assign({ deadlinePassed: true });
export const storeDispute = assignOn(['disputeOpened'], ({ event: { disputeId } }) => ({ disputeId }));
export const keepDispute = assignOn(['disputeOpened', 'disputeClosed'], ({ context, event }) => {
  const { type, disputeId, amount } = event;
  const kept =
    type === 'disputeClosed' ? { type, disputeId, amount, won: event.won } : { type, disputeId, amount };
  return { keptDisputes: [...context.keptDisputes, kept] };
});
export const forgetKeptDisputes = paymentSetup.assign({ keptDisputes: [] });
