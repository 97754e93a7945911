/** The inbox of Stripe's events, over HTTP: what came, what it did, what is tried again. */
import { randomUUID } from 'node:crypto';
import type { StripeEventRow, StripeEventShown } from '@holdfast/shared/payments';
import type { Today } from '@holdfast/shared/today';
import { afterEach, expect } from 'vitest';
import { bankDoes } from '../../../test/bank.ts';
import { buildListing } from '../../../test/factories/listings.ts';
import { eventually, Fan, injectFaults } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { createPaymentUpdates, openStripe, reconcile } from '../index.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
});
afterEach(() => injectFaults(app.sandboxUrl, null));

const list = async (query: string) =>
  (await support.ask<{ data: StripeEventRow[]; total: number }>('GET', `/admin/stripe-events?${query}`)).body;
const show = async (id: string) =>
  (await support.ask<StripeEventShown>('GET', `/admin/stripe-events/${id}`)).body;
const replay = (id: string, reason: string) =>
  support.ask('POST', `/admin/stripe-events/${id}/replay`, { reason }, { 'idempotency-key': randomUUID() });

/** Sends an event as Stripe would. @returns the status of the answer */
async function send(id: string, type: string, object: object): Promise<number> {
  const payload = JSON.stringify({ id, object: 'event', type, created: 2_000_000_000, data: { object } });
  const signature = openStripe(app.payments.stripe).webhooks.generateTestHeaderString({
    payload,
    secret: app.payments.stripe.webhookSecret,
  });
  const headers = { 'stripe-signature': signature };
  return (await fetch(`${app.url}/api/webhooks/stripe`, { method: 'POST', body: payload, headers })).status;
}
/** Stripe's ids have no dashes. */
const newEvent = () => `evt_${randomUUID().replaceAll('-', '')}`;
/** A dispute about an intent that we don't know: Stripe is asked whose it is. */
const strange = (id: string) =>
  send(id, 'charge.dispute.created', {
    id: `dp_${id}`,
    object: 'dispute',
    payment_intent: 'pi_of_another_account',
    amount: 100,
    status: 'needs_response',
  });

it('shows what came about an order, and what each event did', async () => {
  const { id: listingId } = await buildListing(app.context);
  const fan = new Fan(app);
  const { id: orderId } = await fan.buy(listingId, 2);
  const { code } = await app.context.db('reservations').where({ id: orderId }).first();
  const { stripe_id: paymentIntent } = await app.context
    .db('payments')
    .where({ reservation_id: orderId })
    .first();
  await bankDoes(app, 'disputes', { paymentIntent });
  const types = async () => (await list(`q=${code}`)).data.map(({ type }) => type);
  const wanted = ['payment_intent.succeeded', 'charge.dispute.created'];
  await eventually('its events came', async () => {
    const came = await types();
    return wanted.every((type) => came.includes(type));
  });
  const { data } = await list(`q=${code}`);
  expect(data.every(({ order }) => order?.id === orderId && order.code === code)).toBe(true);
  // Stripe sends several events of a new dispute at once, and whichever is here first opens it.
  const ofDispute = data.filter(({ type }) => type.startsWith('charge.dispute.'));
  const shown = await Promise.all(ofDispute.map(({ id }) => show(id)));
  const opened = shown.find(({ effects }) => effects.some(({ to }) => to === 'open.needsResponse'));
  expect(opened).toMatchObject({ outcome: 'applied', attempts: 1, payload: null, error: null });
  expect(opened?.effects.map(({ actor, to }) => [actor, to])).toContainEqual([
    'dispute',
    'open.needsResponse',
  ]);
  expect((await list(`q=${data[0]?.id}`)).data).toEqual([data[0]]);
  expect((await list('q=nothing-of-the-kind')).total).toBe(0);
});

it('keeps what can’t be processed, answers Stripe, tries again, and says so until it is done', async () => {
  // Stripe's library asks three times.
  await injectFaults(app.sandboxUrl, { failAnswers: { operation: 'read', times: 3 } });
  expect(await strange('evt_strange')).toBe(200);
  expect(await show('evt_strange')).toMatchObject({
    outcome: 'failed',
    attempts: 1,
    objectId: 'dp_evt_strange',
    order: null,
    payload: expect.stringContaining('pi_of_another_account'),
    error: expect.stringMatching(/./),
  });
  expect((await list('group=waiting')).data.map(({ id }) => id)).toContain('evt_strange');
  const today = async () =>
    (await support.ask<Today>('GET', '/admin/today')).body.queues.find(
      ({ queue }) => queue === 'stripeEventFailed',
    );
  await eventually('it has its case', async () => (await today())?.waiting === 1);
  const queued = await app.context
    .db('graphile_worker.jobs')
    .where({ key: 'payments.takeIn/evt_strange' })
    .first();
  expect(queued).toMatchObject({ task_identifier: 'payments.takeIn', max_attempts: 20 });

  expect((await replay('evt_strange', ' ')).status).toBe(422);
  expect((await replay('evt_strange', 'Stripe answers again')).status).toBe(202);
  await eventually('it is processed', async () => (await show('evt_strange')).outcome === 'notOurs');
  expect(await show('evt_strange')).toMatchObject({ attempts: 2, error: null, payload: null });
  await eventually('its case is closed', async () => (await today())?.waiting === 0);
});

