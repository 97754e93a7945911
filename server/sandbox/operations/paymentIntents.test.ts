import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { charge12500, publishableKey, refusalOf, sdk, type TestGateway, test } from '../testGateway.ts';

let gateway: TestGateway;
let stripe: Stripe;

test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
  stripe = gateway.stripe;
});

const authorize = async (number = '4242424242424242', more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ ...charge12500, confirmation_token: await gateway.token(number), ...more });

describe('authorize and capture', () => {
  test.each([
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['378282246310005', 'amex'],
  ])('%s is authorized, then captured', async (number, brand) => {
    const held = await authorize(number, { metadata: { reservation: 'rsv_1' } });
    expect(held).toMatchObject({
      status: 'requires_capture',
      amount: 12_500,
      amount_capturable: 12_500,
      amount_received: 0,
      livemode: false,
      metadata: { reservation: 'rsv_1' },
    });
    expect(held.client_secret).toMatch(new RegExp(`^${held.id}_secret_`));
    const paid = await stripe.paymentIntents.capture(held.id, {
      expand: ['latest_charge', 'payment_method'],
    });
    expect(paid).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 12_500 });
    const charge = paid.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({
      captured: true,
      paid: true,
      amount_captured: 12_500,
      payment_intent: held.id,
    });
    expect(charge.payment_method_details?.card).toMatchObject({ brand, last4: number.slice(-4) });
    expect((paid.payment_method as Stripe.PaymentMethod).card?.brand).toBe(brand);
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ id: charge.id, status: 'succeeded' });
    const types = (await gateway.events()).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['payment_intent.amount_capturable_updated', 'payment_intent.succeeded']),
    );
  });

  test('automatic capture captures at once', async () => {
    const paid = await authorize('4242424242424242', { capture_method: 'automatic' });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 12_500 });
  });

  test('a part can be captured, and no more than was authorized', async () => {
    const held = await authorize();
    const error = await refusalOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 12_501 }));
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', param: 'amount_to_capture' });
    const paid = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 10_000 });
    expect(paid).toMatchObject({ status: 'succeeded', amount: 12_500, amount_received: 10_000 });
  });

  test('create and confirm as two requests', async () => {
    const created = await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'eur',
      capture_method: 'manual',
    });
    expect(created.status).toBe('requires_payment_method');
    const confirmed = await stripe.paymentIntents.confirm(created.id, {
      confirmation_token: await gateway.token('4242424242424242'),
    });
    expect(confirmed.status).toBe('requires_capture');
  });

  test('a canceled authorization is voided', async () => {
    const held = await authorize();
    const canceled = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: 'abandoned',
      expand: ['latest_charge'],
    });
    expect(canceled).toMatchObject({
      status: 'canceled',
      amount_capturable: 0,
      cancellation_reason: 'abandoned',
    });
    expect(canceled.latest_charge).toMatchObject({ captured: false, refunded: true });
  });

  test('an authorization expires after seven days', async () => {
    const held = await authorize();
    await gateway.control('POST', '/sandbox/clock', { advanceMs: 7 * 86_400_000 + 1 });
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    });
  });

  test('a slow bank: processing first, then the outcome', async () => {
    for (const [outcome, status] of [
      ['succeeded', 'requires_capture'],
      ['failed', 'requires_payment_method'],
    ] as const) {
      await gateway.control('POST', '/sandbox/faults', {
        settleSlowly: { times: 1, ms: 3_600_000, outcome },
      });
      const slow = await authorize();
      expect(slow.status).toBe('processing');
      await gateway.control('POST', '/sandbox/clock', { advanceMs: 3_600_001 });
      expect((await stripe.paymentIntents.retrieve(slow.id)).status).toBe(status);
    }
  });
});

describe('declines', () => {
  test.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'card_declined', 'lost_card'],
    ['4000000000009979', 'card_declined', 'stolen_card'],
    ['4000000000000069', 'expired_card', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error', 'processing_error'],
  ])('%s: %s, %s', async (number, code, declineCode) => {
    const error = await refusalOf(authorize(number));
    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code,
      decline_code: declineCode,
    });
    expect(error.requestId).toMatch(/^req_/);
    expect(error.payment_intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code, decline_code: declineCode, type: 'card_error' },
    });
    const kept = await stripe.paymentIntents.retrieve(error.payment_intent!.id, {
      expand: ['latest_charge'],
    });
    expect(kept.latest_charge).toMatchObject({ paid: false, status: 'failed', failure_code: code });
    const failed = (await gateway.events()).filter(({ type }) => type === 'payment_intent.payment_failed');
    expect(failed.map(({ data }) => (data.object as Stripe.PaymentIntent).id)).toContain(kept.id);
  });

  test('a declined payment can be confirmed with another card', async () => {
    const error = await refusalOf(authorize('4000000000000002'));
    const again = await stripe.paymentIntents.confirm(error.payment_intent!.id, {
      confirmation_token: await gateway.token('5555555555554444'),
      expand: ['latest_charge'],
    });
    expect(again).toMatchObject({ status: 'requires_capture', last_payment_error: null });
  });
});

