import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type RefundContext, refundMachine } from './refund.machine.ts';

const context: RefundContext = {
  paymentId: 'pay_1',
  amount: 500,
  reason: 'asked',
  stripeId: 're_1',
  failure: null,
  attempt: 1,
};
const snapshots = {
  requested: { value: 'requested', context },
  asked: { value: { sending: 'asked' }, context },
  pending: { value: { sending: 'pending' }, context },
  failed: { value: 'failed', context },
  done: { value: 'done', context },
};
const messages = {
  send: { type: 'send' },
  sent: { type: 'sent', stripeId: 're_1' },
  done: { type: 'done', stripeId: 're_1' },
  failed: { type: 'failed', stripeId: 're_1', failure: 'lost_or_stolen_card' },
  'failed, another': { type: 'failed', stripeId: 're_0', failure: 'x' },
  'done, another': { type: 'done', stripeId: 're_0' },
  'clock asked': { type: 'xstate.after.check.refund.sending.asked' },
  'clock pending': { type: 'xstate.after.checkPending.refund.sending.pending' },
};
const rows: Row[] = [
  ['requested', 'send', 'sending.asked', 'refundAtStripe', '+check'],
  ['asked', 'sent', 'sending.pending', '-check', '+checkPending'],
  ['asked', 'done', 'done', '-check', 'notifyPayment'],
  ['asked', 'failed', 'failed', '-check', 'askForHelp'],
  ['asked', 'clock asked', 'sending.asked', '-check', 'askStripe', '+check'],
  ['pending', 'done', 'done', '-checkPending', 'notifyPayment'],
  ['pending', 'failed', 'failed', '-checkPending', 'askForHelp'],
  ['pending', 'clock pending', 'sending.pending', '-checkPending', 'askStripe', '+checkPending'],
  ['failed', 'send', 'sending.asked', 'refundAtStripe', '+check'],
  ['failed', 'done', 'done', 'notifyPayment'],
  ['done', 'failed', 'failed', 'askForHelp', 'notifyReturned'],
];

describe('refund', () => {
  testTable(refundMachine, snapshots, messages, rows);

  it('is a new refund at Stripe each time it is sent', () => {
    expect(contextAfter(refundMachine, snapshots.failed, messages.send)).toMatchObject({
      attempt: 2,
      stripeId: null,
    });
  });
});
