/**
 * A handover: a fan sends tickets of an order to a friend. Until the friend accepts, the sender's codes stay good and the sender can
 * take it back; from the acceptance on the tickets have new codes, which the friend alone has. What happens to the event or to the
 * tickets' money is told to it by the look of the worker (server/src/handovers/look.ts).
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';

/** How an event stands, as far as a handover cares: one that moved is scheduled. */
export const handoverEventStatuses = ['scheduled', 'postponed', 'cancelled'] as const;
/** How an event stands, as far as a handover cares. */
export type HandoverEventStatus = (typeof handoverEventStatuses)[number];

/** What a handover's snapshot stores. Instants are ISO 8601 in UTC. */
export const handoverContext = z.object({
  /** ISO instant. */
  madeAt: z.string(),
  /** What is sent. */
  ticketIds: z.array(z.string()).min(1),
  /** Of these, what a refund made void after the acceptance. */
  voidIds: z.array(z.string()),
  /** Of the event: until then it can be accepted, unless the event is postponed. */
  startsAt: z.string(),
  eventStatus: z.enum(handoverEventStatuses),
});
/** A handover's context. */
export type HandoverContext = z.infer<typeof handoverContext>;

/** What a new handover is made of. */
export interface HandoverInput {
  ticketIds: string[];
  /** ISO instants. */
  at: string;
  startsAt: string;
  eventStatus: HandoverEventStatus;
}

/** The messages of a handover. */
export type HandoverMessage =
  | { type: 'accept' }
  | { type: 'decline' }
  /** The sender changed their mind, before it was accepted. */
  | { type: 'takeBack' }
  /** Support ends it with a reason; or whoever sent it has the tickets no more. */
  | { type: 'end' }
  /** The event moved, is postponed, called off or on again. */
  | { type: 'eventChanged'; startsAt: string; eventStatus: HandoverEventStatus }
  /** A refund made tickets of it void. */
  | { type: 'ticketsVoided'; ticketIds: string[] };

/** What its emails tell. `voided`: some or all of the tickets; `eventChanged`: to the friend who has them. */
export type HandoverMail =
  | 'sent'
  | 'accepted'
  | 'declined'
  | 'takenBack'
  | 'lapsed'
  | 'ended'
  | 'voided'
  | 'eventChanged';

type TimedMessage = HandoverMessage & { at: string };
type Timed = { context: HandoverContext; event: { at?: string } };

/** Milliseconds until the event begins. */
const untilBegin = ({ context, event }: Timed): number =>
  Math.max(0, Date.parse(context.startsAt) - Date.parse(event.at ?? context.madeAt));

const handoverSetup = setup({
  types: {
    context: {} as HandoverContext,
    events: {} as TimedMessage,
    input: {} as HandoverInput,
    /** `open`: it waits for the friend's answer. `accepted`: the friend has the tickets, or sent them on. */
    tags: {} as 'open' | 'accepted',
  },
  delays: {
    begin: (timed) => untilBegin(timed),
  },
  guards: {
    isPostponed: ({ context }) => context.eventStatus === 'postponed',
    isCalledOff: ({ event }) => event.type === 'eventChanged' && event.eventStatus === 'cancelled',
    isPutOff: ({ event }) => event.type === 'eventChanged' && event.eventStatus === 'postponed',
    areAllVoid: ({ context, event }) =>
      event.type === 'ticketsVoided' &&
      context.ticketIds.every((id) => context.voidIds.includes(id) || event.ticketIds.includes(id)),
  },
  actions: {
    /** In the transaction: the row's columns follow the context. */
    keepRow: () => {},
    /** In the transaction: the tickets are the friend's, with new codes. */
    handOver: () => {},
    /** In the transaction: the tickets that the friend still has are the sender's again, with new codes. */
    returnTickets: () => {},
    /** A job: the emails about it. */
    mail: (_, _params: { what: HandoverMail }) => {},
  },
});

const assignOn = assignsOf<HandoverContext, TimedMessage>();
const storeEvent = assignOn(['eventChanged'], ({ event: { startsAt, eventStatus } }) => ({
  startsAt,
  eventStatus,
}));
const storeVoid = assignOn(['ticketsVoided'], ({ context, event }) => ({
  voidIds: [...new Set([...context.voidIds, ...event.ticketIds])],
}));
const mail = (what: HandoverMail) => ({ type: 'mail', params: { what } }) as const;

/** While it waits for the answer, whether or not the event has a date. */
const whileOpen = {
  accept: { target: 'accepted', actions: ['handOver', 'keepRow', mail('accepted')] },
  decline: { target: 'declined', actions: ['keepRow', mail('declined')] },
  takeBack: { target: 'takenBack', actions: ['keepRow', mail('takenBack')] },
  end: { target: 'ended', actions: ['keepRow', mail('ended')] },
  eventChanged: [
    { guard: 'isCalledOff', target: 'ended', actions: [storeEvent, 'keepRow', mail('ended')] },
    { guard: 'isPutOff', target: 'undated', actions: [storeEvent, 'keepRow'] },
    { target: 'sent', reenter: true, actions: [storeEvent, 'keepRow'] },
  ],
  // The sender sends the others anew, if there are any.
  ticketsVoided: { target: 'ended', actions: [storeVoid, 'keepRow', mail('ended')] },
} as const;

/** The machine of a handover: sent, accepted, or over. */
export const handoverMachine = handoverSetup.createMachine({
  id: 'handover',
  context: ({ input: { at: madeAt, ...input } }) => ({ ...input, madeAt, voidIds: [] }),
  initial: 'made',
  states: {
    // A crossing without a stay.
    made: {
      always: [
        { guard: 'isPostponed', target: 'undated', actions: mail('sent') },
        { target: 'sent', actions: mail('sent') },
      ],
    },
    sent: {
      tags: ['open'],
      after: { begin: { target: 'lapsed', actions: ['keepRow', mail('lapsed')] } },
      on: whileOpen,
    },
    /** As `sent`, while the event is postponed: nobody knows when it begins. */
    undated: { tags: ['open'], on: whileOpen },
    accepted: {
      tags: ['accepted'],
      on: {
        end: { target: 'ended', actions: ['returnTickets', 'keepRow', mail('ended')] },
        eventChanged: { actions: [storeEvent, 'keepRow', mail('eventChanged')] },
        ticketsVoided: [
          { guard: 'areAllVoid', target: 'ended', actions: [storeVoid, 'keepRow', mail('voided')] },
          { actions: [storeVoid, 'keepRow', mail('voided')] },
        ],
      },
    },
    declined: { type: 'final' },
    takenBack: { type: 'final' },
    /** The event began before it was accepted. */
    lapsed: { type: 'final' },
    ended: { type: 'final' },
  },
});
