/**
 * A delivery: the tickets of one listing in one order, on their way from the consignor to the fan. It stands beside the
 * order, and ends with it. Source: domain.md, "Actors".
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';
import { failureFault, refusalCause } from './causes.ts';
import { deliveryDeadlines, deliveryWay } from './ways.ts';

/** What a delivery's snapshot stores. Instants are ISO 8601 in UTC. */
export const deliveryContext = z.object({
  way: deliveryWay,
  /** When the order was paid. */
  paidAt: z.string(),
  /** When the delivery was made. */
  madeAt: z.string(),
  /** The event's start; `notScheduled` while it has none. */
  startsAt: z.string(),
  /** When the consignor has the tickets; null: already. */
  inHandAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  /** Who said that the fan has them: `silence` is a fan who didn't object until a day after the start. */
  receivedBy: z.enum(['fan', 'staff', 'silence', 'atOnce', 'before']).nullable(),
  /** Why the fan can't accept them. */
  refusal: refusalCause.nullable(),
  /** Whose fault it is that it failed. */
  fault: failureFault.nullable(),
  /** Whether the last call before the start went out. */
  lastCalled: z.boolean(),
});
/** A delivery's context. */
export type DeliveryContext = z.infer<typeof deliveryContext>;

/** What a new delivery is made of. Instants are ISO 8601 in UTC. */
export interface DeliveryInput {
  way: DeliveryContext['way'];
  paidAt: string;
  startsAt: string;
  inHandAt: string | null;
  /** When it is made. */
  at: string;
  /** Of an order from before there were deliveries, whose event is over. */
  isOver?: boolean;
}

/** The messages of a delivery. */
export type DeliveryMessage =
  /** The event's start or the in-hand date changed. */
  | { type: 'reschedule'; startsAt: string; inHandAt: string | null }
  | { type: 'send' }
  | { type: 'receive'; by: 'fan' | 'staff' }
  | { type: 'refuse'; cause: z.infer<typeof refusalCause> }
  | { type: 'fail'; fault: z.infer<typeof failureFault> }
  | { type: 'orderRefunded' };

/** A message as the machine gets it. `at` is the transition's instant by the database's clock. */
type TimedMessage = DeliveryMessage & { at: string };

/** How long after sending the fan is reminded to accept, milliseconds. */
export const remindAfterMs = 24 * 3_600_000;
/** A fan who hasn't objected this long after the start has received the tickets. Milliseconds. */
export const silenceAfterMs = 24 * 3_600_000;

/** The instant of a step: of its message, or of the making. */
type Timed = { context: DeliveryContext; event: { at?: string } };
const nowOf = ({ context, event }: Timed): number => Date.parse(event.at ?? context.madeAt);
const until = (instant: string, timed: Timed): number => Math.max(0, Date.parse(instant) - nowOf(timed));

const deliverySetup = setup({
  types: {
    context: {} as DeliveryContext,
    events: {} as TimedMessage,
    input: {} as DeliveryInput,
    /** `open`: not over. `toSend`: somebody has to send tickets. `problem`: a person has to decide. */
    tags: {} as 'open' | 'tosend' | 'problem' | 'delivered',
  },
  delays: {
    inHand: (timed) => until(timed.context.inHandAt ?? timed.context.madeAt, timed),
    deadline: (timed) => until(deliveryDeadlines(timed.context).dueBy, timed),
    lastCall: (timed) => until(deliveryDeadlines(timed.context).lastCallAt, timed),
    reminder: remindAfterMs,
    silence: (timed) => Math.max(0, Date.parse(timed.context.startsAt) + silenceAfterMs - nowOf(timed)),
  },
  guards: {
    isDelivered: ({ context }) => context.receivedBy !== null,
    notInHand: (timed) =>
      timed.context.inHandAt !== null && Date.parse(timed.context.inHandAt) > nowOf(timed),
    isLastCalled: ({ context }) => context.lastCalled,
  },
  actions: {
    /** In the transaction: the row's dates follow the context. */
    keepDates: () => {},
    /** In the transaction: the consignor is notified that tickets are to be sent. */
    notifyConsignor: (_, _params: { kind: 'toDeliver' | 'deliveryRefused' | 'deliveryLate' }) => {},
    /** Job: barcodes that the consignor gave with the listing are sent at once. */
    deliverKnown: () => {},
    /** Jobs: staff are told that tickets weren't sent in time. */
    alarm: (_, _params: { isLastCall: boolean }) => {},
    /** Jobs: the fan is told. */
    mailSent: () => {},
    mailReminder: () => {},
    /** Job: staff are told that the fan can't accept the tickets. */
    mailRefused: () => {},
  },
});

