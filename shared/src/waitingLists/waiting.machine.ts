/**
 * An entry of a waiting list: one fan who waits for tickets of one event. An offer is a hold in the fan's name; how the hold ends
 * is told to the entry by the look of the worker (server/src/waitingLists/look.ts). The place in line is the moment of joining, of
 * a guest the moment at which the address was confirmed; it stays to the end. Source: the issue "The fan's storefront", 6.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';

/** How long the link of a guest's first email confirms the address, in milliseconds. */
export const confirmWithinMs = 24 * 60 * 60 * 1000;

/** How long nothing is offered after an offer was declined or lapsed, in milliseconds: no offer follows the other at night. */
export const restMs = 60 * 60 * 1000;

/** Offers in a row that lapse without any answer until the entry leaves the line. */
export const mostLapses = 2;

/**
 * How an offer's hold ended: its time was over; the same, though its email couldn't be sent; the fan let it go; or we ended it (the
 * event moved, staff broke it).
 */
export const holdEnds = ['lapsed', 'unsent', 'declined', 'broken'] as const;
/** How an offer's hold ended. */
export type HoldEnd = (typeof holdEnds)[number];

/** Why an entry ended with its event. */
export const endCauses = ['canceled', 'started'] as const;
/** Why an entry ended with its event. */
export type EndCause = (typeof endCauses)[number];

/** What an entry's snapshot stores. Instants are ISO 8601 in UTC. */
export const waitingContext = z.object({
  /** Tickets that belong together. */
  size: z.int().positive(),
  /** The most for one ticket, all-in, minor units; null: any price. */
  limitAmount: z.int().nonnegative().nullable(),
  isConfirmed: z.boolean(),
  /** Since when it has a place; null: not confirmed. */
  placedAt: z.string().nullable(),
  /** The running offer, or the newest that ended. */
  offerId: z.string().nullable(),
  /** How many offers it had. */
  offers: z.int().nonnegative(),
  /** Offers in a row that lapsed without an answer. */
  lapses: z.int().nonnegative(),
  /** Until when nothing is offered; null: it doesn't rest. */
  restsUntil: z.string().nullable(),
});
/** An entry's context. */
export type WaitingContext = z.infer<typeof waitingContext>;

/** What a new entry is made of. */
export interface WaitingInput {
  size: number;
  limitAmount: number | null;
  /** Whether the address is known to be the fan's: an account's that was confirmed. */
  isConfirmed: boolean;
  /** ISO instant. */
  at: string;
}

/** The messages of an entry. */
export type WaitingMessage =
  /** The link of the first email was opened, and the fan pressed. */
  | { type: 'confirm' }
  | { type: 'change'; size: number; limitAmount: number | null }
  /** Tickets are held in the fan's name. */
  | { type: 'offer'; offerId: string }
  /** An offer of it is paid, be it late. */
  | { type: 'bought'; offerId: string }
  /** The hold of the running offer ended unpaid. */
  | { type: 'holdEnded'; offerId: string; how: HoldEnd }
  /** The fan lets the running offer go; the sender ends its hold. */
  | { type: 'decline'; offerId: string }
  /** The fan doesn't want to rest. */
  | { type: 'stay' }
  | { type: 'leave' }
  /** Staff take it off, with a reason. */
  | { type: 'remove' }
  | { type: 'end'; why: EndCause };

/** What an email tells. */
export type WaitingMail = 'confirm' | 'inLine' | 'offer' | 'lapsed' | 'lapsedLast' | 'removed' | 'ended';

/** What became of an offer. */
export type OfferOutcome = 'bought' | 'declined' | 'lapsed' | 'broken';

type TimedMessage = WaitingMessage & { at: string };
type Timed = { event: { at?: string } };

const waitingSetup = setup({
  types: {
    context: {} as WaitingContext,
    events: {} as TimedMessage,
    input: {} as WaitingInput,
    /** `open`: it isn't over. `placed`: it has a place in line. */
    tags: {} as 'open' | 'placed',
  },
  delays: { confirm: confirmWithinMs, rest: restMs },
  guards: {
    isConfirmed: ({ context }) => context.isConfirmed,
    isItsOffer: ({ context, event }) => 'offerId' in event && event.offerId === context.offerId,
    hasLapsedEnough: ({ context, event }) =>
      event.type === 'holdEnded' &&
      event.how === 'lapsed' &&
      event.offerId === context.offerId &&
      context.lapses + 1 >= mostLapses,
    hasLapsed: ({ context, event }) =>
      event.type === 'holdEnded' && event.how === 'lapsed' && event.offerId === context.offerId,
    wasUnsent: ({ context, event }) =>
      event.type === 'holdEnded' && event.how === 'unsent' && event.offerId === context.offerId,
    wasLetGo: ({ context, event }) =>
      event.type === 'holdEnded' && event.how === 'declined' && event.offerId === context.offerId,
  },
  actions: {
    /** In the transaction: the row's columns follow the context. */
    keepRow: () => {},
    /** In the transaction: the offer has its outcome. */
    closeOffer: (_, _params: { offerId: string; outcome: OfferOutcome }) => {},
    /** In the transaction: an address that nobody confirmed isn't kept. */
    forgetAddress: () => {},
    /** A job: one email. */
    mail: (_, _params: { what: WaitingMail }) => {},
  },
});

