import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type ListingContext, listingMachine } from './listing.machine.ts';

const context: ListingContext = {
  priceAmount: 10_000,
  endsAt: '2026-11-29T21:25:00.000Z',
  stateReason: null,
};
const states = ['draft', 'submitted', 'rejected', 'live', 'paused', 'ended', 'withdrawn'];
const snapshots = Object.fromEntries(states.map((state) => [state, { value: state, context }]));
const before = '2026-11-20T12:00:00.000Z';
const after = '2026-11-30T12:00:00.000Z';
const messages = {
  submit: { type: 'submit', at: before },
  approve: { type: 'approve', at: before },
  'approve too late': { type: 'approve', at: after },
  reject: { type: 'reject', reason: 'wrong seats', at: before },
  return: { type: 'return', reason: 'which row?', at: before },
  resubmit: { type: 'resubmit', at: before },
  pause: { type: 'pause', reason: 'asked', at: before },
  resume: { type: 'resume', at: before },
  'resume too late': { type: 'resume', at: after },
  withdraw: { type: 'withdraw', reason: 'asked', at: before },
  reprice: { type: 'reprice', priceAmount: 9_000, at: before },
  eventMoved: { type: 'eventMoved', endsAt: '2026-12-01T00:00:00.000Z', at: before },
  correct: { type: 'correct', fields: ['delivery'], at: before },
  'restore submitted': { type: 'restore', to: 'submitted', reason: null, at: before },
  'restore draft': { type: 'restore', to: 'draft', reason: 'which row?', at: before },
  'restore rejected': { type: 'restore', to: 'rejected', reason: 'wrong seats', at: before },
  'clock live': { type: 'xstate.after.untilEnd.listing.live', at: after },
  'clock paused': { type: 'xstate.after.untilEnd.listing.paused', at: after },
};
const rows: Row[] = [
  ['draft', 'submit', 'submitted', 'stampSubmitted'],
  ['draft', 'restore submitted', 'submitted', 'recallNotifications'],
  ['draft', 'withdraw', 'withdrawn', 'notifyConsignor', 'takeOffSale'],
  ['draft', 'reprice', 'draft', 'notifyConsignor', 'writePrice'],
  ['draft', 'eventMoved', 'draft'],
  ['draft', 'correct', 'draft'],
  ['submitted', 'approve', 'live', 'notifyConsignor', '+untilEnd'],
  ['submitted', 'reject', 'rejected', 'notifyConsignor'],
  ['submitted', 'return', 'draft', 'notifyConsignor'],
  ['submitted', 'restore draft', 'draft'],
  ['submitted', 'restore rejected', 'rejected'],
  ['submitted', 'withdraw', 'withdrawn', 'notifyConsignor', 'takeOffSale'],
  ['submitted', 'reprice', 'submitted', 'notifyConsignor', 'writePrice'],
  ['submitted', 'eventMoved', 'submitted'],
  ['submitted', 'correct', 'submitted'],
  ['rejected', 'resubmit', 'submitted', 'stampSubmitted'],
  ['rejected', 'restore submitted', 'submitted', 'recallNotifications'],
  ['rejected', 'withdraw', 'withdrawn', 'notifyConsignor', 'takeOffSale'],
  ['rejected', 'reprice', 'rejected', 'notifyConsignor', 'writePrice'],
  ['rejected', 'eventMoved', 'rejected'],
  ['rejected', 'correct', 'rejected'],
  ['live', 'pause', 'paused', '-untilEnd', '+untilEnd'],
  ['live', 'restore submitted', 'submitted', '-untilEnd', 'recallNotifications'],
  ['live', 'withdraw', 'withdrawn', '-untilEnd', 'notifyConsignor', 'takeOffSale'],
  ['live', 'reprice', 'live', 'notifyConsignor', 'writePrice'],
  ['live', 'eventMoved', 'live', '-untilEnd', '+untilEnd'],
  ['live', 'correct', 'live'],
  ['live', 'clock live', 'ended', '-untilEnd', 'takeOffSale'],
  ['paused', 'resume', 'live', '-untilEnd', '+untilEnd'],
  ['paused', 'withdraw', 'withdrawn', '-untilEnd', 'notifyConsignor', 'takeOffSale'],
  ['paused', 'reprice', 'paused', 'notifyConsignor', 'writePrice'],
  ['paused', 'eventMoved', 'paused', '-untilEnd', '+untilEnd'],
  ['paused', 'correct', 'paused'],
  ['paused', 'clock paused', 'ended', '-untilEnd', 'takeOffSale'],
];

describe('listing', () => {
  testTable(listingMachine, snapshots, messages, rows);

  it('keeps why it was rejected, and forgets it when it is offered again', () => {
    const rejected = contextAfter(
      listingMachine,
      { value: 'submitted', context },
      messages.reject,
    ) as ListingContext;
    expect(rejected.stateReason).toBe('wrong seats');
    expect(
      contextAfter(listingMachine, { value: 'rejected', context: rejected }, messages.resubmit),
    ).toMatchObject({ stateReason: null });
  });

  it('gets back the reason that it had where an undone decision is restored to', () => {
    const again = contextAfter(listingMachine, { value: 'submitted', context }, messages['restore rejected']);
    expect(again).toMatchObject({ stateReason: 'wrong seats' });
    const snapshot = { value: 'rejected', context: again as ListingContext };
    expect(contextAfter(listingMachine, snapshot, messages['restore submitted'])).toMatchObject({
      stateReason: null,
    });
  });
});
