import type Stripe from 'stripe';
import { afterEach, expect } from 'vitest';
import { charge12500, refusalOf, sdk, type TestGateway, test } from '../testGateway.ts';

let gateway: TestGateway;
let stripe: Stripe;

test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
  stripe = gateway.stripe;
});
afterEach(() => gateway.control('DELETE', '/sandbox/faults'));

const params = { ...charge12500, payment_method: 'pm_card_visa' };
const injectFaults = (plan: object) => gateway.control('POST', '/sandbox/faults', plan);
const countPayments = async () => (await stripe.paymentIntents.list({ limit: 100 })).data.length;

test('the same key and parameters get the first response again', async () => {
  const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'same' });
  await stripe.paymentIntents.capture(first.id);
  const again = await stripe.paymentIntents.create(params, { idempotencyKey: 'same' });
  expect(again).toEqual(first);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
});

test('a decline is remembered too', async () => {
  const declined = { ...params, payment_method: 'pm_card_visa_chargeDeclined' };
  const first = await refusalOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'declined' }));
  const again = await refusalOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'declined' }));
  expect(again.payment_intent?.id).toBe(first.payment_intent?.id);
});

test('a response to invalid parameters isn’t remembered: the key can be used with valid ones', async () => {
  await refusalOf(stripe.paymentIntents.create({ ...params, amount: 1 }, { idempotencyKey: 'fixed' }));
  expect((await stripe.paymentIntents.create(params, { idempotencyKey: 'fixed' })).status).toBe(
    'requires_capture',
  );
});

test('the same key with other parameters, or for another call, is refused', async () => {
  const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'other' });
  const changed = await refusalOf(
    stripe.paymentIntents.create({ ...params, amount: 999 }, { idempotencyKey: 'other' }),
  );
  expect(changed).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
  const elsewhere = await refusalOf(stripe.paymentIntents.capture(first.id, {}, { idempotencyKey: 'other' }));
  expect(elsewhere.type).toBe('StripeIdempotencyError');
});

test('a key whose first request is still being served is refused with 409', async () => {
  await injectFaults({ delayAnswersMs: 3_600_000 });
  const first = stripe.paymentIntents.create(params, { idempotencyKey: 'slow' });
  await expect
    .poll(
      async () =>
        ((await gateway.control('GET', '/sandbox/faults')) as { waitingAnswers: number }).waitingAnswers,
    )
    .toBe(1);
  const impatient = sdk(gateway.sandbox.url, undefined, 0);
  const error = await refusalOf(impatient.paymentIntents.create(params, { idempotencyKey: 'slow' }));
  expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  await gateway.control('DELETE', '/sandbox/faults');
  const answer = await first;
  expect(await stripe.paymentIntents.create(params, { idempotencyKey: 'slow' })).toEqual(answer);
});

test.each(['confirm', 'capture', 'cancel', 'refund'] as const)(
  'the lost answer of a %s is found by the SDK’s own retry',
  async (operation) => {
    const prepared = await stripe.paymentIntents.create({
      ...params,
      ...(operation === 'refund' ? { capture_method: 'automatic' as const } : {}),
    });
    const before = await countPayments();
    await injectFaults({ loseAnswers: { operation, times: 1 } });
    const answer = await {
      confirm: () => stripe.paymentIntents.create(params),
      capture: () => stripe.paymentIntents.capture(prepared.id),
      cancel: () => stripe.paymentIntents.cancel(prepared.id),
      refund: () => stripe.refunds.create({ payment_intent: prepared.id }),
    }[operation]();
    expect(answer.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await countPayments()).toBe(before + (operation === 'confirm' ? 1 : 0));
  },
);

test('a failed request did nothing, and the retry does it once', async () => {
  const before = await countPayments();
  await injectFaults({ failAnswers: { operation: 'confirm', times: 1, status: 500 } });
  const answer = await stripe.paymentIntents.create(params);
  expect(answer.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(await countPayments()).toBe(before + 1);
  await injectFaults({ failAnswers: { operation: 'capture', times: 9, status: 503 } });
  expect(
    await refusalOf(sdk(gateway.sandbox.url, undefined, 0).paymentIntents.capture(answer.id)),
  ).toMatchObject({ type: 'StripeAPIError', statusCode: 503 });
});

test('a misspelled fault is refused', async () => {
  expect(await injectFaults({ looseAnswers: true })).toMatchObject({ error: { param: 'looseAnswers' } });
  expect(await injectFaults({ loseAnswers: { operation: 'pay', times: 1 } })).toMatchObject({
    error: { param: 'loseAnswers.operation' },
  });
});
