/**
 * A delivery: the tickets of one listing in one order, on their way from the consignor to the fan. It stands beside the
 * order, and ends with it. Source: domain.md, "Actors".
 */
import { setup } from 'xstate';
import { assignsOf } from '../assignOn.ts';
import type { DeliveryContext, DeliveryInput, DeliveryMessage } from './deliveryContext.ts';
import { deliveryDeadlines } from './ways.ts';

/** A message as the machine gets it. `at` is the transition's instant by the database's clock. */
type TimedMessage = DeliveryMessage & { at: string };

/** How long after sending the fan is reminded to accept, milliseconds. */
export const remindAfterMs = 24 * 3_600_000;
/** A fan who hasn't objected this long after the start has received the tickets. Milliseconds. */
export const silenceAfterMs = 24 * 3_600_000;

/** What a consignor is notified of. */
type ConsignorNotice =
  | 'toDeliver'
  | 'deliveryRefused'
  | 'deliveryLate'
  | 'deliveryWay'
  | 'deliveryReplaced'
  | 'deliveryRefunded';

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
    /** In the transaction: the row's dates and its way follow the context. */
    keepDates: () => {},
    /** In the transaction: the consignor is notified of what they have to send, or that they aren't paid for it. */
    notifyConsignor: (_, _params: { kind: ConsignorNotice }) => {},
    /** Job: barcodes that the consignor gave with the listing are sent at once. */
    deliverKnown: () => {},
    /** Jobs: staff are told that tickets weren't sent in time. */
    alarm: (_, _params: { isLastCall: boolean }) => {},
    /** Jobs: the fan is told. */
    mailSent: () => {},
    mailReminder: () => {},
    mailWay: () => {},
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
const storeFault = assignOn(['fail', 'replace'], ({ event }) => ({ fault: event.fault }));

const storeWay = assignOn(['changeWay'], ({ event }) => ({
  way: event.way,
  paidAt: event.at,
  sentAt: null,
  refusal: null,
  fault: null,
  lastCalled: false,
}));

const onSend = { target: 'sent', actions: [storeSent, 'keepDates', 'mailSent'] } as const;
const onReceive = { target: 'received', actions: [storeReceived, 'keepDates'] } as const;
const onRefuse = {
  target: 'refused',
  actions: [storeRefusal, { type: 'notifyConsignor', params: { kind: 'deliveryRefused' } }, 'mailRefused'],
} as const;
const onFail = { target: 'failed', actions: storeFault } as const;
const onRefunded = { target: 'refunded' } as const;
/** The seats leave the sale with it, since they couldn't be delivered. */
const onRefundedInstead = {
  target: 'refunded',
  actions: { type: 'notifyConsignor', params: { kind: 'deliveryRefunded' } },
} as const;
const onReplace = {
  target: 'replaced',
  actions: [storeFault, { type: 'notifyConsignor', params: { kind: 'deliveryReplaced' } }],
} as const;
/** To send again, in the new way; what its consignor gave with the listing is sent by itself. */
const onChangeWay = {
  target: 'placing',
  actions: [
    storeWay,
    'keepDates',
    { type: 'notifyConsignor', params: { kind: 'deliveryWay' } },
    'deliverKnown',
    'mailWay',
  ],
} as const;
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
        changeWay: onChangeWay,
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
        changeWay: onChangeWay,
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
        changeWay: onChangeWay,
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
        changeWay: onChangeWay,
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
        changeWay: onChangeWay,
        replace: onReplace,
        reschedule: onRescheduleSent,
        orderRefunded: onRefundedInstead,
      },
    },
    failed: {
      tags: ['open', 'problem'],
      on: {
        send: onSend,
        changeWay: onChangeWay,
        replace: onReplace,
        reschedule: onRescheduleSent,
        orderRefunded: onRefundedInstead,
      },
    },
    replaced: { type: 'final' },
    refunded: { type: 'final' },
  },
});
