/**
 * A payout: what one consignor gets in one run. Its lines are frozen when the run is made, and approved by somebody other than
 * its maker. Each way out is an attempt of its own: one by hand is paid at once; one by bank file is on its way until the bank
 * says so, and may be refused; one by Stripe is on its way until Stripe made the transfer, which can be taken back. What is refused
 * or comes back is owed again, and may be paid once more or left to a later run.
 * Source: domain.md, "Actors".
 */
import { setup } from 'xstate';
import { assignsOf } from '../assignOn.ts';
import type { BegunAttempt, PayoutContext, PayoutInput, PayoutMessage } from './payoutMessages.ts';

/** A message as the machine gets it. `at` is the transition's instant by the database's clock. */
type TimedMessage = PayoutMessage & { at: string };

const payoutSetup = setup({
  types: {
    context: {} as PayoutContext,
    events: {} as TimedMessage,
    input: {} as PayoutInput,
    /**
     * `holding`: its lines can't be in another payout. `unpaid`: and they are still owed. `topay`: somebody has to pay it.
     * `booked`: the books say that it left.
     */
    tags: {} as 'holding' | 'unpaid' | 'topay' | 'booked',
  },
  guards: {
    /** Word of the attempt that is under way, or of whichever it is. What Stripe moves, Stripe alone tells of. */
    isThisAttempt: ({ context, event }) =>
      context.way !== 'stripe' &&
      (!('attemptId' in event) || event.attemptId === undefined || event.attemptId === context.attemptId),
    /** Word of Stripe about the transfer that is under way. */
    isThisTransfer: ({ context, event }) =>
      context.way === 'stripe' && 'attemptId' in event && event.attemptId === context.attemptId,
    isByStripe: ({ context }) => context.way === 'stripe',
  },
  actions: {
    /** In the transaction: the attempt's row, and the books: what was owed left the marketplace's bank. */
    beginAttempt: (_, _attempt: BegunAttempt) => {},
    /** In the transaction: the attempt was paid by the bank, or by Stripe with a transfer. */
    settleAttempt: (_, _settled: { paidOn: string; transferId: string | null }) => {},
    /** In the transaction: Stripe is asked to take it back, or said why it doesn't. */
    noteReversal: (_, _asked: { problem: string | null }) => {},
    /** In the transaction: the attempt ended without the consignor having the money, and the books: it is owed again. */
    endAttempt: (_, _ended: { as: 'failed' | 'returned' | 'recalled'; why: string | null }) => {},
    /** In the transaction: its lines may be paid by another payout. */
    releaseLines: () => {},
    /** Job: Stripe makes the transfer. */
    sendTransfer: () => {},
    /** Job: Stripe takes the transfer back. */
    reverseTransfer: () => {},
    /** Job: the consignor is told. */
    mailPaid: () => {},
  },
});

const assignOn = assignsOf<PayoutContext, TimedMessage>();
const storeAttempt = assignOn(['pay', 'send', 'transfer'], ({ context, event }) => ({
  attempts: context.attempts + 1,
  attemptId: event.attemptId,
  way: event.type === 'pay' ? event.way : event.type === 'transfer' ? 'stripe' : 'bankTransfer',
  reference: event.reference,
  paidOn: event.paidOn,
  returnReason: null,
}));
const storeSettled = assignOn(['settle', 'transferred'], ({ event }) => ({ paidOn: event.paidOn }));
const storeReason = assignOn(['return', 'refuse', 'refuseTransfer', 'reversed'], ({ event }) => ({
  returnReason: event.why,
}));

