/** Every way a payment can go, story by story: whichever way, tickets and money agree, and nobody is charged for nothing. */

import { randomUUID } from 'node:crypto';
import type { Payment } from '@holdfast/shared/payments';
import type { Reservation } from '@holdfast/shared/reservations';
import type { SupportCase } from '@holdfast/shared/support';
import Stripe from 'stripe';
import { afterEach, expect } from 'vitest';
import { sandboxKeys } from '../../src/paymentService.ts';
import { askPaymentIntent, passSandboxTime, sandboxPayments } from '../askSandbox.ts';
import { passTime } from '../clock.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { dayMs } from '../factories/times.ts';
import { eventually, Fan, injectFaults } from '../fan.ts';
import { it as base } from '../fixtures.ts';
import { signedIn } from '../people.ts';
import type { TestApp } from '../runningApp.ts';

const good = '4242424242424242';
const declined = '4000000000000002';
const stolen = '4000000000009979';
const secure = '4000002500003155';
const minutesMs = 60_000;

// What somebody captures past us, and refunds there again, the books never have: the daily balance names it.
const it = base.extend('sandboxAgrees', { scope: 'file' }, false);
let app: TestApp;
let support: Fan;
let stripe: Stripe;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  support = await signedIn(app, 'support');
  const { hostname: host, port } = new URL(app.sandboxUrl);
  stripe = new Stripe(sandboxKeys.secretKey, { host, port, protocol: 'http', telemetry: false });
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  const open = ['open.confirming', 'open.authorized', 'open.capturing', 'open.voiding'];
  await eventually(
    'payments settle',
    async () => !(await app.context.db('payments').whereIn('state', open).first()),
  );
  await app.verify({ sandbox: false });
});

async function held(): Promise<{ fan: Fan; id: string; listingId: string }> {
  const { id: listingId } = await buildListing(app.context);
  const fan = new Fan(app);
  const { body } = await fan.hold(listingId, 2);
  return { fan, id: body.id, listingId };
}
const paymentsOf = (id: string) => app.context.db('payments').where({ reservation_id: id }).orderBy('id');
const statesOf = async (id: string) => (await paymentsOf(id)).map(({ state }) => state);
const intentOf = async (id: string) =>
  stripe.paymentIntents.retrieve((await paymentsOf(id)).at(-1).stripe_id);
