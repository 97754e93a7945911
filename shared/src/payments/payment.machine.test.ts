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
  withheldAmount: 0,
};

const values: Record<string, unknown> = {
  created: 'created',
  confirming: { open: 'confirming' },
  requiresAction: { open: 'requiresAction' },
  authorized: { open: 'authorized' },
  capturing: { open: 'capturing' },
  voiding: { open: 'voiding' },
  succeeded: { settled: 'succeeded' },
  partiallyRefunded: { settled: 'partiallyRefunded' },
  refunded: { settled: 'refunded' },
  failed: { ended: 'failed' },
  canceled: { ended: 'canceled' },
};
const contexts: Record<string, Partial<PaymentContext>> = {
  refunded: { refundedAmount: 10_000 },
  partiallyRefunded: { refundedAmount: 4_000 },
};

const snapshots: Record<string, { value: unknown; context: PaymentContext }> = {
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, context: { ...fresh, ...contexts[name] } },
    ]),
  ),
  'confirming hurried': { value: values.confirming, context: { ...fresh, deadlinePassed: true } },
  'succeeded disputed': { value: values.succeeded, context: { ...fresh, withheldAmount: 6_000 } },
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
  'void blocked': { type: 'void', decline: { code: 'buyer_blocked', message: 'No.' } },
  canceled: { type: 'canceled', stripeId: 'pi_1' },
  deadlineReached: { type: 'deadlineReached' },
  cardKnown: { type: 'cardKnown', card: { brand: 'visa', last4: '4242' } },
  check: { type: 'check' },
  'refund all': { type: 'refund', amount: 10_000, why: 'asked' },
  'refund some': { type: 'refund', amount: 6_000, why: 'asked' },
  'refund nothing': { type: 'refund', amount: 0, why: 'asked' },
  'refundDone all': { type: 'refundDone', amount: 10_000, again: false, elsewhere: false },
  'refundDone some': { type: 'refundDone', amount: 6_000, again: false, elsewhere: false },
  'refundReturned all': { type: 'refundReturned', amount: 10_000 },
  'refundReturned some': { type: 'refundReturned', amount: 1_000 },
  refundAdopted: { type: 'refundAdopted', amount: 4_000 },
  refundGivenUp: { type: 'refundGivenUp', amount: 4_000 },
  withheld: { type: 'withheld', amount: 10_000 },
  reinstated: { type: 'reinstated', amount: 10_000 },
};

const open = ['confirming', 'requiresAction', 'authorized', 'capturing', 'voiding'];
const openLike = [...open, 'confirming hurried'];
const settled = ['succeeded', 'partiallyRefunded', 'refunded'];
const ended = ['failed', 'canceled'];
const nameOf = (snapshot: string) => snapshot.split(/[ ,]/)[0] ?? '';
const groupOf = (name: string) =>
  open.includes(name) ? 'open.' : settled.includes(name) ? 'settled.' : ended.includes(name) ? 'ended.' : '';
/** The state that a snapshot is in, as its column has it. */
const stateOf = (snapshot: string) => `${groupOf(nameOf(snapshot))}${nameOf(snapshot)}`;
const stays = (snapshot: string, message: string, ...actions: string[]): Row => [
  snapshot,
  message,
  stateOf(snapshot),
  ...actions,
];

const paid = ['settled.succeeded', 'settleCapture'] as const;