const beginPaid = {
  type: 'beginAttempt',
  params: ({ event }: { event: Extract<TimedMessage, { type: 'pay' }> }): BegunAttempt => ({
    id: event.attemptId,
    way: event.way,
    reference: event.reference,
    paidOn: event.paidOn,
    state: 'paid',
    fileId: null,
    bankAccountId: null,
    connectedAccountId: null,
  }),
} as const;
const beginSending = {
  type: 'beginAttempt',
  params: ({ event }: { event: Extract<TimedMessage, { type: 'send' }> }): BegunAttempt => ({
    id: event.attemptId,
    way: 'bankTransfer',
    reference: event.reference,
    paidOn: event.paidOn,
    state: 'sending',
    fileId: event.fileId,
    bankAccountId: event.bankAccountId,
    connectedAccountId: null,
  }),
} as const;
const beginTransfer = {
  type: 'beginAttempt',
  params: ({ event }: { event: Extract<TimedMessage, { type: 'transfer' }> }): BegunAttempt => ({
    id: event.attemptId,
    way: 'stripe',
    reference: event.reference,
    paidOn: event.paidOn,
    state: 'sending',
    fileId: null,
    bankAccountId: null,
    connectedAccountId: event.connectedAccountId,
  }),
} as const;
const settle = {
  type: 'settleAttempt',
  params: ({ event }: { event: Extract<TimedMessage, { type: 'settle' }> }) => ({
    paidOn: event.paidOn,
    transferId: null,
  }),
} as const;
const settleTransfer = {
  type: 'settleAttempt',
  params: ({ event }: { event: Extract<TimedMessage, { type: 'transferred' }> }) => ({
    paidOn: event.paidOn,
    transferId: event.transferId,
  }),
} as const;
const endAs = (as: 'failed' | 'returned') =>
  ({
    type: 'endAttempt',
    params: ({
      event,
    }: {
      event: Extract<TimedMessage, { type: 'return' | 'refuse' | 'refuseTransfer' | 'reversed' }>;
    }) => ({ as, why: event.why }),
  }) as const;
const recall = { type: 'endAttempt', params: { as: 'recalled', why: null } } as const;

const askReversal = { type: 'noteReversal', params: { problem: null } } as const;
const reversalRefused = {
  type: 'noteReversal',
  params: ({ event }: { event: Extract<TimedMessage, { type: 'refuseReversal' }> }) => ({
    problem: event.why,
  }),
} as const;

const onCancel = { target: 'canceled', actions: 'releaseLines' } as const;
const onReturn = {
  guard: 'isThisAttempt',
  target: 'returned',
  actions: [storeReason, endAs('returned')],
} as const;

/** The payout's machine: drafted, approved, paid or sent, refused or returned. */
export const payoutMachine = payoutSetup.createMachine({
  id: 'payout',
  context: ({ input: { consignorId, amount, currency } }) => ({
    consignorId,
    amount,
    currency,
    attempts: 0,
    attemptId: null,
    way: null,
    reference: null,
    paidOn: null,
    returnReason: null,
  }),
  initial: 'draft',
  states: {
    draft: {
      tags: ['holding', 'unpaid'],
      on: { approve: 'approved', drop: { target: 'dropped', actions: 'releaseLines' } },
    },
    approved: {
      tags: ['holding', 'unpaid', 'topay'],
      on: {
        pay: { target: 'paid', actions: [storeAttempt, beginPaid, 'mailPaid'] },
        send: { target: 'sending', actions: [storeAttempt, beginSending] },
        transfer: { target: 'sending', actions: [storeAttempt, beginTransfer, 'sendTransfer'] },
        cancel: onCancel,
      },
    },
    /** In a file for the bank, which didn't answer yet; or Stripe is asked, and didn't. */
    sending: {
      tags: ['holding', 'booked'],
      on: {
        settle: { guard: 'isThisAttempt', target: 'paid', actions: [storeSettled, settle, 'mailPaid'] },
        refuse: { guard: 'isThisAttempt', target: 'failed', actions: [storeReason, endAs('failed')] },
        return: onReturn,
        recall: { guard: 'isThisAttempt', target: 'approved', actions: recall },
        transferred: {
          guard: 'isThisTransfer',
          target: 'paid',
          actions: [storeSettled, settleTransfer, 'mailPaid'],
        },
        refuseTransfer: {
          guard: 'isThisTransfer',
          target: 'failed',
          actions: [storeReason, endAs('failed')],
        },
      },
    },
    paid: {
      tags: ['holding', 'booked'],
      on: {
        return: onReturn,
        reverse: { guard: 'isByStripe', actions: [askReversal, 'reverseTransfer'] },
        refuseReversal: { guard: 'isThisTransfer', actions: reversalRefused },
        reversed: {
          guard: 'isThisTransfer',
          target: 'returned',
          actions: [storeReason, endAs('returned')],
        },
      },
    },
    returned: { tags: ['holding', 'unpaid'], on: { retry: 'approved', cancel: onCancel } },
    /** The bank or Stripe refused it. */
    failed: { tags: ['holding', 'unpaid'], on: { retry: 'approved', cancel: onCancel } },
    /** Never approved: its lines were left to a later run. */
    dropped: { type: 'final' },
    canceled: { type: 'final' },
  },
});

/** Version 2 of the payout names its last attempt. */
export function upgradePayoutToV2({ value, context }: { value: unknown; context: unknown }) {
  return { value: value as string, context: { ...(context as object), attemptId: null } };
}
