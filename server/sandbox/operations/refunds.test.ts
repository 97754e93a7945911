import type Stripe from 'stripe';
import { beforeEach, expect } from 'vitest';
import { charge12500, refusalOf, type TestGateway, test } from '../testGateway.ts';

let gateway: TestGateway;
let stripe: Stripe;

test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
  stripe = gateway.stripe;
});
beforeEach(async () => {
  await gateway.control('POST', '/sandbox/reset');
  gateway.endpoint.received.length = 0;
});

interface SandboxTotals {
  payments: Record<string, unknown>[];
  totals: Record<'captured' | 'refunded' | 'disputed' | 'net', Record<string, number>>;
}

const readTotals = async () => (await gateway.control('GET', '/sandbox/totals')) as SandboxTotals;
const advance = (advanceMs: number) => gateway.control('POST', '/sandbox/clock', { advanceMs });

const pay = async (number = '4242424242424242', currency = 'usd') =>
  stripe.paymentIntents.create({
    ...charge12500,
    currency,
    capture_method: 'automatic',
    confirmation_token: await gateway.token(number),
    metadata: { reservation: 'rsv_1' },
  });

/** Types in the order of their events, without those of payments. */
const typesOf = (events: Stripe.Event[]) =>
  events.map(({ type }) => type as string).filter((type) => !type.startsWith('payment_intent.'));

/** Of a charge of 125.00: 2.9 % and 0.30. */
const fee = 393;

test('in parts, then the rest, then nothing more', async () => {
  const paid = await pay();
  const first = await stripe.refunds.create({
    payment_intent: paid.id,
    amount: 2500,
    reason: 'requested_by_customer',
  });
  expect(first).toMatchObject({
    status: 'succeeded',
    amount: 2500,
    payment_intent: paid.id,
    reason: 'requested_by_customer',
  });
  const tooMuch = await refusalOf(stripe.refunds.create({ payment_intent: paid.id, amount: 10_001 }));
  expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
  const second = await stripe.refunds.create({ charge: paid.latest_charge as string });
  expect(second.amount).toBe(10_000);
  const again = await refusalOf(stripe.refunds.create({ payment_intent: paid.id }));
  expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
  const charge = await stripe.charges.retrieve(paid.latest_charge as string);
  expect(charge).toMatchObject({ refunded: true, amount_refunded: 12_500 });
  const listed = await stripe.refunds.list({ payment_intent: paid.id });
  expect(listed.data.map(({ id }) => id)).toEqual([second.id, first.id]);
  const seen = await stripe.refunds.retrieve(first.id, { expand: ['payment_intent', 'charge'] });
  expect(seen.payment_intent).toMatchObject({ id: paid.id, status: 'succeeded' });
  expect(typesOf(await gateway.events()).sort()).toEqual([
    'charge.refunded',
    'charge.refunded',
    'refund.created',
    'refund.created',
  ]);
});

test('only captured money is refunded', async () => {
  const held = await stripe.paymentIntents.create({ ...charge12500, payment_method: 'pm_card_visa' });
  const error = await refusalOf(stripe.refunds.create({ payment_intent: held.id }));
  expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
  expect(await refusalOf(stripe.refunds.create({ payment_intent: 'pi_none' }))).toMatchObject({
    statusCode: 404,
  });
});

test('a refund that arrives later', async () => {
  const paid = await pay('4000000000007726');
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  expect(refund.status).toBe('pending');
  await advance(10_000);
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  expect(typesOf(await gateway.events())).toContain('refund.updated');
});

test('a failed refund moves no money and can be tried again', async () => {
  const paid = await pay('4000000000005126');
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  expect(refund.status).toBe('pending');
  await advance(10_000);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  });
  expect(typesOf(await gateway.events())).toContain('refund.failed');
  expect((await readTotals()).totals).toMatchObject({ refunded: { usd: 0 }, net: { usd: 12_500 - fee } });
  expect((await stripe.refunds.create({ payment_intent: paid.id })).status).toBe('pending');
});

test.each([
  ['winning_evidence', 'won', 12_500],
  ['losing_evidence', 'lost', 0],
] as const)('a dispute with %s is %s', async (text, status, net) => {
  const paid = await pay('4000000000000259');
  const [dispute] = (await stripe.disputes.list({ payment_intent: paid.id })).data;
  expect(dispute).toMatchObject({
    status: 'needs_response',
    reason: 'fraudulent',
    amount: 12_500,
    payment_intent: paid.id,
  });
  expect((await readTotals()).totals).toMatchObject({
    disputed: { usd: 12_500 },
    net: { usd: -fee - 1_500 },
  });
  expect(await refusalOf(stripe.refunds.create({ payment_intent: paid.id }))).toMatchObject({
    code: 'charge_disputed',
  });
  const answered = await stripe.disputes.update(dispute!.id, { evidence: { uncategorized_text: text } });
  expect(answered.status).toBe('under_review');
  await advance(10_000);
  expect((await stripe.disputes.retrieve(dispute!.id)).status).toBe(status);
  expect((await readTotals()).totals.net).toEqual({ usd: net - fee - 1_500 });
  const types = typesOf(await gateway.events());
  expect(types).toEqual(
    expect.arrayContaining([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ]),
  );
  expect(types.includes('charge.dispute.funds_reinstated')).toBe(status === 'won');
});

test('accepting a dispute closes it at once', async () => {
  const paid = await pay('4000000000000259');
  const [dispute] = (await stripe.disputes.list({ payment_intent: paid.id })).data;
  expect((await stripe.disputes.close(dispute!.id)).status).toBe('lost');
  expect(await refusalOf(stripe.disputes.close(dispute!.id))).toMatchObject({ statusCode: 400 });
});

test('the totals are the sum of the payments and equal the balance', async () => {
  const paid = await pay();
  await stripe.refunds.create({ payment_intent: paid.id, amount: 2500 });
  await pay('5555555555554444', 'eur');
  await pay('4000000000000259');
  const held = await stripe.paymentIntents.create({ ...charge12500, payment_method: 'pm_card_visa' });
  await refusalOf(
    stripe.paymentIntents.create({ ...charge12500, payment_method: 'pm_card_visa_chargeDeclined' }),
  );
  const { payments, totals } = await readTotals();
  expect(totals).toEqual({
    captured: { eur: 12_500, usd: 25_000 },
    refunded: { eur: 0, usd: 2500 },
    disputed: { eur: 0, usd: 12_500 },
    fees: { eur: fee, usd: 2 * fee + 1_500 },
    net: { eur: 12_500 - fee, usd: 10_000 - 2 * fee - 1_500 },
  });
  expect(payments).toHaveLength(5);
  expect(payments[0]).toEqual({
    id: paid.id,
    amount: 12_500,
    currency: 'usd',
    status: 'succeeded',
    amountCapturable: 0,
    amountCaptured: 12_500,
    amountRefunded: 2500,
    disputedAmount: 0,
    metadata: { reservation: 'rsv_1' },
  });
  expect(payments.find(({ id }) => id === held.id)).toMatchObject({
    amountCapturable: 12_500,
    amountCaptured: 0,
  });
  const balance = await stripe.balance.retrieve();
  expect(Object.fromEntries(balance.available.map(({ currency, amount }) => [currency, amount]))).toEqual(
    totals.net,
  );
});