const assignOn = assignsOf<DeliveryContext, TimedMessage>();
const storeSchedule = assignOn(['reschedule'], ({ event }) => ({
  startsAt: event.startsAt,
  inHandAt: event.inHandAt,
  lastCalled: false,
}));
const storeSent = assignOn(['send'], ({ event }) => ({
  sentAt: event.at,
  receivedAt: null,
  receivedBy: null,
  refusal: null,
  fault: null,
}));
const storeReceived = assignOn(['receive'], ({ event }) => ({ receivedAt: event.at, receivedBy: event.by }));
const storeRefusal = assignOn(['refuse'], ({ event }) => ({ refusal: event.cause }));
const storeFault = assignOn(['fail'], ({ event }) => ({ fault: event.fault }));

const onSend = { target: 'sent', actions: [storeSent, 'keepDates', 'mailSent'] } as const;
const onReceive = { target: 'received', actions: [storeReceived, 'keepDates'] } as const;
const onRefuse = {
  target: 'refused',
  actions: [storeRefusal, { type: 'notifyConsignor', params: { kind: 'deliveryRefused' } }, 'mailRefused'],
} as const;
const onFail = { target: 'failed', actions: storeFault } as const;
const onRefunded = { target: 'refunded' } as const;
/** Back to where its new dates put it. */
const onReschedule = { target: 'placing', actions: [storeSchedule, 'keepDates'] } as const;
/** What is sent stays sent; its silence follows the start. */
const onRescheduleSent = { actions: [storeSchedule, 'keepDates'] } as const;
const notifyToDeliver = { type: 'notifyConsignor', params: { kind: 'toDeliver' } } as const;
const alarmed = { type: 'alarm', params: { isLastCall: false } } as const;

/** The delivery's machine: waiting for the tickets, due, sent, received, and what goes wrong. */
export const deliveryMachine = deliverySetup.createMachine({
  id: 'delivery',
  context: ({ input }) => ({
    way: input.way,
    paidAt: input.paidAt,
    madeAt: input.at,
    startsAt: input.startsAt,
    inHandAt: input.inHandAt,
    sentAt: null,
    receivedAt: input.way === 'gateCode' || input.isOver ? input.at : null,
    receivedBy: input.way === 'gateCode' ? 'atOnce' : input.isOver ? 'before' : null,
    refusal: null,
    fault: null,
    lastCalled: false,
  }),
  initial: 'beginning',
  states: {
    // Crossings without a stay. Who makes a delivery writes its dates with its row.
    beginning: {
      always: [
        { guard: 'isDelivered', target: 'received' },
        { guard: 'notInHand', target: 'waiting', actions: [notifyToDeliver, 'deliverKnown'] },
        { target: 'due', actions: [notifyToDeliver, 'deliverKnown'] },
      ],
    },
    placing: { always: [{ guard: 'notInHand', target: 'waiting' }, { target: 'due' }] },
    waiting: {
      tags: ['open', 'tosend'],
      after: { inHand: 'due', deadline: { target: 'overdue', actions: alarmed } },
      on: {
        send: onSend,
        receive: onReceive,
        fail: onFail,
        reschedule: onReschedule,
        orderRefunded: onRefunded,
      },
    },
    due: {
      tags: ['open', 'tosend'],
      after: { deadline: { target: 'overdue', actions: alarmed } },
      on: {
        send: onSend,
        receive: onReceive,
        fail: onFail,
        reschedule: onReschedule,
        orderRefunded: onRefunded,
      },
    },
    overdue: {
      tags: ['open', 'tosend'],
      entry: { type: 'notifyConsignor', params: { kind: 'deliveryLate' } },
      after: {
        lastCall: {
          actions: [
            deliverySetup.assign({ lastCalled: true }),
            { type: 'alarm', params: { isLastCall: true } },
          ],
        },
      },
      on: {
        send: onSend,
        receive: onReceive,
        fail: onFail,
        reschedule: onReschedule,
        orderRefunded: onRefunded,
      },
    },
    sent: {
      tags: ['open'],
      after: {
        reminder: { actions: 'mailReminder' },
        silence: {
          target: 'received',
          actions: [
            deliverySetup.assign({
              receivedAt: ({ event }) => (event as unknown as { at: string }).at,
              receivedBy: 'silence',
            }),
            'keepDates',
          ],
        },
      },
      on: {
        send: { ...onSend, reenter: true },
        receive: onReceive,
        refuse: onRefuse,
        fail: onFail,
        reschedule: { ...onRescheduleSent, target: 'sent', reenter: true },
        orderRefunded: onRefunded,
      },
    },
    received: {
      tags: ['delivered'],
      on: {
        // The fan stood at the gate with it: it is found out afterwards.
        fail: onFail,
        reschedule: onRescheduleSent,
        orderRefunded: onRefunded,
      },
    },
    refused: {
      tags: ['open', 'problem'],
      on: {
        send: onSend,
        receive: onReceive,
        fail: onFail,
        reschedule: onRescheduleSent,
        orderRefunded: onRefunded,
      },
    },
    failed: {
      tags: ['open', 'problem'],
      on: {
        send: onSend,
        reschedule: onRescheduleSent,
        orderRefunded: onRefunded,
      },
    },
    refunded: { type: 'final' },
  },
});
