/** A listing: tickets for one event at one price, from the consignor's hand to the end of its sale. */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';
import type { CorrectedField } from './correctedFields.ts';

/** What a listing's snapshot stores. */
export const listingContext = z.object({
  /** Each, minor units, before the fee. */
  priceAmount: z.int().min(0),
  /** When sales end: the event's start, ISO 8601 in UTC. */
  endsAt: z.string(),
  /** Why it was rejected, returned, paused or withdrawn. */
  stateReason: z.string().nullable(),
});
/** A listing's context. */
export type ListingContext = z.infer<typeof listingContext>;

/** The messages of a listing. */
export type ListingMessage =
  | { type: 'submit' }
  | { type: 'approve' }
  | { type: 'reject'; reason: string }
  | { type: 'return'; reason: string }
  | { type: 'resubmit' }
  | { type: 'pause'; reason: string }
  | { type: 'resume' }
  | { type: 'withdraw'; reason: string }
  | { type: 'reprice'; priceAmount: number }
  | { type: 'eventMoved'; endsAt: string }
  /** Facts of it were corrected. The new version tells everybody who saw the old ones. */
  | { type: 'correct'; fields: readonly CorrectedField[] }
  /** The last decision of staff is undone: back where it was, with the reason that it had there. */
  | { type: 'restore'; to: 'draft' | 'submitted' | 'rejected'; reason: string | null };

/** A message as the machine gets it. `at` is the transition's instant by the database's clock, ISO 8601 in UTC. */
type TimedMessage = ListingMessage & { at: string };

/** What a transition tells the consignor. Amounts: each, minor units. */
export type ConsignorNews =
  | { kind: 'rejected' | 'returned' | 'withdrawn'; reason: string }
  | { kind: 'approved'; priceAmount: number }
  | { kind: 'repriced'; fromAmount: number; toAmount: number };

const listingSetup = setup({
  types: {
    context: {} as ListingContext,
    events: {} as TimedMessage,
    input: {} as { priceAmount: number; endsAt: string },
    tags: {} as 'open' | 'offered' | 'waiting' | 'selling' | 'sellable' | 'listed' | 'ended',
  },
  delays: {
    untilEnd: ({ context, event }) => Math.max(0, Date.parse(context.endsAt) - Date.parse(event.at)),
  },
  guards: {
    beforeEnd: ({ context, event }) => event.at < context.endsAt,
    toDraft: ({ event }) => event.type === 'restore' && event.to === 'draft',
    toRejected: ({ event }) => event.type === 'restore' && event.to === 'rejected',
    toSubmitted: ({ event }) => event.type === 'restore' && event.to === 'submitted',
  },
  actions: {
    /** In the transaction: column and price history. */
    writePrice: () => {},
    /** In the transaction: when it entered the queue. */
    stampSubmitted: () => {},
    /** In the transaction: free tickets leave the sale; held ones leave when they are free. */
    takeOffSale: () => {},
    /** In the transaction: the consignor is notified, in an email that lists what happened within minutes. */
    notifyConsignor: (_, _params: ConsignorNews) => {},
    /** In the transaction: what the consignor hasn't been notified of yet isn't mentioned any more. */
    recallNotifications: () => {},
  },
});
const assignOn = assignsOf<ListingContext, TimedMessage>();
const storeReason = assignOn(['reject', 'return', 'pause', 'withdraw'], ({ event }) => ({
  stateReason: event.reason,
}));
const clearReason = listingSetup.assign({ stateReason: null });
const storePrice = assignOn(['reprice'], ({ event }) => ({ priceAmount: event.priceAmount }));
const storeEnd = assignOn(['eventMoved'], ({ event }) => ({ endsAt: event.endsAt }));

const storeRestored = assignOn(['restore'], ({ event }) => ({ stateReason: event.reason }));

/** Undoes approving, rejecting or returning. Its time in the queue goes on from when it was submitted. */
const onUndone = {
  guard: 'toSubmitted',
  target: 'submitted',
  actions: [storeRestored, 'recallNotifications'],
} as const;
const notifyRepriced = {
  type: 'notifyConsignor',
  params: ({
    context,
    event,
  }: {
    context: ListingContext;
    event: { priceAmount: number };
  }): ConsignorNews => ({
    kind: 'repriced',
    fromAmount: context.priceAmount,
    toAmount: event.priceAmount,
  }),
} as const;
const notifyWithdrawn = {
  type: 'notifyConsignor',
  params: ({ event }: { event: { reason: string } }): ConsignorNews => ({
    kind: 'withdrawn',
    reason: event.reason,
  }),
} as const;
const notifyApproved = {
  type: 'notifyConsignor',
  params: ({ context }: { context: ListingContext }): ConsignorNews => ({
    kind: 'approved',
    priceAmount: context.priceAmount,
  }),
} as const;

// The notification is first: it names the price before.
const onReprice = { actions: [notifyRepriced, storePrice, 'writePrice'] } as const;
const onWithdraw = { target: 'withdrawn', actions: [storeReason, notifyWithdrawn] } as const;
/** The caller writes the columns; the transition is for the version and the log. */
const onCorrect = { actions: listingSetup.assign({}) } as const;
const onSubmit = { target: 'submitted', actions: [clearReason, 'stampSubmitted'] } as const;

/** The listing's machine: from draft over approval and sale to its end. */
export const listingMachine = listingSetup.createMachine({
  id: 'listing',
  context: ({ input }) => ({
    priceAmount: input.priceAmount,
    endsAt: input.endsAt,
    stateReason: null,
  }),
  initial: 'draft',
  states: {
    draft: {
      tags: ['open'],
      on: {
        submit: onSubmit,
        restore: onUndone,
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { actions: storeEnd },
        correct: onCorrect,
      },
    },
    submitted: {
      tags: ['open', 'offered', 'waiting'],
      on: {
        approve: { guard: 'beforeEnd', target: 'live', actions: notifyApproved },
        reject: {
          target: 'rejected',
          actions: [
            storeReason,
            {
              type: 'notifyConsignor',
              params: ({ event }) => ({ kind: 'rejected', reason: event.reason }),
            },
          ],
        },
        return: {
          target: 'draft',
          actions: [
            storeReason,
            {
              type: 'notifyConsignor',
              params: ({ event }) => ({ kind: 'returned', reason: event.reason }),
            },
          ],
        },
        restore: [
          { guard: 'toDraft', target: 'draft', actions: storeRestored },
          { guard: 'toRejected', target: 'rejected', actions: storeRestored },
        ],
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { actions: storeEnd },
        correct: onCorrect,
      },
    },
    rejected: {
      tags: ['open'],
      on: {
        resubmit: onSubmit,
        restore: onUndone,
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { actions: storeEnd },
        correct: onCorrect,
      },
    },
    live: {
      tags: ['open', 'offered', 'selling', 'sellable', 'listed'],
      after: { untilEnd: 'ended' },
      on: {
        pause: { target: 'paused', actions: storeReason },
        restore: onUndone,
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { target: 'live', reenter: true, actions: storeEnd },
        correct: onCorrect,
      },
    },
    paused: {
      tags: ['open', 'offered', 'selling', 'listed'],
      after: { untilEnd: 'ended' },
      on: {
        resume: { guard: 'beforeEnd', target: 'live', actions: clearReason },
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { target: 'paused', reenter: true, actions: storeEnd },
        correct: onCorrect,
      },
    },
    ended: { tags: ['ended', 'listed'], type: 'final', entry: 'takeOffSale' },
    withdrawn: { tags: ['ended'], type: 'final', entry: 'takeOffSale' },
  },
});
