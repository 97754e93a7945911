import type Stripe from 'stripe';
import { beforeEach, expect } from 'vitest';
import { charge12500, type TestGateway, test } from '../testGateway.ts';

let gateway: TestGateway;
let stripe: Stripe;

test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
  stripe = gateway.stripe;
});
beforeEach(async () => {
  await gateway.control('POST', '/sandbox/reset');
  gateway.sandbox.setWebhookUrl(gateway.endpoint.url);
  gateway.endpoint.status = 200;
  gateway.endpoint.received.length = 0;
});

const authorize = (idempotencyKey?: string) =>
  stripe.paymentIntents.create(
    { ...charge12500, payment_method: 'pm_card_visa' },
    idempotencyKey === undefined ? {} : { idempotencyKey },
  );
const injectFaults = (plan: object) => gateway.control('POST', '/sandbox/faults', plan);
const deliver = () =>
  gateway.control('POST', '/sandbox/deliver') as Promise<{ attempted: number; pending: number }>;

test('an event is signed and contains the object at that time and the request that caused it', async () => {
  const held = await authorize('cause');
  await stripe.paymentIntents.capture(held.id);
  const events = await gateway.events();
  const first = events.find(({ type }) => type === 'payment_intent.amount_capturable_updated');
  expect(first).toMatchObject({
    object: 'event',
    api_version: '2026-10-28.endive',
    livemode: false,
    request: { id: held.lastResponse.requestId, idempotency_key: 'cause' },
    data: { object: { id: held.id, status: 'requires_capture', amount_capturable: 12_500 } },
  });
  expect(await stripe.events.retrieve(first!.id)).toEqual(first);
  const listed = await stripe.events.list({ type: 'payment_intent.*' });
  expect(listed.data.map(({ type }) => type)).toEqual([
    'payment_intent.succeeded',
    'payment_intent.amount_capturable_updated',
  ]);
});

test('a refused webhook is sent again until it is accepted', async () => {
  gateway.endpoint.status = 500;
  await authorize();
  await deliver();
  await deliver();
  const attempts = gateway.endpoint.received.length;
  expect(attempts).toBeGreaterThanOrEqual(2);
  gateway.endpoint.status = 200;
  expect(await deliver()).toMatchObject({ pending: 0 });
  expect(new Set(gateway.endpoint.received.map(({ id }) => id)).size).toBe(1);
  expect(await deliver()).toEqual({ attempted: 0, pending: 0 });
});

test('retries need no request', async () => {
  gateway.endpoint.status = 500;
  await authorize();
  await expect.poll(() => gateway.endpoint.received.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
});

test('retries stop after three days', async () => {
  gateway.endpoint.status = 500;
  await authorize();
  await deliver();
  await gateway.control('POST', '/sandbox/clock', { advanceMs: 3 * 86_400_000 + 60_000 });
  expect(await deliver()).toMatchObject({ pending: 0 });
  await authorize();
  expect(await deliver()).toMatchObject({ pending: 1 });
});

test('events wait while there is no webhook address', async () => {
  gateway.sandbox.setWebhookUrl(null);
  await authorize();
  expect(await deliver()).toEqual({ attempted: 0, pending: 1 });
  gateway.sandbox.setWebhookUrl(gateway.endpoint.url);
  expect(await gateway.events()).toHaveLength(1);
});

test('duplicates on request', async () => {
  await injectFaults({ duplicateWebhooks: 2 });
  await authorize();
  const events = await gateway.events();
  expect(events).toHaveLength(3);
  expect(new Set(events.map(({ id }) => id)).size).toBe(1);
});

test('lost on request, and still in the list of events', async () => {
  await injectFaults({ loseWebhooks: true });
  await authorize();
  expect(await gateway.events()).toEqual([]);
  expect((await stripe.events.list()).data).toHaveLength(1);
  await injectFaults({ loseWebhooks: 0.5, seed: 7 });
  for (let count = 0; count < 20; count += 1) await authorize();
  const delivered = (await gateway.events()).length;
  expect(delivered).toBeGreaterThan(0);
  expect(delivered).toBeLessThan(20);
});

test('delayed on request', async () => {
  await injectFaults({ delayWebhooksMs: 3_600_000 });
  await authorize();
  expect(gateway.endpoint.received).toEqual([]);
  await gateway.control('POST', '/sandbox/clock', { advanceMs: 3_600_001 });
  await expect.poll(() => gateway.endpoint.received.length, { timeout: 60_000 }).toBe(1);
});

test('in another order on request', async () => {
  // Far in the future, so that only the flush below sends them, in the seed's order.
  await injectFaults({ reorderWebhooks: true, delayWebhooksMs: 3_600_000, seed: 3 });
  // Together, so that they lie closer than they are moved, on a busy machine too.
  await Promise.all(Array.from({ length: 12 }, () => authorize()));
  const created = (await stripe.events.list({ limit: 12 })).data.map(({ id }) => id).reverse();
  await deliver();
  const order = gateway.endpoint.received.map(({ id }) => id);
  expect([...order].sort()).toEqual([...created].sort());
  expect(order).not.toEqual(created);
});
