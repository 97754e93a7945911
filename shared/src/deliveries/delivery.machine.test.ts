import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { deliveryMachine } from './delivery.machine.ts';
import type { DeliveryContext, DeliveryInput } from './deliveryContext.ts';
import { deliveryDeadlines, deliveryText, notScheduled } from './ways.ts';

const paidAt = '2038-01-01T12:00:00.000Z';
const startsAt = '2038-01-20T18:00:00.000Z';
const at = '2038-01-10T12:00:00.000Z';
const fresh: DeliveryContext = {
  way: 'transfer',
  paidAt,
  madeAt: paidAt,
  startsAt,
  inHandAt: null,
  sentAt: null,
  receivedAt: null,
  receivedBy: null,
  refusal: null,
  fault: null,
  lastCalled: false,
};
const later = { ...fresh, inHandAt: '2038-01-12T05:00:00.000Z' };
const sent = { ...fresh, sentAt: at };

const snapshots = {
  waiting: { value: 'waiting', context: later },
  due: { value: 'due', context: fresh },
  overdue: { value: 'overdue', context: fresh },
  sent: { value: 'sent', context: sent },
  received: { value: 'received', context: { ...sent, receivedAt: at, receivedBy: 'fan' } },
  refused: { value: 'refused', context: { ...sent, refusal: 'notArrived' } },
  failed: { value: 'failed', context: { ...fresh, fault: 'consignor' } },
  replaced: { value: 'replaced', context: { ...fresh, fault: 'consignor' } },
  refunded: { value: 'refunded', context: fresh },
};
const after = (name: string, state: string) => ({ type: `xstate.after.${name}.delivery.${state}`, at });
const messages = {
  reschedule: { type: 'reschedule', startsAt, inHandAt: null, at },
  'reschedule, in hand later': { type: 'reschedule', startsAt, inHandAt: later.inHandAt, at },
  send: { type: 'send', at },
  receive: { type: 'receive', by: 'fan', at },
  refuse: { type: 'refuse', cause: 'notArrived', at },
  fail: { type: 'fail', fault: 'consignor', at },
  changeWay: { type: 'changeWay', way: 'file', at },
  replace: { type: 'replace', fault: 'consignor', at },
  orderRefunded: { type: 'orderRefunded', at },
  'in hand': after('inHand', 'waiting'),
  'waited too long': after('deadline', 'waiting'),
  'not sent in time': after('deadline', 'due'),
  'last call': after('lastCall', 'overdue'),
  reminder: after('reminder', 'sent'),
  silence: after('silence', 'sent'),
};

/** What takes the timers of a state away. */
const off: Record<string, string[]> = {
  waiting: ['-inHand', '-deadline'],
  due: ['-deadline'],
  overdue: ['-lastCall'],
  sent: ['-reminder', '-silence'],
  received: [],
  refused: [],
  failed: [],
};
const onSent = ['keepDates', 'mailSent', '+reminder', '+silence'];
const onOtherWay = ['keepDates', 'notifyConsignor', 'deliverKnown', 'mailWay'];
const unsent = ['waiting', 'due', 'overdue'];
const rows: Row[] = [
  ...unsent.flatMap((state): Row[] => [
    [state, 'reschedule', 'due', ...off[state]!, 'keepDates', '+deadline'],
    [state, 'reschedule, in hand later', 'waiting', ...off[state]!, 'keepDates', '+inHand', '+deadline'],
    [state, 'receive', 'received', ...off[state]!, 'keepDates'],
  ]),
  ...[...unsent, 'refused', 'failed', 'sent'].map(
    (state): Row => [state, 'send', 'sent', ...off[state]!, ...onSent],
  ),
  ['sent', 'receive', 'received', '-reminder', '-silence', 'keepDates'],
  ['refused', 'receive', 'received', 'keepDates'],
  ['sent', 'refuse', 'refused', '-reminder', '-silence', 'notifyConsignor', 'mailRefused'],
  ...[...unsent, 'sent', 'received', 'refused'].map(
    (state): Row => [state, 'fail', 'failed', ...off[state]!],
  ),
  ...['reschedule', 'reschedule, in hand later'].flatMap((message): Row[] => [
    ['sent', message, 'sent', '-reminder', '-silence', 'keepDates', '+reminder', '+silence'],
    ['received', message, 'received', 'keepDates'],
    ['refused', message, 'refused', 'keepDates'],
    ['failed', message, 'failed', 'keepDates'],
  ]),
  ...Object.keys(off).map(
    (state): Row => [
      state,
      'orderRefunded',
      'refunded',
      ...off[state]!,
      ...(['refused', 'failed'].includes(state) ? ['notifyConsignor'] : []),
    ],
  ),
  ...[...unsent.slice(1), 'refused', 'failed', 'sent'].map(
    (state): Row => [state, 'changeWay', 'due', ...off[state]!, ...onOtherWay, '+deadline'],
  ),
  // The tickets come no sooner for it.
  ['waiting', 'changeWay', 'waiting', ...off.waiting!, ...onOtherWay, '+inHand', '+deadline'],
  ...['refused', 'failed'].map((state): Row => [state, 'replace', 'replaced', 'notifyConsignor']),
  ['waiting', 'in hand', 'due', '-inHand', '-deadline', '+deadline'],
  ['waiting', 'waited too long', 'overdue', '-inHand', '-deadline', 'alarm', 'notifyConsignor', '+lastCall'],
  ['due', 'not sent in time', 'overdue', '-deadline', 'alarm', 'notifyConsignor', '+lastCall'],
  ['overdue', 'last call', 'overdue', 'alarm'],
  ['sent', 'reminder', 'sent', 'mailReminder'],
  ['sent', 'silence', 'received', '-reminder', '-silence', 'keepDates'],
];

