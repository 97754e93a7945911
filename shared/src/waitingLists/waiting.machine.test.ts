import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import {
  confirmWithinMs,
  restMs,
  type WaitingContext,
  type WaitingInput,
  waitingMachine,
} from './waiting.machine.ts';

const at = '2038-01-10T12:00:00.000Z';
const later = '2038-01-10T13:00:00.000Z';
const guest: WaitingContext = {
  size: 2,
  limitAmount: 12_000,
  isConfirmed: false,
  placedAt: null,
  offerId: null,
  offers: 0,
  lapses: 0,
  restsUntil: null,
};
const placed: WaitingContext = { ...guest, isConfirmed: true, placedAt: at };
const offered: WaitingContext = { ...placed, offerId: 'wto_1', offers: 1 };
const rested: WaitingContext = { ...offered, restsUntil: later };

const snapshots = {
  unconfirmed: { value: 'unconfirmed', context: guest },
  waiting: { value: 'waiting', context: placed },
  offered: { value: 'offered', context: offered },
  'offered, one lapsed': { value: 'offered', context: { ...offered, lapses: 1 } },
  resting: { value: 'resting', context: rested },
  bought: { value: 'bought', context: offered },
  lapsed: { value: 'lapsed', context: { ...offered, lapses: 2 } },
  left: { value: 'left', context: placed },
  removed: { value: 'removed', context: placed },
  ended: { value: 'ended', context: placed },
};
const messages = {
  confirm: { type: 'confirm', at: later },
  change: { type: 'change', size: 3, limitAmount: null, at: later },
  offer: { type: 'offer', offerId: 'wto_2', at: later },
  bought: { type: 'bought', offerId: 'wto_1', at: later },
  'another bought': { type: 'bought', offerId: 'wto_0', at: later },
  'hold lapsed': { type: 'holdEnded', offerId: 'wto_1', how: 'lapsed', at: later },
  'hold lapsed unsent': { type: 'holdEnded', offerId: 'wto_1', how: 'unsent', at: later },
  'hold let go': { type: 'holdEnded', offerId: 'wto_1', how: 'declined', at: later },
  'hold broken': { type: 'holdEnded', offerId: 'wto_1', how: 'broken', at: later },
  'another hold lapsed': { type: 'holdEnded', offerId: 'wto_0', how: 'lapsed', at: later },
  decline: { type: 'decline', offerId: 'wto_1', at: later },
  'decline another': { type: 'decline', offerId: 'wto_0', at: later },
  stay: { type: 'stay', at: later },
  leave: { type: 'leave', at: later },
  remove: { type: 'remove', at: later },
  end: { type: 'end', why: 'canceled', at: later },
  'a day over': { type: 'xstate.after.confirm.waiting.unconfirmed', at: later },
  'rested enough': { type: 'xstate.after.rest.waiting.resting', at: later },
};

