import { describe, expect, it } from 'vitest';
import { transition } from 'xstate';
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
  disputeId: null,
  keptDisputes: [],
};

const opened = { type: 'disputeOpened', disputeId: 'dp_1', amount: 10_000 } as const;
const closed = { type: 'disputeClosed', disputeId: 'dp_1', amount: 10_000, won: true } as const;

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
  won: { settled: 'won' },
  disputed: 'disputed',
  lost: 'lost',
  failed: { ended: 'failed' },
  canceled: { ended: 'canceled' },
};
const contexts: Record<string, Partial<PaymentContext>> = {
  refunded: { refundedAmount: 10_000 },
  partiallyRefunded: { refundedAmount: 4_000 },
  disputed: { disputeId: 'dp_1', refundingAmount: 6_000 },
  won: { disputeId: 'dp_1' },
  lost: { disputeId: 'dp_1', refundingAmount: 6_000 },
};

const snapshots: Record<string, { value: unknown; context: PaymentContext }> = {
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, context: { ...fresh, ...contexts[name] } },
    ]),
  ),
  'confirming hurried': { value: values.confirming, context: { ...fresh, deadlinePassed: true } },
  'capturing disputed': { value: values.capturing, context: { ...fresh, keptDisputes: [opened, closed] } },
  'disputed, from version 1': { value: 'disputed', context: fresh },
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
  disputeOpened: opened,
  disputeWon: closed,
  disputeLost: { ...closed, won: false },
  'other opened': { ...opened, disputeId: 'dp_2' },
  'other lost': { ...closed, disputeId: 'dp_2', won: false },
};

const open = ['confirming', 'requiresAction', 'authorized', 'capturing', 'voiding'];
const openLike = [...open, 'confirming hurried', 'capturing disputed'];
const settled = ['succeeded', 'partiallyRefunded', 'refunded', 'won'];
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

const paid = ['settled.succeeded', 'settleCapture', 'sendKeptDisputes'] as const;
const isDisputed = ['disputed', 'postDispute', 'sendKeptDisputes'] as const;
const disputes = ['disputeOpened', 'disputeWon', 'disputeLost', 'other opened', 'other lost'];

const rows: Row[] = [
  ...Object.keys(snapshots).map((name) => stays(name, 'cardKnown')),
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
  ...['requiresAction', 'authorized', 'capturing', 'capturing disputed'].map(
    (name): Row => [name, 'void', 'open.voiding', 'cancelAtStripe'],
  ),
  ['authorized', 'capture', 'open.capturing', 'captureAtStripe'],
  stays('voiding', 'authorized', 'cancelAtStripe'),
  stays('voiding', 'actionRequired', 'cancelAtStripe'),

  // Money may already have moved: no dispute is dropped. One that is kept already isn't kept twice.
  ...[...open, 'confirming hurried', ...ended].flatMap((name) =>
    disputes.map((message) => stays(name, message)),
  ),
  ...['other opened', 'other lost'].map((message) => stays('capturing disputed', message)),
  ...ended.flatMap((name): Row[] => [
    [name, 'authorized', 'open.voiding', 'cancelAtStripe', '+check'],
    [name, 'captured', ...paid],
  ]),

  // What every settled state answers alike; the guards tell them apart.
  ...['succeeded', 'won'].flatMap((name): Row[] => [
    stays(name, 'refund all', 'openRefund'),
    stays(name, 'refund some', 'openRefund'),
    [name, 'refundDone all', 'settled.refunded', 'settleRefund'],
    [name, 'refundDone some', 'settled.partiallyRefunded', 'settleRefund'],
  ]),
  stays('partiallyRefunded', 'refund some', 'openRefund'),
  ...['partiallyRefunded', 'refunded'].flatMap((name): Row[] => [
    [name, 'refundDone all', 'settled.refunded', 'settleRefund'],
    [name, 'refundDone some', 'settled.refunded', 'settleRefund'],
  ]),
  ...settled.map((name): Row => [name, 'refundReturned all', 'settled.succeeded', 'settleReturn']),
  ...['partiallyRefunded', 'refunded'].map(
    (name): Row => [name, 'refundReturned some', 'settled.partiallyRefunded', 'settleReturn'],
  ),
  ...['succeeded', 'won'].map(
    (name): Row => [name, 'refundReturned some', 'settled.succeeded', 'settleReturn'],
  ),
  // A dispute's end may come before its beginning: it is kept until then.
  ...['succeeded', 'partiallyRefunded', 'refunded'].flatMap((name): Row[] => [
    [name, 'disputeOpened', ...isDisputed],
    [name, 'other opened', ...isDisputed],
    ...['disputeWon', 'disputeLost', 'other lost'].map((message) => stays(name, message)),
  ]),
  ...['won', 'lost'].flatMap((name): Row[] => [
    [name, 'other opened', ...isDisputed],
    stays(name, 'other lost'),
  ]),

  ['disputed', 'disputeWon', 'settled.won', 'postDisputeWon', 'sendKeptDisputes'],
  ['disputed', 'disputeLost', 'lost', 'sendKeptDisputes'],
  ...['other opened', 'other lost'].map((message) => stays('disputed', message)),
  ['disputed, from version 1', 'disputeWon', 'settled.won', 'postDisputeWon', 'sendKeptDisputes'],
  ['disputed, from version 1', 'disputeLost', 'lost', 'sendKeptDisputes'],
  ['disputed, from version 1', 'other lost', 'lost', 'sendKeptDisputes'],
  ...['disputeOpened', 'other opened'].map((message) => stays('disputed, from version 1', message)),
  // A refund that was under way when the bank disputed the payment.
  ...['disputed', 'lost', 'disputed, from version 1'].flatMap((name): Row[] => [
    stays(name, 'refundDone all', 'settleRefund'),
    stays(name, 'refundDone some', 'settleRefund'),
    stays(name, 'refundReturned all', 'settleReturn'),
    stays(name, 'refundReturned some', 'settleReturn'),
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

  it('keeps disputes until the capture is known, each once, and sends them again with it', () => {
    const capturing = { value: values.capturing, context: fresh };
    const kept = contextAfter(paymentMachine, capturing, opened) as PaymentContext;
    expect(kept.keptDisputes).toEqual([opened]);
    const [after, actions] = transition(
      paymentMachine,
      paymentMachine.resolveState({ value: { open: 'capturing' }, context: kept }),
      { type: 'captured', stripeId: 'pi_1' },
    );
    expect(after.context.keptDisputes).toEqual([]);
    expect(actions).toContainEqual(
      expect.objectContaining({ type: 'sendKeptDisputes', params: { kept: [opened] } }),
    );
  });
});
