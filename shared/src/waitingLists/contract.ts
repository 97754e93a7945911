/** Waiting lists: a fan waits for tickets of a sold-out or too dear event, and is offered what comes up, in the order of the line. */
import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';
import { reservationItem } from '../reservations/contract.ts';

/** The states of an entry. `waiting.machine.ts` defines the transitions. */
export const waitingStates = [
  'unconfirmed',
  'waiting',
  'offered',
  'resting',
  'bought',
  'lapsed',
  'left',
  'removed',
  'ended',
] as const;
/** One state of an entry, validated. */
export const waitingState = z.enum(waitingStates).meta({
  id: 'WaitingState',
  description:
    'resting: an offer was declined or lapsed, and nothing is offered for an hour; lapsed: two offers in a row had no answer',
});
/** One state of an entry. */
export type WaitingState = z.infer<typeof waitingState>;

/** Why somebody ahead in line didn't get what came up. */
export const passedReasons = [
  'offered',
  'resting',
  'size',
  'price',
  'refused',
  'limit',
  'blocked',
  'taken',
] as const;
/** Why somebody ahead in line didn't get what came up. */
export type PassedReason = (typeof passedReasons)[number];

/** Those ahead in line who were passed over for one reason. */
export const passed = z.object({
  why: z.enum(passedReasons).meta({
    description:
      'offered: has another offer; resting: declined or missed one a moment ago; size: no block of that many; price: all of them dearer than the limit; refused: had declined or missed these very tickets; limit: has as many tickets as one fan may; blocked: may buy nothing here; taken: somebody else was quicker',
  }),
  count: z.int(),
});
/** Those ahead in line who were passed over for one reason. */
export type Passed = z.infer<typeof passed>;

/** The most tickets of one entry, whatever the event allows. */
export const mostWaitingFor = 20;

const size = z
  .int('How many tickets? Give a whole number.')
  .min(1, 'Wait for at least one ticket.')
  .max(mostWaitingFor, `At most ${mostWaitingFor} tickets.`);
const limitAmount = z
  .int('Give the price in whole cents.')
  .min(100, 'Nothing is sold for so little. Give a higher price, or leave it out.')
  .max(99_999_999, 'That is more than one payment can be. Leave the price out to wait at any price.')
  .nullable()
  .meta({ description: 'The most for one ticket, all-in, minor units; null: any price' });

/** Joins the waiting list of an event. */
export const joinWaitingList = z
  .object({
    size,
    limitAmount: limitAmount.default(null),
    email: z.email('Give an email address, such as ann@example.com.').max(200).optional().meta({
      description: 'Of a guest; who is signed in waits with the address of the account',
    }),
  })
  .meta({ id: 'JoinWaitingList' });
/** What a client sends to join. */
export type JoinWaitingList = z.input<typeof joinWaitingList>;

/** The offer that runs: tickets that are held in the fan's name. */
export const waitingOfferShown = z
  .object({
    id: idOf('waitingOffer'),
    until: instant.meta({ description: 'When the hold ends, unless it is being paid' }),
    items: z.array(reservationItem),
    total: money.meta({ description: 'All-in' }),
    why: z.string().meta({ description: 'Why this fan got it, in a sentence or two' }),
    isBeingPaid: z.boolean(),
  })
  .meta({ id: 'WaitingOffer' });
/** The offer that runs. */
export type WaitingOfferShown = z.infer<typeof waitingOfferShown>;

/** An entry as its fan reads it. */
export const waitingEntry = z
  .object({
    id: idOf('waitingEntry'),
    token: z.string().meta({ description: 'The secret of its links: whoever has it acts for the fan' }),
    event: catalogEvent,
    state: waitingState,
    size: z.int(),
    limit: money.nullable(),
    email: z.string().meta({ description: 'Masked but for its first letters' }),
    place: z.int().nullable().meta({ description: 'In line, from 1; null: it has none (any more)' }),
    placedAt: instant.nullable(),
    restsUntil: instant.nullable(),
    lastOffer: z
      .enum(['bought', 'declined', 'lapsed', 'broken'])
      .nullable()
      .meta({ description: 'How its newest offer ended; null: it had none that ended' }),
    offer: waitingOfferShown.nullable(),
    isPaused: z.boolean().meta({ description: 'The list is off for now: nothing is offered' }),
    windowMinutes: z.int().meta({ description: 'How long an offer is held' }),
    serverNow: instant,
  })
  .meta({ id: 'WaitingEntry' });
/** An entry as its fan reads it. */
export type WaitingEntryShown = z.infer<typeof waitingEntry>;

/** The answer to joining. */
export const joinedWaitingList = z
  .object({
    entry: waitingEntry.nullable().meta({
      description:
        'Of somebody with an account whose address is confirmed; null: an email is on its way, whose link confirms the address or shows the entry that is there already',
    }),
    windowMinutes: z.int(),
  })
  .meta({ id: 'JoinedWaitingList' });
/** The answer to joining. */
export type JoinedWaitingList = z.infer<typeof joinedWaitingList>;

const token = z.string().min(1).max(200);
/** Opens an entry by the secret of its links. */
export const openWaitingEntry = z.object({ token });
/** Answers an offer, by the same. */
export const answerWaitingOffer = z.object({ token, offerId: idOf('waitingOffer') });
/** Changes what is waited for; the place stays. */
export const changeWaitingEntry = z.object({ token, size, limitAmount });
/** The fan takes the offer: where its hold is paid. */
export const takenOffer = z.object({ reservationId: idOf('reservation') });

/** Whether an event's list takes fans now. */
export const waitingListState = z.object({
  isOpen: z.boolean(),
  waiting: z.int().meta({ description: 'How many are in line' }),
  windowMinutes: z.int(),
});
/** Whether an event's list takes fans now. */
export type WaitingListState = z.infer<typeof waitingListState>;
