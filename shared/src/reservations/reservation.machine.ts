/**
 * A reservation: one fan's hold on tickets, with a deadline; paid, it is an order.
 *
 * The law (domain.md, "Actors"): seats go back in the transaction that ends the hold, and while a payment is
 * under way the deadline only leaves its mark: the purge is halted until the payment has an outcome.
 */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { type BrokenHold, brokenHold } from './breakCauses.ts';

/** How long a payment may be without an outcome before support is told, in milliseconds. */
export const reviewDelayMs = 15 * 60 * 1000;

export const reservationContext = z.object({
  holdMs: z.int().positive(),
  /** The payment under way or the one that paid. */
  paymentId: z.string().nullable(),
  deadlinePassed: z.boolean(),
  underReview: z.boolean(),
  /** Why staff broke the hold; while a payment is under way its outcome is waited for, then it ends. */
  broken: brokenHold.nullable(),
});
export type ReservationContext = z.infer<typeof reservationContext>;

export type ReservationMessage =
  | { type: 'pay'; paymentId: string }
  | { type: 'paymentCaptured'; paymentId: string }
  | { type: 'paymentFailed'; paymentId: string }
  | { type: 'cancel' }
  | ({ type: 'breakHold' } & BrokenHold)
  | { type: 'reclaim'; paymentId: string }
  | { type: 'refunded'; paymentId: string };

const reservationSetup = setup({
  types: {
    context: {} as ReservationContext,
    events: {} as ReservationMessage,
    input: {} as { holdMs: number },
  },
  delays: {
    hold: ({ context }) => context.holdMs,
    review: reviewDelayMs,
  },
  guards: {
    deadlineAhead: ({ context }) => !context.deadlinePassed,
    isBroken: ({ context }) => context.broken !== null,
    notBroken: ({ context }) => context.broken === null,
    capturedThoughBroken: ({ context, event }) =>
      event.type === 'paymentCaptured' && event.paymentId === context.paymentId && context.broken !== null,
    isItsPayment: ({ context, event }) =>
      'paymentId' in event && (context.paymentId === null || event.paymentId === context.paymentId),
  },
  actions: {
    /** Inside: held tickets are free again. */
    releaseTickets: () => {},
    /** Inside: tickets are sold and get their codes; the ledger is posted; sales are counted. */
    sellTickets: () => {},
    /** Inside: the same tickets, free again since, are sold after all. */
    reclaimTickets: () => {},
    /** Inside: sold tickets of a refunded order are void, and their seats free while the event is ahead. */
    takeTicketsBack: () => {},
    /** Inside: support sees it in its queue. */
    askForReview: () => {},
    clearReview: () => {},
    /** Inside: the payment that still waits for the fan is told that time is over. */
    hurryPayment: () => {},
    /** Inside: a mail is queued. */
    mailTickets: () => {},
    mailBroken: () => {},
    mailRefund: () => {},
  },
});

const rememberPayment = reservationSetup.assign({
  paymentId: ({ event }) => ('paymentId' in event ? event.paymentId : null),
});
const rememberBroken = reservationSetup.assign({
  broken: ({ context, event }) =>
    event.type === 'breakHold' ? { cause: event.cause, words: event.words } : context.broken,
});
// Not after staff broke the hold: what comes late then goes back, though the seats may be free.
const reclaimed = {
  guard: 'notBroken',
  target: 'paid',
  actions: [rememberPayment, 'reclaimTickets'],
} as const;

export const reservationMachine = reservationSetup.createMachine({
  id: 'reservation',
  context: ({ input }) => ({
    holdMs: input?.holdMs ?? 0,
    paymentId: null,
    deadlinePassed: false,
    underReview: false,
    broken: null,
  }),
  initial: 'pending',
  states: {
    pending: {
      initial: 'holding',
      // The deadline belongs to the whole of pending: a decline and a second card don't lengthen the hold.
      after: {
        hold: [
          { guard: ({ context }) => context.paymentId === null, target: 'expired' },
          { actions: [assign({ deadlinePassed: true }), 'hurryPayment'] },
        ],
      },
      states: {
        holding: {
          on: {
            pay: { target: 'paying', actions: rememberPayment },
            cancel: { target: '#reservation.cancelled' },
            breakHold: { target: '#reservation.cancelled', actions: [rememberBroken, 'mailBroken'] },
          },
        },
        paying: {
          after: {
            review: { actions: [assign({ underReview: true }), 'askForReview'] },
          },
          exit: [assign({ underReview: false }), 'clearReview'],
          on: {
            // The payment is let finish: what is only set aside is given back at the bank, what is captured is refunded.
            breakHold: { guard: 'notBroken', actions: [rememberBroken, 'hurryPayment'] },
            paymentCaptured: [
              { guard: 'capturedThoughBroken', target: '#reservation.cancelled', actions: 'mailBroken' },
              { guard: 'isItsPayment', target: '#reservation.paid', actions: 'sellTickets' },
            ],
            paymentFailed: {
              guard: 'isItsPayment',
              target: 'settling',
              actions: assign({ paymentId: null }),
            },
          },
        },
        // A crossing without a stay: after a payment failed, either the time that is left or the end.
        settling: {
          always: [
            { guard: 'isBroken', target: '#reservation.cancelled', actions: 'mailBroken' },
            { guard: 'deadlineAhead', target: 'holding' },
            { target: '#reservation.failed' },
          ],
        },
      },
    },
    paid: {
      entry: 'mailTickets',
      on: { refunded: { guard: 'isItsPayment', target: 'refunded' } },
    },
    refunded: { type: 'final', entry: ['takeTicketsBack', 'mailRefund'] },
    // Money that arrives after the end takes the same tickets again where they are free ("reclaim": the
    // sender has locked them and looked); otherwise it is refunded by itself.
    expired: { entry: 'releaseTickets', on: { reclaim: reclaimed } },
    cancelled: { entry: 'releaseTickets', on: { reclaim: reclaimed } },
    failed: { entry: 'releaseTickets', on: { reclaim: reclaimed } },
  },
});
