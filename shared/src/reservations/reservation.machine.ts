/**
 * A reservation: one fan's hold on tickets, with a deadline; paid, it is an order.
 *
 * The law (domain.md, "Actors"): seats go back in the transaction that ends the hold, and while a payment is
 * under way the deadline only leaves its mark: the purge is halted until the payment has an outcome.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';
import { type BrokenHold, brokenHold } from './breakCauses.ts';

/** How long a payment may be without an outcome before support is notified, in milliseconds. */
export const reviewDelayMs = 15 * 60 * 1000;

/** How long a hold may last in all, extended by staff, in milliseconds. */
export const longestHoldMs = 2 * 60 * 60 * 1000;

/** What a reservation's snapshot stores. */
export const reservationContext = z.object({
  /** From the hold's beginning, or from when staff extended it, to its deadline. */
  holdMs: z.int().positive(),
  /** The payment under way or the one that paid. */
  paymentId: z.string().nullable(),
  deadlinePassed: z.boolean(),
  underReview: z.boolean(),
  /** Why staff broke the hold; while a payment is under way its outcome is waited for, then it ends. */
  broken: brokenHold.nullable(),
});
/** A reservation's context. */
export type ReservationContext = z.infer<typeof reservationContext>;

/** A line of an order whose seats were gone when its money came: as good ones of the same listing stand for them. */
export interface MovedLine {
  listingId: string;
  from: number[];
  to: number[];
}

/** The messages of a reservation. */
export type ReservationMessage =
  | { type: 'pay'; paymentId: string }
  | { type: 'paymentCaptured'; paymentId: string }
  | { type: 'paymentFailed'; paymentId: string }
  | { type: 'claim' }
  | { type: 'cancel' }
  | ({ type: 'breakHold' } & BrokenHold)
  /** More time: milliseconds from now to the new deadline, and from the hold's beginning to it. */
  | { type: 'extend'; holdMs: number; totalMs: number }
  /** Other seats of the event, as many as it holds; `seenTotal`: all-in, minor units, as the sender saw it. */
  | { type: 'move'; listingId: string; seats: number[]; seenTotal: number }
  /** `moved`: lines that get other seats than they had; none: the very same. */
  | { type: 'reacquire'; paymentId: string; moved?: MovedLine[] }
  /** `offSale`: those of its tickets whose places aren't sold again. */
  | { type: 'refunded'; paymentId: string; offSale?: string[] }
  /** Some of its tickets were refunded, not the last of them. */
  | {
      type: 'ticketsRefunded';
      paymentId: string;
      refundId: string;
      ticketIds: string[];
      backOnSale: boolean;
    }
  | { type: 'voidOrder' };

const reservationSetup = setup({
  types: {
    context: {} as ReservationContext,
    events: {} as ReservationMessage,
    input: {} as { holdMs: number },
    tags: {} as 'open' | 'underway' | 'ended' | 'order',
  },
  delays: {
    hold: ({ context }) => context.holdMs,
    review: reviewDelayMs,
  },
  guards: {
    unpaid: ({ context }) => context.paymentId === null,
    deadlineAhead: ({ context }) => !context.deadlinePassed,
    isBroken: ({ context }) => context.broken !== null,
    notBroken: ({ context }) => context.broken === null,
    capturedThoughBroken: ({ context, event }) =>
      event.type === 'paymentCaptured' && event.paymentId === context.paymentId && context.broken !== null,
    isPaidBy: ({ context, event }) => 'paymentId' in event && event.paymentId === context.paymentId,
    isFree: ({ context }) => context.paymentId === null,
    withinLongestHold: ({ event }) =>
      event.type === 'extend' && event.holdMs > 0 && event.totalMs <= longestHoldMs,
    isItsPayment: ({ context, event }) =>
      'paymentId' in event && (context.paymentId === null || event.paymentId === context.paymentId),
  },
  actions: {
    /** In the transaction: held tickets are free again. */
    releaseTickets: () => {},
    /** In the transaction: tickets are sold and get their codes; money is posted in the ledger; sales are counted. */
    sellTickets: (_, _params: { paymentId: string | null }) => {},
    /** In the transaction: the same tickets, free again since, or as good ones, are sold after all. */
    reacquireTickets: (_, _params: { paymentId: string; moved: MovedLine[] }) => {},
    /** In the transaction: sold tickets of a refunded order are void, and their seats free while the event is ahead. */
    takeTicketsBack: (_, _params: { offSale: string[] }) => {},
    /** In the transaction: the same of some of them; the others stay good. */
    takeSomeBack: (_, _params: { ticketIds: string[]; backOnSale: boolean }) => {},
    /** In the transaction: the row's deadline is the new one. */
    storeDeadline: () => {},
    /** In the transaction: what it held is free again, and it holds these at their own price. */
    moveTickets: (_, _params: { listingId: string; seats: number[]; seenTotal: number }) => {},
    /** In the transaction: support sees it in its queue. */
    askForReview: () => {},
    clearReview: () => {},
    /** In the transaction: the payment that still waits for the fan is notified that its time is over. */
    notifyDeadline: () => {},
    /** Jobs: an email each. */
    mailTickets: () => {},
    mailBroken: (_, _params: { charged: boolean }) => {},
    mailRefund: () => {},
    mailFailed: () => {},
    mailTicketsRefunded: (_, _params: { refundId: string }) => {},
  },
});