it('one that fails keeps no later one from the reconciliation', async () => {
  const stripe = openStripe(app.payments.stripe);
  const { id: listingId } = await buildListing(app.context);
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  const fan = new Fan(app);
  await fan.buy(listingId, 1);
  const real = createPaymentUpdates(app.context);
  let broken = '';
  const updates: typeof real = {
    close: () => real.close(),
    async submit(update) {
      broken ||= update.webhook?.id ?? '';
      if (update.webhook?.id === broken) throw new Error('broken');
      return real.submit(update);
    },
  };
  expect(await reconcile(app.context, stripe, updates)).toBeGreaterThan(1);
  expect(await show(broken)).toMatchObject({ outcome: 'failed', error: 'broken' });
  expect(await reconcile(app.context, stripe, updates)).toBe(0);
  await updates.close();
  await replay(broken, 'It was broken on purpose');
  await eventually('it is processed', async () => (await show(broken)).outcome !== 'failed');
});

it('processing one again does nothing twice', async () => {
  // Of the events of one dispute, any may have opened it.
  const { data } = await list('group=changed');
  const dispute = data.find(({ type }) => type.startsWith('charge.dispute.'));
  if (!dispute) throw new Error('no event opened the dispute');
  const before = await show(dispute.id);
  expect((await replay(before.id, 'To see')).status).toBe(202);
  await eventually('the job has run', async () => {
    const jobs = await app.context.db('graphile_worker.jobs').where({ key: `payments.takeIn/${before.id}` });
    return jobs.length === 0;
  });
  expect(await show(before.id)).toEqual(before);
});

it('what concerns somebody else is kept and answered', async () => {
  expect(await send('evt_payout', 'payout.paid', { id: 'po_1', object: 'payout' })).toBe(200);
  expect(await strange('evt_connected')).toBe(200);
  const { data } = await list('group=notOurs');
  expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining(['evt_payout', 'evt_connected']));
});

it.each(['order_123', '', 'constructor'])(
  'metadata of somebody else is kept and answered, however it reads: %j',
  async (paymentId) => {
    const id = newEvent();
    const object = { id: 'pi_strange', object: 'payment_intent', status: 'succeeded' };
    const strange = {
      ...object,
      amount: 100,
      amount_received: 100,
      currency: 'usd',
      metadata: { paymentId },
    };
    expect(await send(id, 'payment_intent.succeeded', strange)).toBe(200);
    expect((await show(id)).outcome).toBe('notOurs');
    const refund = {
      id: 're_strange',
      object: 'refund',
      status: 'succeeded',
      metadata: { refundId: paymentId },
    };
    const other = newEvent();
    expect(await send(other, 'refund.updated', refund)).toBe(200);
    expect((await show(other)).outcome).toBe('notOurs');
  },
);

it.each(['payment_intent.succeeded', 'refund.updated', 'charge.dispute.created'])(
  'a signed %s with its parts missing is kept and answered, and never 500',
  async (type) => {
    for (const object of [{}, { id: 'pi_empty', metadata: null }, { id: 7, payment_intent: {} }])
      expect(await send(`evt_${randomUUID()}`, type, object)).toBe(200);
  },
);

it('a signed success of another intent, or of another sum or currency, pays for nothing', async () => {
  const { id: listingId } = await buildListing(app.context);
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listingId, 1);
  await fan.pay(held.id, '4000002500003155');
  await fan.until(held.id, ({ payment }) => payment?.state === 'requiresAction');
  const payment = () => app.context.db('payments').where({ reservation_id: held.id }).first();
  const { id: paymentId, stripe_id: intent, amount } = await payment();
  const metadata = { paymentId, reservationId: held.id };
  const facts = { object: 'payment_intent', status: 'succeeded', metadata };
  for (const [strange, words] of [
    [{ id: 'pi_of_another', amount, currency: 'usd' }, `this payment is ${intent} at Stripe`],
    [{ id: intent, amount: 1, currency: 'usd' }, 'it is of $0.01'],
    [{ id: intent, amount, currency: 'jpy' }, 'it is of ¥'],
    [{ id: intent, amount, currency: 'usd', metadata: { paymentId } }, ': it names no order. Look'],
  ] as const) {
    const id = newEvent();
    const object = { ...facts, amount_received: strange.amount, ...strange };
    expect(await send(id, 'payment_intent.succeeded', object)).toBe(200);
    expect(await show(id)).toMatchObject({ outcome: 'failed', error: expect.stringContaining(words) });
    // It is done with here: its job would try for a day.
    await app.context.db.raw(`SELECT graphile_worker.remove_job('payments.takeIn/' || ?)`, [id]);
  }
  expect((await fan.read(held.id)).state).toBe('pending.paying');
  expect((await payment()).state).toBe('open.requiresAction');
});