describe('refusals', () => {
  test('the error of a payment in the wrong state contains the payment', async () => {
    const held = await authorize();
    await stripe.paymentIntents.cancel(held.id);
    for (const call of [
      () => stripe.paymentIntents.capture(held.id),
      () => stripe.paymentIntents.cancel(held.id),
      () => stripe.paymentIntents.confirm(held.id),
    ]) {
      const error = await refusalOf(call());
      expect(error).toMatchObject({
        type: 'StripeInvalidRequestError',
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
      });
      expect(error.payment_intent).toMatchObject({ id: held.id, status: 'canceled' });
    }
    const declined = await refusalOf(authorize('4000000000000002'));
    const error = await refusalOf(stripe.paymentIntents.capture(declined.payment_intent!.id));
    expect(error.payment_intent?.status).toBe('requires_payment_method');
  });

  test('a token is used once, even by two concurrent requests', async () => {
    const token = await gateway.token('4242424242424242');
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        stripe.paymentIntents.create({ ...charge12500, confirmation_token: token }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a used token is refused', async () => {
    const confirmation_token = await gateway.token('4242424242424242');
    await stripe.paymentIntents.create({ ...charge12500, confirmation_token });
    const error = await refusalOf(stripe.paymentIntents.create({ ...charge12500, confirmation_token }));
    expect(error).toMatchObject({ statusCode: 400, param: 'confirmation_token' });
  });

  test.each([
    [{ amount: 10, currency: 'usd' }, 'amount', 'amount_too_small'],
    [{ amount: 0, currency: 'usd' }, 'amount', 'parameter_invalid_integer'],
    [{ amount: 1.5, currency: 'usd' }, 'amount', 'parameter_invalid_integer'],
    [{ amount: 100_000_000, currency: 'usd' }, 'amount', 'amount_too_large'],
    [{ amount: 500, currency: 'zzz' }, 'currency', undefined],
    [{ amount: 500, currency: 'usd', color: 'red' }, 'color', 'parameter_unknown'],
    [{ amount: 500, currency: 'usd', expand: ['customer'] }, 'expand', undefined],
    [{ amount: 500, currency: 'usd', confirm: true }, 'payment_method', 'payment_intent_unexpected_state'],
  ])('%o is refused for %s', async (params, param, code) => {
    const error = await refusalOf(stripe.paymentIntents.create(params));
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, param });
    expect(error.code).toBe(code);
  });

  test('an unknown id is resource_missing', async () => {
    for (const call of [
      () => stripe.paymentIntents.retrieve('pi_none'),
      () => stripe.refunds.retrieve('re_none'),
      () => stripe.charges.retrieve('ch_none'),
      () => stripe.events.retrieve('evt_none'),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    }
    expect(
      (
        await fetch(`${gateway.sandbox.url}/v1/nothing`, {
          headers: { Authorization: 'Bearer sk_test_secret' },
        })
      ).status,
    ).toBe(404);
  });

  test('a wrong key is 401, and the publishable key may only read with the client secret', async () => {
    const wrong = await refusalOf(sdk(gateway.sandbox.url, 'sk_test_wrong').balance.retrieve());
    expect(wrong).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
    const fan = sdk(gateway.sandbox.url, publishableKey);
    expect(await refusalOf(fan.paymentIntents.list())).toMatchObject({
      statusCode: 401,
      code: 'secret_key_required',
    });
    const held = await authorize();
    expect(await refusalOf(fan.paymentIntents.retrieve(held.id))).toMatchObject({ statusCode: 404 });
    const seen = await fan.paymentIntents.retrieve(held.id, { client_secret: held.client_secret! });
    expect(seen.status).toBe('requires_capture');
  });
});

test('lists are paged, newest first', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.unshift((await stripe.paymentIntents.create({ amount: 1000 + index, currency: 'usd' })).id);
  }
  const first = await stripe.paymentIntents.list({ limit: 2 });
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(first.has_more).toBe(true);
  const second = await stripe.paymentIntents.list({ limit: 2, starting_after: ids[1]! });
  expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  const back = await stripe.paymentIntents.list({ limit: 2, ending_before: ids[3]! });
  expect(back.data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
  const all: string[] = [];
  for await (const { id } of stripe.paymentIntents.list({ limit: 3 })) all.push(id);
  expect(all.slice(0, 5)).toEqual(ids);
});
