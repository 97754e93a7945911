/** A listing: a lot of tickets for one event at one price, from the consignor's hand to the end of its sale. */
import { setup } from 'xstate';
import { z } from 'zod';

export const listingContext = z.object({
  /** Each, minor units, before the fee. */
  priceAmount: z.int().min(0),
  /** When sales end: the event's start, ISO 8601 in UTC. */
  endsAt: z.string(),
  /** Why it was rejected, returned, paused or withdrawn. */
  stateReason: z.string().nullable(),
});
export type ListingContext = z.infer<typeof listingContext>;

/** `at` is the engine's clock, an ISO instant: a machine reads no clock of its own. */
export type ListingMessage =
  | { type: 'submit'; at?: string }
  | { type: 'approve'; at?: string }
  | { type: 'reject'; reason: string; at?: string }
  | { type: 'return'; reason: string; at?: string }
  | { type: 'resubmit'; at?: string }
  | { type: 'pause'; reason: string; at?: string }
  | { type: 'resume'; at?: string }
  | { type: 'withdraw'; reason: string; at?: string }
  | { type: 'reprice'; priceAmount: number; at?: string }
  | { type: 'eventMoved'; endsAt: string; at?: string };

const listingSetup = setup({
  types: {
    context: {} as ListingContext,
    events: {} as ListingMessage,
    input: {} as { priceAmount: number; endsAt: string },
  },
  delays: {
    untilEnd: ({ context, event }) =>
      Math.max(0, Date.parse(context.endsAt) - Date.parse(event.at ?? context.endsAt)),
  },
  guards: {
    beforeEnd: ({ context, event }) => event.at === undefined || event.at < context.endsAt,
  },
  actions: {
    /** Inside: column and price history. */
    writePrice: () => {},
    /** Inside: when it entered the queue. */
    stampSubmitted: () => {},
    /** Inside: free tickets leave the sale; held ones leave when they are free. */
    takeOffSale: () => {},
    /** Inside: the consignor hears of it, in a mail that lists what happened within minutes. */
    tellConsignor: () => {},
  },
});
const giveReason = listingSetup.assign({
  stateReason: ({ event }) => ('reason' in event ? event.reason : null),
});
const onReprice = {
  actions: [
    listingSetup.assign({
      priceAmount: ({ context, event }) =>
        event.type === 'reprice' ? event.priceAmount : context.priceAmount,
    }),
    'writePrice',
  ],
} as const;
const setEnd = listingSetup.assign({
  endsAt: ({ context, event }) => (event.type === 'eventMoved' ? event.endsAt : context.endsAt),
});
const onWithdraw = { target: 'withdrawn', actions: giveReason } as const;

export const listingMachine = listingSetup.createMachine({
  id: 'listing',
  context: ({ input }) => ({
    priceAmount: input?.priceAmount ?? 0,
    endsAt: input?.endsAt ?? '1970-01-01T00:00:00.000Z',
    stateReason: null,
  }),
  initial: 'draft',
  states: {
    draft: {
      on: {
        submit: { target: 'submitted', actions: [giveReason, 'stampSubmitted'] },
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { actions: setEnd },
      },
    },
    submitted: {
      on: {
        approve: { guard: 'beforeEnd', target: 'live' },
        reject: { target: 'rejected', actions: [giveReason, 'tellConsignor'] },
        return: { target: 'draft', actions: [giveReason, 'tellConsignor'] },
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { actions: setEnd },
      },
    },
    rejected: {
      on: {
        resubmit: { target: 'submitted', actions: [giveReason, 'stampSubmitted'] },
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { actions: setEnd },
      },
    },
    live: {
      after: { untilEnd: 'ended' },
      on: {
        pause: { target: 'paused', actions: giveReason },
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { target: 'live', reenter: true, actions: setEnd },
      },
    },
    paused: {
      after: { untilEnd: 'ended' },
      on: {
        resume: { guard: 'beforeEnd', target: 'live', actions: giveReason },
        reprice: onReprice,
        withdraw: onWithdraw,
        eventMoved: { target: 'paused', reenter: true, actions: setEnd },
      },
    },
    ended: { type: 'final', entry: 'takeOffSale' },
    withdrawn: { type: 'final', entry: 'takeOffSale' },
  },
});