describe('the whole table', () => testTable(deliveryMachine, snapshots, messages, rows));

const begun = (input: Partial<DeliveryInput>) => {
  const [snapshot, actions] = initialTransition(deliveryMachine, {
    way: 'transfer',
    paidAt,
    startsAt,
    inHandAt: null,
    at: paidAt,
    ...input,
  });
  const timers = (actions as unknown as Array<{ type: string; params?: { id: string; delay?: number } }>)
    .filter(({ type }) => type === 'xstate.raise')
    .map(({ params }) => [params?.id.split('.')[2], params?.delay]);
  return { state: snapshot.value, context: snapshot.context, timers: Object.fromEntries(timers) };
};
const hourMs = 3_600_000;
const between = (from: string, to: string) => Date.parse(to) - Date.parse(from);

it('begins due, waits for tickets that aren’t in hand, and is done at once with a gate code of ours', () => {
  const deadline = between(paidAt, startsAt) - 48 * hourMs;
  expect(begun({})).toMatchObject({ state: 'due', timers: { deadline } });
  const inHandAt = later.inHandAt;
  expect(begun({ inHandAt })).toMatchObject({
    state: 'waiting',
    timers: { inHand: between(paidAt, inHandAt), deadline },
  });
  expect(begun({ inHandAt: '2037-12-01T00:00:00.000Z' }).state).toBe('due');
  expect(begun({ way: 'gateCode', inHandAt })).toMatchObject({
    state: 'received',
    context: { receivedBy: 'atOnce', receivedAt: paidAt },
    timers: {},
  });
  expect(begun({ isOver: true, at })).toMatchObject({ state: 'received', context: { receivedBy: 'before' } });
  // Made later than paid, its deadline stays where it was.
  expect(begun({ at }).timers).toEqual({ deadline: between(at, startsAt) - 48 * hourMs });
});

it('an order shortly before the start has two hours, but four hours before the start are the end', () => {
  const dueOf = (hoursBefore: number) => {
    const paid = new Date(Date.parse(startsAt) - hoursBefore * hourMs).toISOString();
    return between(deliveryDeadlines({ startsAt, paidAt: paid }).dueBy, startsAt) / hourMs;
  };
  expect([400, 51, 50, 49, 30, 6, 5, 1].map(dueOf)).toEqual([48, 48, 48, 47, 28, 4, 4, 4]);
});

it('an event without a date alarms nobody; its sent tickets aren’t received by silence', () => {
  const none = { type: 'reschedule', startsAt: notScheduled, inHandAt: null, at };
  expect(contextAfter(deliveryMachine, snapshots.overdue, none)).toMatchObject({ startsAt: notScheduled });
  expect(begun({ startsAt: notScheduled }).timers.deadline).toBeGreaterThan(1_000 * 365 * 24 * hourMs);
});

it('sending again forgets the refusal; silence receives', () => {
  expect(contextAfter(deliveryMachine, snapshots.refused, messages.send)).toMatchObject({
    sentAt: at,
    refusal: null,
  });
  expect(contextAfter(deliveryMachine, snapshots.sent, messages.silence)).toMatchObject({
    receivedAt: at,
    receivedBy: 'silence',
  });
});

it('another way is to send anew, with the time of an order that is paid now', () => {
  const late = { type: 'changeWay', way: 'file', at: '2038-01-20T00:00:00.000Z' };
  const context = contextAfter(deliveryMachine, snapshots.refused, late) as DeliveryContext;
  expect(context).toMatchObject({ way: 'file', sentAt: null, refusal: null, fault: null });
  expect(deliveryDeadlines(context).dueBy).toBe('2038-01-20T02:00:00.000Z');
});

it('fans read how tickets come, and from which day', () => {
  expect(deliveryText('transfer', null)).toBe('Mobile transfer');
  expect(deliveryText('file', '2026-11-05')).toBe('Tickets to download from Nov 5');
  expect(deliveryText('gateCode', '2026-11-05')).toBe('Tickets ready now');
});
