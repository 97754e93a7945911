import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type CaseContext, type CaseInput, caseMachine } from './case.machine.ts';
import { alarmAfterMs } from './kinds.ts';

const since = '2038-01-10T12:00:00.000Z';
const at = '2038-01-10T12:02:00.000Z';
const later = '2038-01-11T08:00:00.000Z';
const owed: CaseContext = {
  kind: 'refundFailed',
  owesFan: true,
  madeAt: since,
  since,
  occurrence: '3',
  isPresent: true,
  times: 1,
  alarmedAt: null,
  snoozedUntil: null,
  closedAt: null,
};
const plain: CaseContext = { ...owed, kind: 'disputeDue', owesFan: false };

const snapshots = {
  waiting: { value: 'waiting', context: plain },
  counting: { value: 'counting', context: owed },
  alarmed: { value: 'alarmed', context: { ...owed, alarmedAt: at } },
  snoozed: { value: 'snoozed', context: { ...plain, snoozedUntil: later } },
  'snoozed, owed': { value: 'snoozed', context: { ...owed, snoozedUntil: later } },
  closed: { value: 'closed', context: { ...plain, closedAt: at } },
  'closed, gone': { value: 'closed', context: { ...plain, isPresent: false, closedAt: at } },
  'closed, alarmed': { value: 'closed', context: { ...owed, alarmedAt: at, closedAt: at } },
};
const messages = {
  happen: { type: 'happen', occurrence: '4', since: at, at },
  causeGone: { type: 'causeGone', at },
  snooze: { type: 'snooze', until: later, at },
  wake: { type: 'wake', at },
  close: { type: 'close', at },
  reopen: { type: 'reopen', at },
  alarm: { type: 'xstate.after.alarm.case.counting', at },
  'slept enough': { type: 'xstate.after.snooze.case.snoozed', at },
};

const off: Record<string, string[]> = { waiting: [], counting: ['-alarm'], alarmed: [] };
const rows: Row[] = [
  ...Object.entries(off).flatMap(([state, timers]): Row[] => [
    [state, 'happen', state, 'keepRow'],
    [state, 'causeGone', 'closed', ...timers, 'keepRow'],
    [state, 'snooze', 'snoozed', ...timers, 'keepRow', '+snooze'],
    [state, 'close', 'closed', ...timers, 'keepRow'],
  ]),
  ['counting', 'alarm', 'alarmed', '-alarm', 'keepRow', 'alarm'],
  ...['happen', 'wake', 'slept enough'].flatMap((message): Row[] => [
    ['snoozed', message, 'waiting', '-snooze', 'keepRow'],
    ['snoozed, owed', message, 'counting', '-snooze', 'keepRow', '+alarm'],
  ]),
  ...['snoozed', 'snoozed, owed'].flatMap((state): Row[] => [
    [state, 'causeGone', 'closed', '-snooze', 'keepRow'],
    [state, 'snooze', 'snoozed', '-snooze', 'keepRow', '+snooze'],
    [state, 'close', 'closed', '-snooze', 'keepRow'],
  ]),
  ...['happen', 'reopen'].flatMap((message): Row[] => [
    ['closed', message, 'waiting', 'keepRow'],
    ['closed, gone', message, 'waiting', 'keepRow'],
    // One email per case: it is an alarm again, without another.
    ['closed, alarmed', message, 'alarmed', 'keepRow'],
  ]),
  ['closed', 'causeGone', 'closed', 'keepRow'],
  ['closed, alarmed', 'causeGone', 'closed', 'keepRow'],
];

describe('the whole table', () => testTable(caseMachine, snapshots, messages, rows));

const begun = (input: Partial<CaseInput>) => {
  const [snapshot, actions] = initialTransition(caseMachine, {
    kind: 'refundFailed',
    owesFan: true,
    since,
    occurrence: '1',
    at,
    ...input,
  });
  const delays = (actions as unknown as Array<{ type: string; params?: { delay?: number } }>)
    .filter(({ type }) => type === 'xstate.raise')
    .map(({ params }) => params?.delay);
  return { state: snapshot.value, alarmedAt: snapshot.context.alarmedAt, delays };
};

it('counts five minutes from the cause where a fan is owed something, and alarms nobody of what was there before', () => {
  expect(begun({})).toEqual({ state: 'counting', alarmedAt: null, delays: [alarmAfterMs - 2 * 60_000] });
  expect(begun({ owesFan: false })).toEqual({ state: 'waiting', alarmedAt: null, delays: [] });
  expect(begun({ isKnown: true })).toEqual({ state: 'alarmed', alarmedAt: at, delays: [] });
  expect(begun({ isKnown: true, owesFan: false })).toMatchObject({ state: 'waiting', alarmedAt: null });
});

it('remembers the time that it happened, and how often it was opened', () => {
  expect(contextAfter(caseMachine, snapshots.closed, messages.happen)).toMatchObject({
    since: at,
    occurrence: '4',
    isPresent: true,
    times: 2,
    closedAt: null,
  });
  expect(contextAfter(caseMachine, snapshots.waiting, messages.happen)).toMatchObject({
    occurrence: '4',
    times: 1,
  });
  expect(contextAfter(caseMachine, snapshots.snoozed, messages.causeGone)).toMatchObject({
    isPresent: false,
    closedAt: at,
    snoozedUntil: null,
  });
  expect(contextAfter(caseMachine, snapshots['closed, gone'], messages.reopen)).toMatchObject({
    isPresent: false,
    times: 2,
    closedAt: null,
  });
});