const assignOn = assignsOf<WaitingContext, TimedMessage>();
const nowOf = ({ event }: Timed) => event.at as string;
const place = waitingSetup.assign({ isConfirmed: true, placedAt: nowOf });
const storeChange = assignOn(['change'], ({ event: { size, limitAmount } }) => ({
  size,
  limitAmount,
  lapses: 0,
}));
const storeOffer = assignOn(['offer'], ({ context, event }) => ({
  offerId: event.offerId,
  offers: context.offers + 1,
}));
const rest = waitingSetup.assign({
  restsUntil: ({ event }: Timed) => new Date(Date.parse(event.at as string) + restMs).toISOString(),
});
const countLapse = waitingSetup.assign({ lapses: ({ context }) => context.lapses + 1 });
const answered = waitingSetup.assign({ lapses: 0 });
const wake = waitingSetup.assign({ restsUntil: null });
const mail = (what: WaitingMail) => ({ type: 'mail', params: { what } }) as const;
const closeOffer = (outcome: OfferOutcome) =>
  ({
    type: 'closeOffer',
    params: ({ context, event }: { context: WaitingContext; event: object }) => ({
      offerId: 'offerId' in event ? (event.offerId as string) : (context.offerId as string),
      outcome,
    }),
  }) as const;

const bought = { target: 'bought', actions: [wake, closeOffer('bought'), 'keepRow'] } as const;
const change = { actions: [storeChange, 'keepRow'] } as const;
/** While it waits without an offer. Money that came late may have bought the tickets of an offer that lapsed. */
const whilePlaced = {
  bought,
  change,
  leave: { target: 'left', actions: [wake, 'keepRow'] },
  remove: { target: 'removed', actions: [wake, 'keepRow', mail('removed')] },
  end: { target: 'ended', actions: [wake, 'keepRow', mail('ended')] },
} as const;

/** The machine of an entry: confirmed, in line, offered, resting, over. */
export const waitingMachine = waitingSetup.createMachine({
  id: 'waiting',
  context: ({ input }) => ({
    size: input.size,
    limitAmount: input.limitAmount,
    isConfirmed: input.isConfirmed,
    placedAt: input.isConfirmed ? input.at : null,
    offerId: null,
    offers: 0,
    lapses: 0,
    restsUntil: null,
  }),
  initial: 'joining',
  states: {
    // A crossing without a stay.
    joining: {
      always: [
        { guard: 'isConfirmed', target: 'waiting', actions: mail('inLine') },
        { target: 'unconfirmed', actions: mail('confirm') },
      ],
    },
    unconfirmed: {
      tags: ['open'],
      after: { confirm: { target: 'left', actions: ['keepRow', 'forgetAddress'] } },
      on: {
        confirm: { target: 'waiting', actions: [place, 'keepRow', mail('inLine')] },
        change,
        leave: { target: 'left', actions: ['keepRow', 'forgetAddress'] },
        // Nobody is emailed whose address it may not be.
        remove: { target: 'removed', actions: ['keepRow', 'forgetAddress'] },
        end: { target: 'ended', actions: ['keepRow', 'forgetAddress'] },
      },
    },
    waiting: {
      tags: ['open', 'placed'],
      on: {
        ...whilePlaced,
        offer: { target: 'offered', actions: [storeOffer, 'keepRow', mail('offer')] },
      },
    },
    offered: {
      tags: ['open', 'placed'],
      on: {
        bought: { guard: 'isItsOffer', ...bought },
        holdEnded: [
          {
            guard: 'hasLapsedEnough',
            target: 'lapsed',
            actions: [countLapse, closeOffer('lapsed'), 'keepRow', mail('lapsedLast')],
          },
          {
            guard: 'hasLapsed',
            target: 'resting',
            actions: [countLapse, rest, closeOffer('lapsed'), 'keepRow', mail('lapsed')],
          },
          // The fan can't be blamed for it; and the next offer waits, so that tickets aren't held for nothing again and again.
          {
            guard: 'wasUnsent',
            target: 'resting',
            actions: [rest, closeOffer('broken'), 'keepRow'],
          },
          {
            guard: 'wasLetGo',
            target: 'resting',
            actions: [answered, rest, closeOffer('declined'), 'keepRow'],
          },
          // It wasn't the fan's doing.
          { guard: 'isItsOffer', target: 'waiting', actions: [closeOffer('broken'), 'keepRow'] },
        ],
        decline: {
          guard: 'isItsOffer',
          target: 'resting',
          actions: [answered, rest, closeOffer('declined'), 'keepRow'],
        },
        leave: { target: 'left', actions: [closeOffer('declined'), 'keepRow'] },
        remove: { target: 'removed', actions: [closeOffer('broken'), 'keepRow', mail('removed')] },
      },
    },
    /** After an offer that was declined or lapsed: it keeps its place, and gets no other offer for a while. */
    resting: {
      tags: ['open', 'placed'],
      after: { rest: { target: 'waiting', actions: [wake, 'keepRow'] } },
      on: {
        ...whilePlaced,
        stay: { target: 'waiting', actions: [wake, answered, 'keepRow'] },
      },
    },
    bought: { type: 'final' },
    /** Offers lapsed without an answer. */
    lapsed: { type: 'final' },
    left: { type: 'final' },
    removed: { type: 'final' },
    ended: { type: 'final' },
  },
});
