import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type HandoverContext, type HandoverInput, handoverMachine } from './handover.machine.ts';

const at = '2038-01-10T12:00:00.000Z';
const startsAt = '2038-01-12T12:00:00.000Z';
const later = '2038-02-12T12:00:00.000Z';
const sent: HandoverContext = {
  madeAt: at,
  ticketIds: ['tkt_1', 'tkt_2'],
  voidIds: [],
  startsAt,
  eventStatus: 'scheduled',
};
const undated: HandoverContext = { ...sent, eventStatus: 'postponed' };

const snapshots = {
  sent: { value: 'sent', context: sent },
  undated: { value: 'undated', context: undated },
  accepted: { value: 'accepted', context: sent },
  'accepted, one void': { value: 'accepted', context: { ...sent, voidIds: ['tkt_1'] } },
  declined: { value: 'declined', context: sent },
  takenBack: { value: 'takenBack', context: sent },
  lapsed: { value: 'lapsed', context: sent },
  ended: { value: 'ended', context: sent },
};
const messages = {
  accept: { type: 'accept', at },
  decline: { type: 'decline', at },
  takeBack: { type: 'takeBack', at },
  end: { type: 'end', at },
  moved: { type: 'eventChanged', startsAt: later, eventStatus: 'scheduled', at },
  postponed: { type: 'eventChanged', startsAt, eventStatus: 'postponed', at },
  'called off': { type: 'eventChanged', startsAt, eventStatus: 'cancelled', at },
  'one void': { type: 'ticketsVoided', ticketIds: ['tkt_2'], at },
  'both void': { type: 'ticketsVoided', ticketIds: ['tkt_1', 'tkt_2'], at },
  begun: { type: 'xstate.after.begin.handover.sent', at: startsAt },
};

const rows: Row[] = [
  ...[
    { state: 'sent', timer: ['-begin'] },
    { state: 'undated', timer: [] },
  ].flatMap(({ state, timer }): Row[] => [
    [state, 'accept', 'accepted', ...timer, 'handOver', 'keepRow', 'mail'],
    [state, 'decline', 'declined', ...timer, 'keepRow', 'mail'],
    [state, 'takeBack', 'takenBack', ...timer, 'keepRow', 'mail'],
    [state, 'end', 'ended', ...timer, 'keepRow', 'mail'],
    [state, 'moved', 'sent', ...timer, 'keepRow', '+begin'],
    [state, 'called off', 'ended', ...timer, 'keepRow', 'mail'],
    [state, 'postponed', 'undated', ...timer, 'keepRow'],
    [state, 'one void', 'ended', ...timer, 'keepRow', 'mail'],
    [state, 'both void', 'ended', ...timer, 'keepRow', 'mail'],
  ]),
  ['sent', 'begun', 'lapsed', '-begin', 'keepRow', 'mail'],
  ...['accepted', 'accepted, one void'].flatMap((state): Row[] => [
    [state, 'end', 'ended', 'returnTickets', 'keepRow', 'mail'],
    ...['moved', 'postponed', 'called off'].map(
      (change): Row => [state, change, 'accepted', 'keepRow', 'mail'],
    ),
    [state, 'both void', 'ended', 'keepRow', 'mail'],
  ]),
  ['accepted', 'one void', 'accepted', 'keepRow', 'mail'],
  ['accepted, one void', 'one void', 'ended', 'keepRow', 'mail'],
];

describe('the whole table', () => testTable(handoverMachine, snapshots, messages, rows));

function begun(eventStatus: HandoverInput['eventStatus']) {
  const input = { ticketIds: ['tkt_1'], at, startsAt, eventStatus };
  const [snapshot, actions] = initialTransition(handoverMachine, input);
  const listed = actions as unknown as Array<{ type: string; params?: { what?: string; delay?: number } }>;
  return {
    state: snapshot.value,
    delays: listed.filter(({ type }) => type === 'xstate.raise').map(({ params }) => params?.delay),
    mails: listed.filter(({ type }) => type === 'mail').map(({ params }) => params?.what),
  };
}

describe('a new one', () => {
  it('is sent, with an email, until the event begins; without a timer while the event has no date', () => {
    expect(begun('scheduled')).toEqual({ state: 'sent', delays: [2 * 24 * 60 * 60 * 1000], mails: ['sent'] });
    expect(begun('postponed')).toEqual({ state: 'undated', delays: [], mails: ['sent'] });
  });
});

describe('the context', () => {
  const after = (state: keyof typeof snapshots, message: keyof typeof messages) =>
    contextAfter(handoverMachine, snapshots[state], messages[message]);

  it('follows the event and remembers what is void', () => {
    expect(after('undated', 'moved')).toMatchObject({ startsAt: later, eventStatus: 'scheduled' });
    expect(after('accepted', 'postponed')).toMatchObject({ eventStatus: 'postponed' });
    expect(after('accepted', 'one void')).toMatchObject({ voidIds: ['tkt_2'] });
    expect(after('accepted, one void', 'one void')).toMatchObject({ voidIds: ['tkt_1', 'tkt_2'] });
  });
});
