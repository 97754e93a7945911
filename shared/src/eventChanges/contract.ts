/** An event is called off, postponed, moved or put on again: what that hits, and how far its orders are told and refunded. */
import { z } from 'zod';
import { approvalRow } from '../approvals/index.ts';
import { eventStatus, eventSummary, localStart } from '../catalog/index.ts';
import { afterPlace, idOf, instant, listQuery, listWithNext, reason } from '../http/index.ts';
import { ownTicketType } from '../listings/index.ts';
import { money } from '../money/index.ts';

/** What can happen to an event. `restore` puts a canceled or postponed one on sale again. */
export const eventChangeKinds = ['cancel', 'postpone', 'move', 'restore'] as const;
/** What can happen to an event. */
export type EventChangeKind = (typeof eventChangeKinds)[number];

/** What a change of an event would hit now. */
export const eventHits = z.object({
  listings: z.int().meta({ description: 'Listings that aren’t over' }),
  tickets: z.int().meta({ description: 'Of these listings, unsold' }),
  consignors: z.int().meta({ description: 'Whose tickets these are, the marketplace left out' }),
  holds: z.int().meta({ description: 'Holds that nobody pays for yet' }),
  paying: z.int().meta({ description: 'Holds with a payment under way' }),
  orders: z.int().meta({ description: 'Paid orders' }),
  soldTickets: z.int(),
  disputed: z
    .int()
    .meta({ description: 'Of these orders: their bank disputes the payment, so they can’t be refunded' }),
  refund: money.meta({ description: 'What is left to refund of the paid orders that can be refunded' }),
});
/** What a change of an event would hit now. */
export type EventHits = z.infer<typeof eventHits>;

/**
 * How far an order is: `left` waits for its turn, `sending` is refunded at the bank, `failed` needs a person, `told` has its
 * email (a change without a refund), `choosing` may still have the money back, `kept` is of a fan who keeps the tickets, `superseded` was overtaken by the event's next change.
 */
export const changedOrderStates = [
  'left',
  'choosing',
  'kept',
  'sending',
  'refunded',
  'failed',
  'told',
  'superseded',
] as const;
/** How far an order of a changed event is. */
export type ChangedOrderState = (typeof changedOrderStates)[number];

/** A change of an event, with how far its orders are. */
export const eventChange = z
  .object({
    id: idOf('eventChange'),
    event: z.object({
      id: idOf('event'),
      name: z.string(),
      status: eventStatus,
      startsAt: instant,
      timeZone: z.string(),
    }),
    kind: z.enum(eventChangeKinds),
    by: z.string().meta({ description: 'Who decided it' }),
    at: instant,
    reason: z.string().nullable(),
    from: z.object({ status: eventStatus, startsAt: instant }),
    startsAt: instant.nullable().meta({ description: 'The new start, where it moved' }),
    venues: z
      .object({ from: z.string(), to: z.string() })
      .nullable()
      .meta({ description: 'Where it moved to another venue' }),
    choiceUntil: instant
      .nullable()
      .meta({ description: 'Until when its fans may have the money back; null: they have no choice' }),
    listingsPaused: z.int(),
    holdsEnded: z.int(),
    listingsWithdrawn: z.int(),
    listingsMoved: z.int(),
    doneAt: instant.nullable().meta({ description: 'When every order had its turn; null: it goes on' }),
    orders: z.object({
      total: z.int(),
      ...(Object.fromEntries(changedOrderStates.map((state) => [state, z.int()])) as Record<
        ChangedOrderState,
        z.ZodInt
      >),
    }),
    alone: z.boolean().meta({
      description: 'An administrator called it off without the second person whom its refunds ask for',
    }),
    mayRetry: z.boolean().meta({ description: 'Whether refunds could not be asked, and can be asked again' }),
  })
  .meta({ id: 'EventChange' });
/** A change of an event. */
export type EventChange = z.infer<typeof eventChange>;

/** An order of a changed event. */
export const changedOrder = z
  .object({
    id: idOf('reservation'),
    code: z.string(),
    state: z.enum(changedOrderStates),
    why: z.string().nullable().meta({ description: 'Why it needs a person' }),
    tickets: z.int(),
    total: money,
    at: instant.nullable().meta({ description: 'When it had its turn' }),
  })
  .meta({ id: 'ChangedOrder' });