const assignOn = assignsOf<ReservationContext, ReservationMessage>();
const storePayment = assignOn(['pay', 'reacquire'], ({ event }) => ({ paymentId: event.paymentId }));
const storeExtended = assignOn(['extend'], ({ event }) => ({ holdMs: event.holdMs }));
const storeBroken = assignOn(['breakHold'], ({ event: { cause, words } }) => ({ broken: { cause, words } }));
const ofPayment = ({ event }: { event: { paymentId: string } }) => ({ paymentId: event.paymentId });
const mailBroken = { type: 'mailBroken', params: { charged: false } } as const;
// Not after staff broke the hold: what comes late then goes back, though the seats may be free.
const reacquired = {
  guard: 'notBroken',
  target: 'paid',
  actions: [
    storePayment,
    {
      type: 'reacquireTickets',
      params: ({ event }: { event: { paymentId: string; moved?: MovedLine[] } }) => ({
        paymentId: event.paymentId,
        moved: event.moved ?? [],
      }),
    },
  ],
} as const;

/** The reservation's machine: hold, payment, order, end. */
export const reservationMachine = reservationSetup.createMachine({
  id: 'reservation',
  context: ({ input }) => ({
    holdMs: input.holdMs,
    paymentId: null,
    deadlinePassed: false,
    underReview: false,
    broken: null,
  }),
  initial: 'pending',
  states: {
    pending: {
      tags: ['open'],
      initial: 'holding',
      // The deadline belongs to the whole of pending: a decline and a second card don't lengthen the hold.
      after: {
        hold: [
          { guard: 'unpaid', target: 'expired' },
          { actions: [reservationSetup.assign({ deadlinePassed: true }), 'notifyDeadline'] },
        ],
      },
      states: {
        holding: {
          on: {
            pay: { target: 'paying', actions: storePayment },
            // Nothing is to be paid: the sender has looked at the total.
            claim: {
              target: '#reservation.paid',
              actions: { type: 'sellTickets', params: { paymentId: null } },
            },
            cancel: { target: '#reservation.cancelled' },
            // `pending` is entered anew, and with it its deadline.
            extend: {
              guard: 'withinLongestHold',
              target: '#reservation.pending',
              reenter: true,
              actions: [storeExtended, 'storeDeadline'],
            },
            move: {
              actions: {
                type: 'moveTickets',
                params: ({ event: { listingId, seats, seenTotal } }) => ({ listingId, seats, seenTotal }),
              },
            },
            breakHold: { target: '#reservation.cancelled', actions: [storeBroken, mailBroken] },
          },
        },
        paying: {
          tags: ['underway'],
          after: {
            review: { actions: [reservationSetup.assign({ underReview: true }), 'askForReview'] },
          },
          exit: [reservationSetup.assign({ underReview: false }), 'clearReview'],
          on: {
            // The payment is let finish: what is only set aside is given back at the bank, what is captured is refunded.
            breakHold: { guard: 'notBroken', actions: [storeBroken, 'notifyDeadline'] },
            paymentCaptured: [
              {
                guard: 'capturedThoughBroken',
                target: '#reservation.cancelled',
                actions: { type: 'mailBroken', params: { charged: true } },
              },
              {
                guard: 'isItsPayment',
                target: '#reservation.paid',
                actions: { type: 'sellTickets', params: ofPayment },
              },
            ],
            paymentFailed: {
              guard: 'isItsPayment',
              target: 'settling',
              actions: reservationSetup.assign({ paymentId: null }),
            },
          },
        },
        // A crossing without a stay: after a payment failed, either the time that is left or the end.
        settling: {
          always: [
            { guard: 'isBroken', target: '#reservation.cancelled', actions: mailBroken },
            { guard: 'deadlineAhead', target: 'holding' },
            { target: '#reservation.failed' },
          ],
        },
      },
    },
    paid: {
      tags: ['order'],
      entry: 'mailTickets',
      on: {
        refunded: { guard: 'isPaidBy', target: 'refunded' },
        ticketsRefunded: {
          guard: 'isPaidBy',
          actions: [
            {
              type: 'takeSomeBack',
              params: ({ event }) => ({ ticketIds: event.ticketIds, backOnSale: event.backOnSale }),
            },
            {
              type: 'mailTicketsRefunded',
              params: ({ event }) => ({ refundId: event.refundId }),
            },
          ],
        },
        // A free order has nothing to refund: it ends by hand.
        voidOrder: { guard: 'isFree', target: 'refunded' },
      },
    },
    refunded: {
      tags: ['order'],
      type: 'final',
      entry: [
        {
          type: 'takeTicketsBack',
          params: ({ event }) => ({ offSale: event.type === 'refunded' ? (event.offSale ?? []) : [] }),
        },
        'mailRefund',
      ],
    },
    // Money that arrives after the end takes the same tickets again where they are free, or as good
    // ones (the sender has locked them and looked); otherwise it is refunded by itself.
    expired: { tags: ['ended'], entry: 'releaseTickets', on: { reacquire: reacquired } },
    cancelled: { tags: ['ended'], entry: 'releaseTickets', on: { reacquire: reacquired } },
    failed: { tags: ['ended'], entry: ['releaseTickets', 'mailFailed'], on: { reacquire: reacquired } },
  },
});