const isPaid = ({ state }: Reservation) => state === 'paid';
const waits = ({ payment }: Reservation) => payment?.state === 'requiresAction';
const isFree = async (listingId: string) =>
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 2, held: 0, sold: 0 });
/** What was captured of all payments of an order, minor units. */
async function charged(id: string): Promise<number> {
  let sum = 0;
  for (const { stripe_id } of await paymentsOf(id))
    if (stripe_id) sum += (await stripe.paymentIntents.retrieve(stripe_id)).amount_received;
  return sum;
}
async function asks3ds() {
  const hold = await held();
  await hold.fan.pay(hold.id, secure);
  const order = await hold.fan.until(hold.id, waits);
  return {
    ...hold,
    bankPage: order.payment?.nextActionUrl as string,
    paymentId: order.payment?.id as string,
  };
}
const atBank = (page: string, decision: 'approve' | 'refuse') =>
  fetch(page, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
const advance = (ms: number) => passSandboxTime(app, ms);
/** As somebody in Stripe's dashboard does. */
const captureByHand = (intent: string, amount: number) =>
  askPaymentIntent(app, `${intent}/capture`, { amount_to_capture: String(amount) });
/** The gateway's payments; asking isn't delayed by faults. */
const totals = () => sandboxPayments(app);
const actionsOf = async (id: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body.actors.flatMap(({ actions }) =>
    actions.map(({ message }) => message),
  );

it('another card within the hold pays, and only that one is charged', async () => {
  const { fan, id } = await held();
  await fan.pay(id, declined);
  await fan.until(id, ({ state, payment }) => state === 'pending.holding' && payment?.state === 'failed');
  await fan.pay(id, good);
  await fan.until(id, isPaid);
  expect(await statesOf(id)).toEqual(['ended.failed', 'settled.succeeded']);
  expect(await charged(id)).toBe(22_400);
});

it('3-D Secure is finished: the order is paid', async () => {
  const { fan, id, bankPage } = await asks3ds();
  await atBank(bankPage, 'approve');
  await fan.until(id, isPaid);
});

it('3-D Secure fails: nothing is charged, and the hold is theirs for another card', async () => {
  const { fan, id, bankPage } = await asks3ds();
  await atBank(bankPage, 'refuse');
  const order = await fan.until(id, ({ state }) => state === 'pending.holding');
  expect(order.payment?.decline?.code).toContain('authentication');
  await fan.pay(id, good);
  await fan.until(id, isPaid);
});

it('3-D Secure is abandoned: at the deadline it is voided, and the seats are free', async () => {
  const { fan, id, listingId } = await asks3ds();
  await passTime(app.context, 16 * minutesMs);
  await fan.until(id, ({ state }) => state === 'failed');
  expect((await intentOf(id)).status).toBe('canceled');
  await isFree(listingId);
});

it('3-D Secure is finished after the deadline: nothing is charged', async () => {
  const { fan, id, listingId, bankPage } = await asks3ds();
  await passTime(app.context, 16 * minutesMs);
  await fan.until(id, ({ state }) => state === 'failed');
  await atBank(bankPage, 'approve');
  expect(await charged(id)).toBe(0);
  expect((await fan.read(id)).state).toBe('failed');
  await isFree(listingId);
});

it('a method that answers days later is never offered: Stripe is told cards only', async () => {
  const { fan, id } = await held();
  await fan.pay(id, good);
  await fan.until(id, isPaid);
  expect((await intentOf(id)).payment_method_types).toEqual(['card']);
  expect((await intentOf(id)).capture_method).toBe('manual');
});

it('an authorization that lapses before its capture: nothing is charged, and the hold goes on', async () => {
  await injectFaults(app.sandboxUrl, {
    failAnswers: { operation: 'capture', times: 50 },
    loseWebhooks: true,
  });
  const { fan, id } = await held();
  await fan.pay(id, good);
  await eventually('it is to be captured', async () => (await statesOf(id))[0] === 'open.capturing');
  await advance(7 * dayMs + 1_000);
  await injectFaults(app.sandboxUrl, null);
  await passTime(app.context, 2 * minutesMs);
  await fan.until(id, ({ state }) => state === 'pending.holding');
  expect(await statesOf(id)).toEqual(['ended.canceled']);
  await fan.pay(id, good);
  await fan.until(id, isPaid);
  expect(await charged(id)).toBe(22_400);
});

it('two tabs pay at once: one payment, and the other is told that it is under way', async () => {
  const { fan, id } = await held();
  const answers = await Promise.all([fan.pay(id, good), fan.pay(id, '5555555555554444')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('payment_under_way');
  await fan.until(id, isPaid);
  expect(await charged(id)).toBe(22_400);
});

it('a stale intent is confirmed after another hold: it is voided, and the other hold stays as it is', async () => {
  const { fan, id } = await held();
  await fan.pay(id, declined);
  await fan.until(id, ({ payment }) => payment?.state === 'failed');
  await fan.ask('DELETE', `/reservations/${id}`);
  const { id: listingId } = await buildListing(app.context);
  const { body: next } = await fan.hold(listingId, 2);
  await stripe.paymentIntents.confirm((await paymentsOf(id))[0].stripe_id, {
    payment_method: 'pm_card_visa',
  });
  await eventually('it is voided', async () => (await statesOf(id))[0] === 'ended.canceled');
  expect((await fan.read(next.id)).state).toBe('pending.holding');
  await fan.pay(next.id, good);
  await fan.until(next.id, isPaid);
  expect(await charged(id)).toBe(0);
});

it('Back after 3-D Secure calls that payment off, and another card pays once', async () => {
  const { fan, id, paymentId, bankPage } = await asks3ds();
  await fan.ask<Payment>('DELETE', `/payments/${paymentId}`);
  await fan.until(id, ({ state }) => state === 'pending.holding');
  await fan.pay(id, good);
  await fan.until(id, isPaid);
  await atBank(bankPage, 'approve');
  expect(await charged(id)).toBe(22_400);
});

it('the tab is closed while it is held: the seats are free at the deadline', async () => {
  const { id, listingId } = await held();
  await passTime(app.context, 16 * minutesMs);
  expect((await app.context.db('reservations').where({ id }).first()).state).toBe('expired');
  await isFree(listingId);
});

it('the tab is closed once the card was sent: the order is paid, and its email leaves', async () => {
  const { fan, id } = await held();
  await fan.pay(id, good);
  const mail = () => app.context.db('emails').where({ reservation_id: id, kind: 'order' }).first();
  await eventually('the email is written', async () => (await mail()) !== undefined);
  expect((await app.context.db('reservations').where({ id }).first()).state).toBe('paid');
});

it('the tab is closed on the bank’s page after it approved: the order is paid', async () => {
  const { id, bankPage } = await asks3ds();
  await atBank(bankPage, 'approve');
  const row = () => app.context.db('reservations').where({ id }).first();
  await eventually('it is paid', async () => (await row()).state === 'paid');
});

it('a refusal for good ends the payment with its reason, and gives the hold back', async () => {
  const { fan, id } = await held();
  await fan.pay(id, stolen);
  const order = await fan.until(
    id,
    ({ state, payment }) => state === 'pending.holding' && payment?.state === 'failed',
  );
  expect(order.payment?.decline?.code).toBe('stolen_card');
  expect(
    (await fan.ask('POST', `/reservations/${id}/payments`, { confirmationTokenId: 'ctoken_unknown' })).status,
  ).toBe(202);
  const refused = await fan.until(id, ({ state }) => state === 'pending.holding');
  expect(refused.payment?.decline?.code).toBeDefined();
  await fan.until(id, ({ state, payment }) => state === 'pending.holding' && payment?.state === 'failed');
});

it('a part was captured at Stripe past us: no ticket is sold for it; refunded there, the hold is theirs again', async () => {
  const { fan, id, listingId } = await held();
  const answer = await fan.payUnanswered(id);
  const [{ id: paymentId }] = await paymentsOf(id);
  const atGateway = async () => (await totals()).find(({ metadata }) => metadata.paymentId === paymentId);
  await eventually('it is authorized', async () => (await atGateway())?.status === 'requires_capture');
  const intent = (await atGateway())?.id ?? '';
  const asked = captureByHand(intent, 10_000);
  await eventually('a part is captured', async () => (await atGateway())?.amountCaptured === 10_000);
  await answer();
  expect((await asked).status).toBe('succeeded');
  await eventually('we want to capture it', async () => (await statesOf(id))[0] === 'open.capturing');
  await passTime(app.context, minutesMs);
  expect((await fan.read(id)).state).toBe('pending.paying');
  expect(await listingCounts(app.context, listingId)).toMatchObject({ held: 2, sold: 0 });
  await stripe.refunds.create({ payment_intent: intent });
  await passTime(app.context, minutesMs);
  await fan.until(id, ({ state }) => state === 'pending.holding');
  await fan.pay(id, good);
  await fan.until(id, isPaid);
});

it('support can always void or release: whichever step a payment stands at', async () => {
  const { id: waiting } = await asks3ds();
  expect(await actionsOf(waiting)).toEqual(expect.arrayContaining(['void', 'breakHold']));
  await injectFaults(app.sandboxUrl, { failAnswers: { operation: 'confirm', times: 50 } });
  const asked = await held();
  await asked.fan.pay(asked.id, good);
  expect(await actionsOf(asked.id)).toContain('breakHold');
  await injectFaults(app.sandboxUrl, null);
  await asked.fan.until(asked.id, isPaid);
  const found = (await support.ask<SupportCase>('GET', `/admin/reservations/${waiting}`)).body;
  const payment = found.actors.find(({ type }) => type === 'payment');
  const done = await support.ask(
    'POST',
    `/admin/reservations/${waiting}/actions`,
    { actorId: payment?.id, message: 'void', version: payment?.version, reason: 'The fan rang' },
    { 'idempotency-key': randomUUID() },
  );
  expect(done.status).toBe(200);
  await eventually('it is voided', async () => (await statesOf(waiting))[0] === 'ended.canceled');
});