/** An order of a changed event. */
export type ChangedOrder = z.infer<typeof changedOrder>;

/** The query of a change's orders. */
export const changedOrderQuery = listQuery(['code'], {
  state: z.enum(changedOrderStates).optional(),
  ...afterPlace,
});
/** One page of a change's orders. */
export const changedOrderList = listWithNext(changedOrder);

/** An event as staff see it: what a change would hit, its changes, newest first, and its ticket types. */
export const adminEvent = eventSummary
  .extend({
    hits: eventHits,
    changes: z.array(eventChange),
    secondPerson: z.boolean().meta({
      description: 'Calling it off now refunds more than one person decides: it waits for a second one',
    }),
    requests: z.array(approvalRow).meta({ description: 'To call it off, those that wait first' }),
    seasonId: idOf('season').nullable(),
    doorsMinutes: z.int().nullable().meta({ description: 'From the opening of the doors to the start' }),
    hasListings: z
      .boolean()
      .meta({ description: 'Tickets were taken in for it, so who plays and where stay as they are' }),
    ticketTypes: z.array(ownTicketType).meta({ description: 'Of an own event; the dearest first' }),
  })
  .meta({ id: 'AdminEvent' });
/** An event as staff see it. */
export type AdminEvent = z.infer<typeof adminEvent>;

const seen = z.object({ status: eventStatus, startsAt: instant });

/** Asks a second person to call an event off whose refunds are above the limit. */
export const callOffRequest = z.object({ reason, seen });

/**
 * A change by hand. `localStart` goes with `move` alone; `seen` is the event as the person saw it, so that nothing is
 * decided over somebody else's change.
 */
export const newEventChange = z
  .object({
    kind: z.enum(eventChangeKinds, { error: 'Choose what happens to the event.' }),
    localStart: localStart.nullish(),
    venueId: idOf('venue').nullish().meta({
      description: 'Of a move: the new venue, by whose clocks `localStart` is read; left out: it stays',
    }),
    reason,
    alone: z.boolean().optional().meta({
      description:
        'Of `cancel`: an administrator does without the second person, which the change says ever after',
    }),
    seen,
  })
  .refine((change) => !change.alone || change.kind === 'cancel', {
    path: ['alone'],
    error: 'Only calling an event off asks for a second person.',
  })
  .refine((change) => change.kind !== 'move' || Boolean(change.localStart), {
    path: ['localStart'],
    error: 'Give the new date and time.',
  });
/** Asks what a move would hit. */
export const movePreviewQuery = z.object({ localStart, venueId: idOf('venue') });

/** What a move would hit, before it is decided. */
export const movePreview = z
  .object({
    startsAt: instant,
    timeZone: z.string().meta({ description: 'Of the venue where it would be' }),
    venue: z.object({ id: idOf('venue'), name: z.string(), city: z.string() }),
    isOtherVenue: z.boolean(),
    choiceUntil: instant.nullable().meta({ description: 'Until when fans could have the money back' }),
    orders: z.int(),
    tickets: z.int().meta({ description: 'Of these orders' }),
    refundable: money.meta({ description: 'What would go back if every fan chose the money' }),
    holds: z.int().meta({ description: 'Holds that would end; of a move within the venue none does' }),
    listings: z.int().meta({ description: 'Listings on sale that stay on sale' }),
    paused: z
      .array(
        z.object({
          id: idOf('listing'),
          places: z.string(),
          consignor: z.string(),
          tickets: z.int().meta({ description: 'Unsold' }),
        }),
      )
      .meta({ description: 'Listings on sale whose section the new venue isn’t known to have; at most 100' }),
    pausedTotal: z.int(),
  })
  .meta({ id: 'MovePreview' });
/** What a move would hit. */
export type MovePreview = z.infer<typeof movePreview>;

/** A fan's choice after a move. */
export const moveChoice = z.object({
  choice: z.enum(['keep', 'refund'], 'Choose to keep the tickets or to have the money back.'),
});

/** A change by hand as a client sends it. */
export type NewEventChange = z.input<typeof newEventChange>;
