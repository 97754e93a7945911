import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { paymentMachine } from './payment.machine.ts';
import type { PaymentContext } from './paymentMessages.ts';

const fresh: PaymentContext = {
  reservationId: 'rsv_1',
  amount: 10_000,
  currency: 'USD',
  confirmationTokenId: 'ctoken_1',
  stripeId: 'pi_1',
  clientSecret: null,
  nextActionUrl: null,
  card: null,
  decline: null,
  refundedAmount: 0,
  refundingAmount: 0,
  deadlinePassed: false,
};

const states = [
  'created',
  'confirming',
  'requiresAction',
  'authorized',
  'capturing',
  'voiding',
  'succeeded',
  'refunded',
  'disputed',
  'won',
  'lost',
  'failed',
  'canceled',
] as const;

const snapshots: Record<string, { value: string; context: PaymentContext }> = {
  ...Object.fromEntries(states.map((state) => [state, { value: state, context: fresh }])),
  'confirming hurried': { value: 'confirming', context: { ...fresh, deadlinePassed: true } },
  refunded: { value: 'refunded', context: { ...fresh, refundedAmount: 10_000 } },
  partiallyRefunded: { value: 'partiallyRefunded', context: { ...fresh, refundedAmount: 4_000 } },
};

const messages = {
  confirm: { type: 'confirm', confirmationTokenId: 'ctoken_1' },
  authorized: { type: 'authorized', stripeId: 'pi_1', card: { brand: 'visa', last4: '4242' } },
  actionRequired: {
    type: 'actionRequired',
    stripeId: 'pi_1',
    clientSecret: 'secret',
    nextActionUrl: 'https://bank.example',
  },
  declined: { type: 'declined', stripeId: 'pi_1', code: 'insufficient_funds', message: 'No.' },
  capture: { type: 'capture' },
  captured: { type: 'captured', stripeId: 'pi_1' },
  void: { type: 'void' },
  canceled: { type: 'canceled', stripeId: 'pi_1' },
  deadlineReached: { type: 'deadlineReached' },
  cardKnown: { type: 'cardKnown', card: { brand: 'visa', last4: '4242' } },
  check: { type: 'check' },
  'refund all': { type: 'refund', amount: 10_000, why: 'asked' },
  'refund some': { type: 'refund', amount: 6_000, why: 'asked' },
  'refund nothing': { type: 'refund', amount: 0, why: 'asked' },
  'refundDone all': { type: 'refundDone', amount: 10_000 },
  'refundDone some': { type: 'refundDone', amount: 6_000 },
  'refundReturned all': { type: 'refundReturned', amount: 10_000 },
  'refundReturned some': { type: 'refundReturned', amount: 1_000 },
  disputeOpened: { type: 'disputeOpened', disputeId: 'dp_1', amount: 10_000 },
  disputeWon: { type: 'disputeClosed', disputeId: 'dp_1', amount: 10_000, won: true },
  disputeLost: { type: 'disputeClosed', disputeId: 'dp_1', amount: 10_000, won: false },
  'clock confirming': { type: 'xstate.after.check.payment.confirming' },
  'clock requiresAction': { type: 'xstate.after.check.payment.requiresAction' },
  'clock capturing': { type: 'xstate.after.check.payment.capturing' },
  'clock voiding': { type: 'xstate.after.check.payment.voiding' },
};

/** Every state that waits for Stripe asks again, and arms the next time. */
const again = (state: string): Row => [state, `clock ${state}`, state, '-check', 'askStripe', '+check'];

