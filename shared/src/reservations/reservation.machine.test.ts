import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type ReservationContext, reservationMachine } from './reservation.machine.ts';

const fresh: ReservationContext = {
  holdMs: 900_000,
  paymentId: null,
  deadlinePassed: false,
  underReview: false,
  broken: null,
};
const broken = { cause: 'wrongSeats', words: null } as const;
const paying = { ...fresh, paymentId: 'pay_1' };

const snapshots = {
  holding: { value: { pending: 'holding' }, context: fresh },
  paying: { value: { pending: 'paying' }, context: paying },
  'paying late': { value: { pending: 'paying' }, context: { ...paying, deadlinePassed: true } },
  'paying broken': { value: { pending: 'paying' }, context: { ...paying, broken } },
  'paying broken late': {
    value: { pending: 'paying' },
    context: { ...paying, broken, deadlinePassed: true },
  },
  broken: { value: 'cancelled', context: { ...fresh, broken } },
  paid: { value: 'paid', context: paying },
  'paid, free': { value: 'paid', context: fresh },
  refunded: { value: 'refunded', context: paying },
  expired: { value: 'expired', context: fresh },
  cancelled: { value: 'cancelled', context: fresh },
  failed: { value: 'failed', context: { ...fresh, deadlinePassed: true } },
};

const messages = {
  pay: { type: 'pay', paymentId: 'pay_1' },
  captured: { type: 'paymentCaptured', paymentId: 'pay_1' },
  'captured by another': { type: 'paymentCaptured', paymentId: 'pay_2' },
  failed: { type: 'paymentFailed', paymentId: 'pay_1' },
  'failed by another': { type: 'paymentFailed', paymentId: 'pay_2' },
  claim: { type: 'claim' },
  voidOrder: { type: 'voidOrder' },
  cancel: { type: 'cancel' },
  breakHold: { type: 'breakHold', ...broken },
  extend: { type: 'extend', holdMs: 1_200_000, totalMs: 1_500_000 },
  'extend too long': { type: 'extend', holdMs: 1_200_000, totalMs: 7_200_001 },
  'extend to the past': { type: 'extend', holdMs: 0, totalMs: 900_000 },
  move: { type: 'move', listingId: 'lst_2', seats: [5, 6], seenTotal: 20_000 },
  reacquire: { type: 'reacquire', paymentId: 'pay_1' },
  refunded: { type: 'refunded', paymentId: 'pay_1' },
  ticketsRefunded: {
    type: 'ticketsRefunded',
    paymentId: 'pay_1',
    refundId: 'ref_1',
    ticketIds: ['tkt_1'],
    backOnSale: true,
  },
  'refunded by another': { type: 'refunded', paymentId: 'pay_2' },
  deadline: { type: 'xstate.after.hold.reservation.pending' },
  review: { type: 'xstate.after.review.reservation.pending.paying' },
};

const rows: Row[] = [
  ['holding', 'pay', 'pending.paying', '+review'],
  ['holding', 'claim', 'paid', '-hold', 'sellTickets', 'mailTickets'],
  ['holding', 'cancel', 'cancelled', '-hold', 'releaseTickets'],
  ['holding', 'breakHold', 'cancelled', '-hold', 'mailBroken', 'releaseTickets'],
  // Only while nobody pays: a payment under way keeps its seats, its price and its deadline.
  ['holding', 'extend', 'pending.holding', '-hold', 'storeDeadline', '+hold'],
  ['holding', 'move', 'pending.holding', 'moveTickets'],
  ['holding', 'deadline', 'expired', '-hold', 'releaseTickets'],
  ['paying', 'captured', 'paid', 'clearReview', '-review', '-hold', 'sellTickets', 'mailTickets'],
  ['paying', 'failed', 'pending.holding', 'clearReview', '-review'],
  ['paying', 'deadline', 'pending.paying', 'notifyDeadline'],
  ['paying', 'review', 'pending.paying', 'askForReview'],
  ['paying late', 'captured', 'paid', 'clearReview', '-review', '-hold', 'sellTickets', 'mailTickets'],
  ['paying late', 'failed', 'failed', 'clearReview', '-review', '-hold', 'releaseTickets', 'mailFailed'],
  ['paying late', 'deadline', 'pending.paying', 'notifyDeadline'],
  ['paying late', 'review', 'pending.paying', 'askForReview'],
  ['paying', 'breakHold', 'pending.paying', 'notifyDeadline'],
  ['paying late', 'breakHold', 'pending.paying', 'notifyDeadline'],
  [
    'paying broken',
    'captured',
    'cancelled',
    'clearReview',
    '-review',
    '-hold',
    'mailBroken',
    'releaseTickets',
  ],
  ['paying broken', 'failed', 'cancelled', 'clearReview', '-review', '-hold', 'mailBroken', 'releaseTickets'],
  ['paying broken', 'deadline', 'pending.paying', 'notifyDeadline'],
  ['paying broken', 'review', 'pending.paying', 'askForReview'],
  [
    'paying broken late',
    'captured',
    'cancelled',
    'clearReview',
    '-review',
    '-hold',
    'mailBroken',
    'releaseTickets',
  ],
  [
    'paying broken late',
    'failed',
    'cancelled',
    'clearReview',
    '-review',
    '-hold',
    'mailBroken',
    'releaseTickets',
  ],
  ['paying broken late', 'deadline', 'pending.paying', 'notifyDeadline'],
  ['paying broken late', 'review', 'pending.paying', 'askForReview'],
  ['paid', 'refunded', 'refunded', 'takeTicketsBack', 'mailRefund'],
  ['paid', 'ticketsRefunded', 'paid', 'takeSomeBack', 'mailTicketsRefunded'],
  ['paid, free', 'voidOrder', 'refunded', 'takeTicketsBack', 'mailRefund'],
  ['expired', 'reacquire', 'paid', 'reacquireTickets', 'mailTickets'],
  ['cancelled', 'reacquire', 'paid', 'reacquireTickets', 'mailTickets'],
  ['failed', 'reacquire', 'paid', 'reacquireTickets', 'mailTickets'],
];

describe('reservation', () => {
  testTable(reservationMachine, snapshots, messages, rows);

  it('remembers that the deadline passed while it was paying', () => {
    expect(contextAfter(reservationMachine, snapshots.paying, messages.deadline)).toMatchObject({
      deadlinePassed: true,
    });
  });
  it('lasts until the new deadline once it was extended', () => {
    expect(contextAfter(reservationMachine, snapshots.holding, messages.extend)).toMatchObject({
      holdMs: 1_200_000,
    });
  });
  it('remembers why staff broke it while it was paying', () => {
    expect(contextAfter(reservationMachine, snapshots.paying, messages.breakHold)).toMatchObject({ broken });
  });
  it('forgets a payment that failed, so that another card can pay', () => {
    expect(contextAfter(reservationMachine, snapshots.paying, messages.failed)).toMatchObject({
      paymentId: null,
    });
  });
  it('keeps which payment reclaimed it', () => {
    expect(contextAfter(reservationMachine, snapshots.expired, messages.reacquire)).toMatchObject({
      paymentId: 'pay_1',
    });
  });
});
