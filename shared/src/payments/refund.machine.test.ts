import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type RefundContext, refundMachine } from './refund.machine.ts';

const context: RefundContext = {
  paymentId: 'pay_1',
  amount: 500,
  reason: 'asked',
  stripeId: 're_1',
  formerIds: [],
  failure: null,
  attempt: 1,
  returned: false,
  isOurs: true,
};
const adopted = { ...context, isOurs: false };
const returned = { ...context, returned: true };
const sentAgain = { ...returned, stripeId: null, formerIds: ['re_0'] };
const snapshots = {
  requested: { value: 'requested', context },
  'made at Stripe': { value: 'requested', context: adopted },
  asked: { value: { sending: 'asked' }, context },
  pending: { value: { sending: 'pending' }, context },
  'asked again': { value: { sending: 'asked' }, context: sentAgain },
  failed: { value: 'failed', context },
  returned: { value: 'failed', context: returned },
  // Stripe refused to make one.
  refused: { value: 'failed', context: { ...context, stripeId: null } },
  'refused again': { value: 'failed', context: sentAgain },
  done: { value: 'done', context },
  'pending at Stripe': { value: { sending: 'pending' }, context: adopted },
  'done at Stripe': { value: 'done', context: adopted },
  givenUp: { value: 'givenUp', context },
  paidElsewhere: { value: 'paidElsewhere', context },
};
const messages = {
  send: { type: 'send' },
  sent: { type: 'sent', stripeId: 're_1' },
  done: { type: 'done', stripeId: 're_1' },
  'sent, another': { type: 'sent', stripeId: 're_0' },
  failed: { type: 'failed', stripeId: 're_1', failure: 'lost_or_stolen_card' },
  'failed, another': { type: 'failed', stripeId: 're_0', failure: 'x' },
  'done, another': { type: 'done', stripeId: 're_0' },
  nameTickets: { type: 'nameTickets', ticketIds: ['tkt_1'], backOnSale: true },
  giveUp: { type: 'giveUp' },
  payElsewhere: { type: 'payElsewhere' },
  'clock asked': { type: 'xstate.after.check.refund.sending.asked' },
  'clock pending': { type: 'xstate.after.checkPending.refund.sending.pending' },
};
const rows: Row[] = [
  ['requested', 'send', 'sending.asked', 'refundAtStripe', '+check'],
  ['made at Stripe', 'send', 'sending.asked', 'refundAtStripe', '+check'],
  ['made at Stripe', 'sent', 'sending.pending', 'askWhichTickets', '+checkPending'],
  ['made at Stripe', 'done', 'done', 'notifyPayment', 'askWhichTickets'],
  ['made at Stripe', 'failed', 'failed', 'askForHelp'],
  ['asked', 'sent', 'sending.pending', '-check', '+checkPending'],
  ['asked', 'done', 'done', '-check', 'notifyPayment', 'helpDone'],
  ['asked', 'failed', 'failed', '-check', 'askForHelp'],
  ['asked', 'clock asked', 'sending.asked', '-check', 'askStripe', '+check'],
  ['pending', 'done', 'done', '-checkPending', 'notifyPayment', 'helpDone'],
  ['pending', 'failed', 'failed', '-checkPending', 'askForHelp'],
  ['pending', 'clock pending', 'sending.pending', '-checkPending', 'askStripe', '+checkPending'],
  ['asked again', 'sent', 'sending.pending', '-check', '+checkPending'],
  ['asked again', 'done', 'done', '-check', 'notifyPayment', 'helpDone', 'mailPaidAgain'],
  ['asked again', 'failed', 'failed', '-check', 'askForHelp'],
  ['asked again', 'clock asked', 'sending.asked', '-check', 'askStripe', '+check'],
  ['failed', 'send', 'sending.asked', 'refundAtStripe', 'helpDone', '+check'],
  // One that failed at Stripe stays so: word that it was done is older. Refused, it may have been made all the same.
  ['refused', 'send', 'sending.asked', 'refundAtStripe', 'helpDone', '+check'],
  ['refused', 'done', 'done', 'notifyPayment', 'helpDone'],
  ['refused', 'done, another', 'done', 'notifyPayment', 'helpDone'],
  ['refused', 'giveUp', 'givenUp', 'notifyGivenUp', 'helpDone'],
  ['refused', 'payElsewhere', 'paidElsewhere', 'notifyPayment', 'helpDone'],
  ['refused again', 'send', 'sending.asked', 'refundAtStripe', 'helpDone', '+check'],
  ['refused again', 'done', 'done', 'notifyPayment', 'helpDone', 'mailPaidAgain'],
  ['refused again', 'payElsewhere', 'paidElsewhere', 'notifyPayment', 'helpDone', 'mailPaidAgain'],
  ['failed', 'giveUp', 'givenUp', 'notifyGivenUp', 'helpDone'],
  ['failed', 'payElsewhere', 'paidElsewhere', 'notifyPayment', 'helpDone'],
  ['returned', 'send', 'sending.asked', 'refundAtStripe', 'helpDone', '+check'],
  ['returned', 'payElsewhere', 'paidElsewhere', 'notifyPayment', 'helpDone', 'mailPaidAgain'],
  ['done', 'failed', 'failed', 'askForHelp', 'notifyReturned', 'mailReturned'],
  ['pending at Stripe', 'done', 'done', '-checkPending', 'notifyPayment', 'helpDone'],
  ['pending at Stripe', 'failed', 'failed', '-checkPending', 'askForHelp'],
  ['pending at Stripe', 'nameTickets', 'sending.pending', 'nameTickets'],
  ['pending at Stripe', 'clock pending', 'sending.pending', '-checkPending', 'askStripe', '+checkPending'],
  ['done at Stripe', 'nameTickets', 'done', 'nameTickets', 'settleNamed'],
  ['done at Stripe', 'failed', 'failed', 'askForHelp', 'notifyReturned', 'mailReturned'],
];

describe('refund', () => {
  testTable(refundMachine, snapshots, messages, rows);

  it('is a new refund at Stripe each time it is sent', () => {
    expect(contextAfter(refundMachine, snapshots.failed, messages.send)).toMatchObject({
      attempt: 2,
      stripeId: null,
      formerIds: ['re_1'],
    });
  });
});