const rows: Row[] = [
  ...Object.entries(snapshots).map(([name, { value }]): Row => [name, 'cardKnown', value]),
  ['created', 'confirm', 'confirming', 'confirmAtStripe', '+check'],

  ['confirming', 'authorized', 'authorized', '-check', 'captureOrVoid'],
  ['confirming', 'actionRequired', 'requiresAction', '-check', '+check'],
  ['confirming', 'declined', 'failed', '-check', 'notifyFailed'],
  ['confirming', 'captured', 'succeeded', '-check', 'settleCapture'],
  ['confirming', 'canceled', 'canceled', '-check', 'notifyFailed'],
  ['confirming', 'deadlineReached', 'confirming'],
  ['confirming', 'check', 'confirming', 'askStripe'],
  again('confirming'),
  ['confirming hurried', 'authorized', 'authorized', '-check', 'captureOrVoid'],
  ['confirming hurried', 'actionRequired', 'voiding', '-check', 'cancelAtStripe', '+check'],
  ['confirming hurried', 'declined', 'failed', '-check', 'notifyFailed'],
  ['confirming hurried', 'captured', 'succeeded', '-check', 'settleCapture'],
  ['confirming hurried', 'canceled', 'canceled', '-check', 'notifyFailed'],
  ['confirming hurried', 'deadlineReached', 'confirming'],
  ['confirming hurried', 'check', 'confirming', 'askStripe'],
  ['confirming hurried', 'clock confirming', 'confirming', '-check', 'askStripe', '+check'],

  ['requiresAction', 'authorized', 'authorized', '-check', 'captureOrVoid'],
  ['requiresAction', 'declined', 'failed', '-check', 'notifyFailed'],
  ['requiresAction', 'captured', 'succeeded', '-check', 'settleCapture'],
  ['requiresAction', 'canceled', 'canceled', '-check', 'notifyFailed'],
  ['requiresAction', 'deadlineReached', 'voiding', '-check', 'cancelAtStripe', '+check'],
  ['requiresAction', 'void', 'voiding', '-check', 'cancelAtStripe', '+check'],
  ['requiresAction', 'check', 'requiresAction', 'askStripe'],
  again('requiresAction'),

  ['authorized', 'capture', 'capturing', 'captureAtStripe', '+check'],
  ['authorized', 'void', 'voiding', 'cancelAtStripe', '+check'],
  ['authorized', 'captured', 'succeeded', 'settleCapture'],
  ['authorized', 'canceled', 'canceled', 'notifyFailed'],

  ['capturing', 'captured', 'succeeded', '-check', 'settleCapture'],
  ['capturing', 'declined', 'failed', '-check', 'notifyFailed'],
  ['capturing', 'canceled', 'canceled', '-check', 'notifyFailed'],
  ['capturing', 'void', 'voiding', '-check', 'cancelAtStripe', '+check'],
  ['capturing', 'check', 'capturing', 'askStripe'],
  again('capturing'),

  ['voiding', 'canceled', 'canceled', '-check', 'notifyFailed'],
  ['voiding', 'captured', 'succeeded', '-check', 'settleCapture'],
  ['voiding', 'declined', 'failed', '-check', 'notifyFailed'],
  ['voiding', 'authorized', 'voiding', 'cancelAtStripe'],
  ['voiding', 'check', 'voiding', 'askStripe'],
  again('voiding'),

  ['succeeded', 'refund all', 'succeeded', 'openRefund'],
  ['succeeded', 'refund some', 'succeeded', 'openRefund'],
  ['succeeded', 'refundDone all', 'refunded', 'settleRefund'],
  ['succeeded', 'refundDone some', 'partiallyRefunded', 'settleRefund'],
  ['succeeded', 'disputeOpened', 'disputed', 'postDispute'],

  ['partiallyRefunded', 'refund some', 'partiallyRefunded', 'openRefund'],
  ['partiallyRefunded', 'refundDone all', 'refunded', 'settleRefund'],
  ['partiallyRefunded', 'refundDone some', 'refunded', 'settleRefund'],
  ['partiallyRefunded', 'disputeOpened', 'disputed', 'postDispute'],

  ['partiallyRefunded', 'refundReturned all', 'succeeded', 'settleReturn'],
  ['partiallyRefunded', 'refundReturned some', 'partiallyRefunded', 'settleReturn'],
  ['refunded', 'refundReturned all', 'succeeded', 'settleReturn'],
  ['refunded', 'refundReturned some', 'partiallyRefunded', 'settleReturn'],
  ['refunded', 'disputeOpened', 'disputed', 'postDispute'],
  ['disputed', 'disputeWon', 'won', 'postDisputeWon'],
  ['disputed', 'disputeLost', 'lost'],
  ['won', 'refund all', 'won', 'openRefund'],
  ['won', 'refund some', 'won', 'openRefund'],
  ['won', 'refundDone all', 'refunded', 'settleRefund'],
  ['won', 'refundDone some', 'partiallyRefunded', 'settleRefund'],

  ['failed', 'authorized', 'voiding', 'cancelAtStripe', '+check'],
  ['failed', 'captured', 'succeeded', 'settleCapture'],
  ['canceled', 'authorized', 'voiding', 'cancelAtStripe', '+check'],
  ['canceled', 'captured', 'succeeded', 'settleCapture'],
];

describe('payment', () => {
  testTable(paymentMachine, snapshots, messages, rows);

  it('learns the decline', () => {
    const context = contextAfter(paymentMachine, { value: 'confirming', context: fresh }, messages.declined);
    expect(context).toMatchObject({ decline: { code: 'insufficient_funds', message: 'No.' } });
  });
  it('learns the card once', () => {
    const known = { value: 'capturing', context: { ...fresh, card: { brand: 'amex', last4: '0005' } } };
    expect(contextAfter(paymentMachine, known, messages.cardKnown)).toMatchObject({
      card: { brand: 'amex' },
    });
  });
  it('forgets the client secret when the action is over', () => {
    const waiting = {
      value: 'requiresAction',
      context: { ...fresh, clientSecret: 'secret', nextActionUrl: 'https://bank.example' },
    };
    expect(contextAfter(paymentMachine, waiting, messages.authorized)).toMatchObject({
      clientSecret: null,
      nextActionUrl: null,
    });
  });
  it('never sends more back than came in', () => {
    const onItsWay = { value: 'succeeded', context: { ...fresh, refundingAmount: 6_000 } };
    expect(contextAfter(paymentMachine, onItsWay, messages['refund some'])).toMatchObject({
      refundingAmount: 6_000,
    });
    expect(contextAfter(paymentMachine, onItsWay, messages['refundDone some'])).toMatchObject({
      refundingAmount: 0,
      refundedAmount: 6_000,
    });
  });
});