const rows: Row[] = [
  ...Object.keys(snapshots).flatMap((name) =>
    ['cardKnown', 'withheld', 'reinstated'].map((message) => stays(name, message)),
  ),
  ['created', 'confirm', 'open.confirming', 'confirmAtStripe', '+check'],

  // What every open state answers alike.
  ...openLike.flatMap((name): Row[] => [
    [name, 'captured', paid[0], '-check', ...paid.slice(1)],
    [name, 'declined', 'ended.failed', '-check', 'notifyFailed'],
    [name, 'canceled', 'ended.canceled', '-check', 'notifyFailed'],
    stays(name, 'check', 'askStripe', '+check'),
  ]),
  ...['confirming', 'confirming hurried', 'requiresAction'].map(
    (name): Row => [name, 'authorized', 'open.authorized', 'captureOrVoid'],
  ),
  ['confirming', 'actionRequired', 'open.requiresAction'],
  ['confirming hurried', 'actionRequired', 'open.voiding', 'cancelAtStripe'],
  stays('confirming', 'deadlineReached'),
  stays('confirming hurried', 'deadlineReached'),
  ['requiresAction', 'deadlineReached', 'open.voiding', 'cancelAtStripe'],
  ...['requiresAction', 'authorized', 'capturing'].flatMap((name) =>
    ['void', 'void blocked'].map((message): Row => [name, message, 'open.voiding', 'cancelAtStripe']),
  ),
  ['authorized', 'capture', 'open.capturing', 'captureAtStripe'],
  stays('voiding', 'authorized', 'cancelAtStripe'),
  stays('voiding', 'actionRequired', 'cancelAtStripe'),

  ...ended.flatMap((name): Row[] => [
    [name, 'authorized', 'open.voiding', 'cancelAtStripe', '+check'],
    [name, 'captured', ...paid],
  ]),

  // What every settled state answers alike; the guards tell them apart.
  ...['succeeded', 'partiallyRefunded', 'refunded', 'succeeded disputed'].flatMap((name) =>
    ['refundAdopted', 'refundGivenUp'].map((message) => stays(name, message)),
  ),
  ...['succeeded', 'succeeded disputed'].flatMap((name): Row[] => [
    [name, 'refundDone all', 'settled.refunded', 'settleRefund'],
    [name, 'refundDone some', 'settled.partiallyRefunded', 'settleRefund'],
    [name, 'refundReturned all', 'settled.succeeded', 'settleReturn'],
    [name, 'refundReturned some', 'settled.succeeded', 'settleReturn'],
  ]),
  stays('succeeded', 'refund all', 'openRefund'),
  stays('succeeded', 'refund some', 'openRefund'),
  stays('partiallyRefunded', 'refund some', 'openRefund'),
  ...['partiallyRefunded', 'refunded'].flatMap((name): Row[] => [
    [name, 'refundDone all', 'settled.refunded', 'settleRefund'],
    [name, 'refundDone some', 'settled.refunded', 'settleRefund'],
    [name, 'refundReturned all', 'settled.succeeded', 'settleReturn'],
    [name, 'refundReturned some', 'settled.partiallyRefunded', 'settleReturn'],
  ]),
];

describe('payment', () => {
  testTable(paymentMachine, snapshots, messages, rows);

  it('learns the decline', () => {
    const context = contextAfter(
      paymentMachine,
      { value: values.confirming, context: fresh },
      messages.declined,
    );
    expect(context).toMatchObject({ decline: { code: 'insufficient_funds', message: 'No.' } });
  });
  it('learns why it is voided, where the fan is to read it', () => {
    const authorized = { value: values.authorized, context: fresh };
    expect(contextAfter(paymentMachine, authorized, messages['void blocked'])).toMatchObject({
      decline: { code: 'buyer_blocked', message: 'No.' },
    });
    expect(contextAfter(paymentMachine, authorized, messages.void)).toMatchObject({ decline: null });
  });
  it('learns the card once', () => {
    const known = { value: values.capturing, context: { ...fresh, card: { brand: 'amex', last4: '0005' } } };
    expect(contextAfter(paymentMachine, known, messages.cardKnown)).toMatchObject({
      card: { brand: 'amex' },
    });
  });
  it('forgets the client secret when the action is over', () => {
    const waiting = {
      value: values.requiresAction,
      context: { ...fresh, clientSecret: 'secret', nextActionUrl: 'https://bank.example' },
    };
    expect(contextAfter(paymentMachine, waiting, messages.authorized)).toMatchObject({
      clientSecret: null,
      nextActionUrl: null,
    });
  });
  it('never sends more back than came in', () => {
    const onItsWay = { value: values.succeeded, context: { ...fresh, refundingAmount: 6_000 } };
    expect(contextAfter(paymentMachine, onItsWay, messages['refund some'])).toMatchObject({
      refundingAmount: 6_000,
    });
    expect(contextAfter(paymentMachine, onItsWay, messages['refundDone some'])).toMatchObject({
      refundingAmount: 0,
      refundedAmount: 6_000,
    });
  });

  it('refunds nothing that the bank holds in a dispute', () => {
    const disputed = snapshots['succeeded disputed'] as (typeof snapshots)[string];
    const four = { type: 'refund', amount: 4_000, why: 'asked' } as const;
    expect(contextAfter(paymentMachine, disputed, four)).toMatchObject({ refundingAmount: 4_000 });
    expect(contextAfter(paymentMachine, disputed, messages.reinstated)).toMatchObject({ withheldAmount: 0 });
  });

  it('counts a refund that was made at Stripe, however much is left', () => {
    const onItsWay = { value: values.succeeded, context: { ...fresh, refundingAmount: 10_000 } };
    expect(contextAfter(paymentMachine, onItsWay, messages.refundAdopted)).toMatchObject({
      refundingAmount: 14_000,
    });
    expect(contextAfter(paymentMachine, onItsWay, messages.refundGivenUp)).toMatchObject({
      refundingAmount: 6_000,
    });
  });
});