const anyOffered = ['offered', 'offered, one lapsed'];
const rows: Row[] = [
  ['unconfirmed', 'confirm', 'waiting', '-confirm', 'keepRow', 'mail'],
  ['unconfirmed', 'change', 'unconfirmed', 'keepRow'],
  ['unconfirmed', 'leave', 'left', '-confirm', 'keepRow', 'forgetAddress'],
  ['unconfirmed', 'remove', 'removed', '-confirm', 'keepRow', 'forgetAddress'],
  ['unconfirmed', 'end', 'ended', '-confirm', 'keepRow', 'forgetAddress'],
  ['unconfirmed', 'a day over', 'left', '-confirm', 'keepRow', 'forgetAddress'],
  ['waiting', 'offer', 'offered', 'keepRow', 'mail'],
  ...[
    { state: 'waiting', timer: [] },
    { state: 'resting', timer: ['-rest'] },
  ].flatMap(({ state, timer }): Row[] => [
    [state, 'bought', 'bought', ...timer, 'closeOffer', 'keepRow'],
    [state, 'another bought', 'bought', ...timer, 'closeOffer', 'keepRow'],
    [state, 'change', state, 'keepRow'],
    [state, 'leave', 'left', ...timer, 'keepRow'],
    [state, 'remove', 'removed', ...timer, 'keepRow', 'mail'],
    [state, 'end', 'ended', ...timer, 'keepRow', 'mail'],
  ]),
  ['resting', 'stay', 'waiting', '-rest', 'keepRow'],
  ['resting', 'rested enough', 'waiting', '-rest', 'keepRow'],
  ...anyOffered.flatMap((state): Row[] => [
    [state, 'bought', 'bought', 'closeOffer', 'keepRow'],
    [state, 'hold lapsed unsent', 'resting', 'closeOffer', 'keepRow', '+rest'],
    [state, 'hold let go', 'resting', 'closeOffer', 'keepRow', '+rest'],
    [state, 'hold broken', 'waiting', 'closeOffer', 'keepRow'],
    [state, 'decline', 'resting', 'closeOffer', 'keepRow', '+rest'],
    [state, 'leave', 'left', 'closeOffer', 'keepRow'],
    [state, 'remove', 'removed', 'closeOffer', 'keepRow', 'mail'],
  ]),
  ['offered', 'hold lapsed', 'resting', 'closeOffer', 'keepRow', 'mail', '+rest'],
  ['offered, one lapsed', 'hold lapsed', 'lapsed', 'closeOffer', 'keepRow', 'mail'],
];

describe('the whole table', () => testTable(waitingMachine, snapshots, messages, rows));

const begun = (input: Partial<WaitingInput>) => {
  const [snapshot, actions] = initialTransition(waitingMachine, {
    size: 2,
    limitAmount: null,
    isConfirmed: false,
    at,
    ...input,
  });
  const listed = actions as unknown as Array<{ type: string; params?: { delay?: number; what?: string } }>;
  return {
    state: snapshot.value,
    placedAt: snapshot.context.placedAt,
    delays: listed.flatMap(({ type, params }) => (type === 'xstate.raise' ? params?.delay : [])),
    mails: listed.flatMap(({ type, params }) => (type === 'mail' ? params?.what : [])),
  };
};

it('a guest confirms the address within a day; a confirmed account is in line at once', () => {
  expect(begun({})).toEqual({
    state: 'unconfirmed',
    placedAt: null,
    delays: [confirmWithinMs],
    mails: ['confirm'],
  });
  expect(begun({ isConfirmed: true })).toEqual({
    state: 'waiting',
    placedAt: at,
    delays: [],
    mails: ['inLine'],
  });
});

it('the place counts from the confirmation, and stays whatever is changed, declined or missed', () => {
  const after = (snapshot: keyof typeof snapshots, message: keyof typeof messages) =>
    contextAfter(waitingMachine, snapshots[snapshot], messages[message]);
  expect(after('unconfirmed', 'confirm')).toMatchObject({ isConfirmed: true, placedAt: later });
  expect(after('waiting', 'change')).toMatchObject({ size: 3, limitAmount: null, placedAt: at });
  expect(after('waiting', 'offer')).toMatchObject({ offerId: 'wto_2', offers: 1, placedAt: at });
  const restsUntil = new Date(Date.parse(later) + restMs).toISOString();
  expect(after('offered', 'hold lapsed')).toMatchObject({ lapses: 1, restsUntil, placedAt: at });
  // Whoever answers is there: earlier lapses are forgotten.
  for (const answer of ['decline', 'hold let go'] as const)
    expect(after('offered, one lapsed', answer)).toMatchObject({ lapses: 0, restsUntil, placedAt: at });
  expect(after('offered, one lapsed', 'hold lapsed unsent')).toMatchObject({ lapses: 1, restsUntil });
  expect(after('offered, one lapsed', 'hold broken')).toMatchObject({ lapses: 1, restsUntil: null });
  expect(after('resting', 'rested enough')).toMatchObject({ restsUntil: null, placedAt: at });
  expect(after('resting', 'change')).toMatchObject({ restsUntil: later, size: 3 });
});
