/**
 * A fan's purchase over HTTP: hold, pay, tickets; with every test card, and with the faults of the sandbox.
 */

import { randomUUID } from 'node:crypto';
import { plainComponents } from '@holdfast/shared/pricing';
import Stripe from 'stripe';
import { afterEach, describe, expect } from 'vitest';
import { addPerson } from '../../src/accounts/index.ts';
import { sandboxKeys } from '../../src/paymentService.ts';
import {
  askPaymentIntent,
  askSandbox,
  passSandboxTime,
  type SandboxPayment,
  sandboxPayments,
} from '../askSandbox.ts';
import { passTime } from '../clock.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { eventually, Fan, injectFaults } from '../fan.ts';
import { it } from '../fixtures.ts';
import { signedIn } from '../people.ts';
import type { TestApp } from '../runningApp.ts';

let app: TestApp;
const fan = () => new Fan(app);
/** Waits until no payment is under way, and names the one that stays so. */
const settled = () =>
  eventually(
    'payments settle',
    async () => (await underWay()).length === 0,
    15_000,
    async () => JSON.stringify(await underWay()),
  );
/** A reservation's payment as the gateway has it. */
async function atGateway(reservationId: string): Promise<SandboxPayment | undefined> {
  const { id } = await app.context.db('payments').where({ reservation_id: reservationId }).first();
  return (await sandboxPayments(app)).find(({ metadata }) => metadata.paymentId === id);
}
const underWay = () =>
  app.context
    .db('payments')
    .whereIn('state', ['open.confirming', 'open.authorized', 'open.capturing', 'open.voiding'])
    .select('id', 'state', 'version', 'snapshot');

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  await askSandbox(app, 'POST', 'deliver');
  await settled();
  await app.verify();
});

describe('a purchase', () => {
  it('whose first hold was sent twice, because the answer and its cookie got lost, is one hold of one fan', async () => {
    const listing = await buildListing(app.context, { seats: [1, 2, 3, 4] });
    const key = randomUUID();
    const [first, again] = [fan(), fan()];
    const held = await first.hold(listing.id, 2, {}, key);
    expect(await again.hold(listing.id, 2, {}, key)).toMatchObject({ status: 201, body: held.body });
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ held: 2, available: 2 });
    expect((await again.read(held.body.id)).state).toBe('pending.holding');
    // A key that somebody could guess makes nobody the same fan.
    const weak = await fan().hold(listing.id, 1, {}, 'my-key');
    expect((await fan().hold(listing.id, 1, {}, 'my-key')).body.id).not.toBe(weak.body.id);
  });

  it('that Stripe refuses for good ends as declined, and the hold is the fan’s again', async () => {
    const buyer = fan();
    const { body } = await buyer.hold((await buildListing(app.context, { priceAmount: 10_000 })).id, 1);
    await app.context.db('reservations').where({ id: body.id }).update({ total_amount: 10 });
    await buyer.pay(body.id);
    const { payment } = await buyer.until(body.id, ({ state }) => state === 'pending.holding');
    expect(payment).toMatchObject({ state: 'failed', decline: { code: 'amount_too_small' } });
    await app.context.db('reservations').where({ id: body.id }).update({ total_amount: 11_200 });
  });

  it('shows what finishes a payment at the bank to its fan alone', async () => {
    const buyer = fan();
    const { body } = await buyer.hold((await buildListing(app.context)).id, 1);
    await buyer.pay(body.id, '4000002500003155');
    const own = await buyer.until(body.id, ({ payment }) => payment?.state === 'requiresAction');
    expect(own.payment?.clientSecret).toEqual(expect.any(String));
    const support = await signedIn(app, 'support');
    const { body: shown } = await support.ask('GET', `/admin/reservations/${body.id}`);
    expect(JSON.stringify(shown)).not.toContain(own.payment?.clientSecret);
    await support.ask('POST', '/reservations/find', { code: body.code, email: 'fan@example.com' });
    const found = await support.read(body.id);
    expect(found.payment).toMatchObject({ state: 'requiresAction', clientSecret: null, nextActionUrl: null });
    await buyer.ask('DELETE', `/payments/${own.payment?.id}`);
  });

  it('ends with tickets, each with its own code, and an email', async () => {
    const listing = await buildListing(app.context, { seats: [5, 6, 7, 8], priceAmount: 10_000 });
    const buyer = fan();
    const held = await buyer.hold(listing.id, 2, { seenPrice: 11_200 });
    expect(held.status).toBe(201);
    expect(held.body).toMatchObject({
      state: 'pending.holding',
      items: [{ quantity: 2, seats: [5, 6], price: { amount: 11_200 } }],
      total: { amount: 22_400, currency: 'USD' },
    });
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 2, held: 2, sold: 0 });
    const paid = await buyer.pay(held.body.id);
    expect(paid.status).toBe(202);
    const order = await buyer.until(held.body.id, ({ state }) => state === 'paid');
    const tickets = order.items.flatMap((item) => item.tickets);
    expect(tickets.map(({ seat, state }) => [seat, state])).toEqual([
      [5, 'sold'],
      [6, 'sold'],
    ]);
    expect(new Set(tickets.map(({ code }) => code)).size).toBe(2);
    for (const { code } of tickets) expect(code).toMatch(/^[0-9A-Z]{26}$/);
    expect(order.timeline.map(({ what }) => what)).toEqual(['held', 'paying', 'paid']);
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 2, held: 0, sold: 2 });
    const qr = await buyer.ask<string>('GET', `/tickets/${tickets[0]?.code}/qr.svg`);
    expect(qr.headers.get('content-type')).toContain('image/svg+xml');
    expect((await fan().ask('GET', `/tickets/${tickets[0]?.code}/qr.svg`)).status).toBe(404);
    await eventually(
      'the email is in the outbox',
      async () =>
        (await app.context.db('emails').where({ reservation_id: order.id, state: 'kept' })).length === 1,
    );
    const entries = await app.context
      .db('ledger_entries as e')
      .join('ledger_transactions as t', 't.id', 'e.transaction_id')
      .where('t.reservation_id', order.id)
      .orderBy('line');
    expect(entries.map(({ account, amount }) => [account.replace(/:.*/, ''), amount])).toEqual([
      ['stripe', 22_400],
      ['consignor', -16_000],
      ['commission', -4_000],
      ['fees', -2_400],
    ]);
  });

  it('has its card as soon as it is paid, even when webhooks arrive before any response', async () => {
    await injectFaults(app.sandboxUrl, { delayAnswersMs: 400 });
    const listing = await buildListing(app.context);
    expect(await fan().buy(listing.id, 2)).toMatchObject({
      payment: { state: 'succeeded', card: { brand: 'visa', last4: '4242' } },
    });
  });

  it('of general admission creates a ticket for each', async () => {
    const vip = await buildListing(app.context, { ticketType: 'VIP', quantity: 10, priceAmount: 5_000 });
    const order = await fan().buy(vip.id, 3);
    expect(order.items[0]?.tickets).toHaveLength(3);
    expect(await listingCounts(app.context, vip.id)).toMatchObject({ available: 7, held: 0, sold: 3 });
  });

  it('of several listings of a game is one hold and one payment', async () => {
    const eventId = await buildEvent(app.context);
    const seats = await buildListing(app.context, { eventId, seats: [1, 2] });
    const vip = await buildListing(app.context, { eventId, ticketType: 'VIP', quantity: 10 });
    const buyer = fan();
    const held = await buyer.ask<{ id: string }>('POST', '/reservations', {
      items: [
        { listingId: seats.id, quantity: 2 },
        { listingId: vip.id, quantity: 1 },
      ],
      email: 'fan@example.com',
    });
    expect(held.status).toBe(201);
    await buyer.pay(held.body.id);
    const order = await buyer.until(held.body.id, ({ state }) => state === 'paid');
    expect(order.items.flatMap((item) => item.tickets)).toHaveLength(3);
  });

  it.each([
    ['4000000000000002', 'generic_decline'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error'],
  ])('goes back to holding when card %s is declined with %s, and another card pays', async (card, code) => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await buyer.pay(id, card);
    const declined = await buyer.until(
      id,
      ({ state, payment }) => state === 'pending.holding' && payment !== null,
    );
    expect(declined.payment).toMatchObject({ state: 'failed', decline: { code } });
    await buyer.pay(id);
    expect(await buyer.until(id, ({ state }) => state === 'paid')).toMatchObject({
      payment: { state: 'succeeded', card: { last4: '4242' } },
    });
  });

  /** Submits the bank's page as a fan's button does. */
  async function answerBank(nextActionUrl: string, answer: 'approve' | 'refuse'): Promise<void> {
    const page = await fetch(nextActionUrl);
    const html = await page.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const fields = new URLSearchParams();
    for (const [, name = '', value = ''] of html.matchAll(
      /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
    ))
      fields.set(name, value);
    const [, name = '', value = ''] =
      new RegExp(`<button[^>]*name="([^"]+)" value="(${answer}[^"]*)"`).exec(html) ?? [];
    fields.set(name, value);
    const response = await fetch(new URL(action, nextActionUrl), {
      method: 'POST',
      body: fields,
      redirect: 'manual',
    });
    expect(response.status).toBeLessThan(400);
  }

  it.each([
    ['4000002500003155', 'approve', 'paid', null],
    ['4000002500003155', 'refuse', 'pending.holding', 'authentication'],
    ['4000008260003178', 'approve', 'pending.holding', 'insufficient_funds'],
  ] as const)('with 3-D Secure, card %s, %s: %s', async (card, answer, state, code) => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await buyer.pay(id, card);
    const waiting = await buyer.until(id, ({ payment }) => payment?.state === 'requiresAction');
    expect(waiting.payment?.clientSecret).toMatch(/^pi_/);
    await answerBank(waiting.payment?.nextActionUrl ?? '', answer);
    const ended = await buyer.until(
      id,
      (reservation) => reservation.state === state && reservation.payment?.state !== 'requiresAction',
    );
    if (code) expect(ended.payment?.decline?.code).toContain(code);
    expect(ended.payment?.clientSecret).toBeNull();
  });

  it('uses the percentages of its hold', async () => {
    const listing = await buildListing(app.context, { priceAmount: 10_000 });
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await app.context.db('percentages').insert({
      id: 'pct_test1',
      scope: 'consignor',
      target: listing.consignorId,
      components: JSON.stringify(plainComponents(5_000, 0)),
      effective_from: new Date(),
      reason: 'test',
      created_by: 'test',
    });
    await buyer.pay(id);
    expect(await buyer.until(id, ({ state }) => state === 'paid')).toMatchObject({
      total: { amount: 22_400 },
    });
  });
});

describe('the deadline', () => {
  it('releases the seats in the same transaction', async () => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await passTime(app.context, 15 * 60_000 + 1_000);
    expect(await buyer.read(id)).toMatchObject({ state: 'expired' });
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 2, held: 0 });
    expect((await buyer.pay(id)).body).toMatchObject({ code: 'hold_expired', status: 409 });
  });

  it('waits while a payment is under way, which then succeeds', async () => {
    await injectFaults(app.sandboxUrl, { settleSlowly: { times: 1, ms: 3_600_000, outcome: 'succeeded' } });
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await buyer.pay(id);
    await eventually(
      'Stripe has it',
      async () =>
        (await app.context.db('payments').where({ reservation_id: id }).first()).state === 'open.confirming',
    );
    await passTime(app.context, 15 * 60_000 + 1_000);
    expect(await buyer.read(id)).toMatchObject({ state: 'pending.paying', deadlinePassed: true });
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ held: 2 });
    await passSandboxTime(app, 3_600_001);
    expect(await buyer.until(id, ({ state }) => state === 'paid')).toMatchObject({ deadlinePassed: true });
  });

  it('voids a payment that waits for the fan, and releases the seats', async () => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await buyer.pay(id, '4000002500003155');
    await buyer.until(id, ({ payment }) => payment?.state === 'requiresAction');
    await passTime(app.context, 15 * 60_000 + 1_000);
    await buyer.until(id, ({ state }) => state === 'failed');
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 2, held: 0 });
  });

  it('puts a payment without an outcome into support’s queue', async () => {
    await injectFaults(app.sandboxUrl, { settleSlowly: { times: 1, ms: 7_200_000, outcome: 'failed' } });
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    await buyer.pay(id);
    await eventually('the gateway has it', async () => (await atGateway(id))?.status === 'processing');
    await passTime(app.context, 16 * 60_000);
    expect((await app.context.db('reservations').where({ id }).first()).attention).toContain('15 minutes');
    await passSandboxTime(app, 7_200_001);
    await buyer.until(id, ({ state }) => state === 'failed');
    expect((await app.context.db('reservations').where({ id }).first()).attention).toBeNull();
  });
});

describe('a late payment', () => {
  /** The payment failed, the hold ended, and then the bank authorizes the same intent. */
  async function authorizeAfterTheEnd(
    listingId: string,
  ): Promise<{ buyer: Fan; id: string; paymentId: string; stripeId: string }> {
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listingId, 2);
    await buyer.pay(id, '4000000000000002');
    const { payment } = await buyer.until(
      id,
      ({ state, payment: tried }) => state === 'pending.holding' && tried !== null,
    );
    await buyer.ask('DELETE', `/reservations/${id}`);
    const { stripe_id: stripeId } = await app.context.db('payments').where({ id: payment?.id }).first();
    await askPaymentIntent(app, `${stripeId}/confirm`, { payment_method: 'pm_card_visa' });
    return { buyer, id, paymentId: payment?.id ?? '', stripeId };
  }

  /** The same, and it is captured before the webhook reports it. */
  async function captureAfterTheEnd(listingId: string, meanwhile: () => Promise<unknown> = async () => {}) {
    await injectFaults(app.sandboxUrl, { loseWebhooks: true });
    const late = await authorizeAfterTheEnd(listingId);
    await meanwhile();
    const intent = await askPaymentIntent(app, `${late.stripeId}/capture`);
    await injectFaults(app.sandboxUrl, null);
    const event = {
      id: `evt_${late.stripeId}`,
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: intent },
    };
    const payload = JSON.stringify(event);
    const stripe = new Stripe(sandboxKeys.secretKey);
    const signature = stripe.webhooks.generateTestHeaderString({
      payload,
      secret: sandboxKeys.webhookSecret,
    });
    const response = await fetch(`${app.url}/api/webhooks/stripe`, {
      method: 'POST',
      body: payload,
      headers: { 'stripe-signature': signature },
    });
    expect(response.status).toBe(200);
    return late;
  }
  const stateOf = async (paymentId: string) =>
    (await app.context.db('payments').where({ id: paymentId }).first()).state;

  it('that is only authorized is voided', async () => {
    const listing = await buildListing(app.context);
    const { paymentId } = await authorizeAfterTheEnd(listing.id);
    await eventually('it is voided', async () => (await stateOf(paymentId)) === 'ended.canceled');
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 2 });
  });

  it('takes the same tickets again when they are free', async () => {
    const listing = await buildListing(app.context);
    const { buyer, id, paymentId } = await captureAfterTheEnd(listing.id);
    const order = await buyer.until(id, ({ state }) => state === 'paid');
    expect(order.items[0]?.tickets.map(({ seat }) => seat)).toEqual([1, 2]);
    expect(await stateOf(paymentId)).toBe('settled.succeeded');
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 0, sold: 2 });
  });

  it('is refunded automatically when they are sold', async () => {
    const listing = await buildListing(app.context);
    const { buyer, id, paymentId } = await captureAfterTheEnd(listing.id, () => fan().hold(listing.id, 1));
    await eventually('it is refunded', async () => (await stateOf(paymentId)) === 'settled.refunded');
    expect((await buyer.read(id)).state).toBe('cancelled');
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 1, held: 1, sold: 0 });
  });
});

describe('a gateway with faults', () => {
  it.each([
    [
      'sends each webhook three times, in another order',
      { duplicateWebhooks: 2, reorderWebhooks: true, seed: 7 },
    ],
    ['tells by webhook before it answers', { delayAnswersMs: 400 }],
    ['tells by webhook long after it answered', { delayWebhooksMs: 600 }],
    ['loses all webhooks', { loseWebhooks: true }],
    ['loses the answer to the authorization', { loseAnswers: { operation: 'confirm', times: 1 } }],
    ['loses the answer to the capture', { loseAnswers: { operation: 'capture', times: 1 } }],
    ['fails to authorize at first', { failAnswers: { operation: 'confirm', times: 2, status: 500 } }],
    ['fails to capture at first', { failAnswers: { operation: 'capture', times: 2, status: 500 } }],
  ])('that %s still sells once', async (_fault, plan) => {
    await injectFaults(app.sandboxUrl, plan);
    const listing = await buildListing(app.context);
    const order = await fan().buy(listing.id, 2);
    expect(order.items[0]?.tickets).toHaveLength(2);
  });
});

describe('refunds', () => {
  it('by support return the money, void the tickets and release the seats', async () => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const order = await buyer.buy(listing.id, 2);
    const person = {
      name: 'Luis',
      email: 'luis@example.com',
      password: 'long enough for anybody',
      roles: ['support' as const],
    };
    await addPerson(app.context.db, person);
    const client = fan();
    expect((await client.ask('GET', `/admin/reservations/${order.code}`)).status).toBe(401);
    await client.signIn(person.email, person.password);
    const { body: before } = await client.ask<{
      actors: Array<{ id: string; type: string; version: number; actions: Array<{ message: string }> }>;
    }>('GET', `/admin/reservations/${order.code}`);
    const payment = before.actors.find(({ type }) => type === 'payment');
    expect(payment?.actions.map(({ message }) => message)).toEqual(['refund']);
    const action = {
      actorId: payment?.id,
      message: 'refund',
      version: payment?.version,
      reason: 'The fan is ill',
    };
    expect(
      (await client.ask('POST', `/admin/reservations/${order.id}/actions`, { ...action, version: 1 })).body,
    ).toMatchObject({ code: 'version_conflict' });
    expect((await client.ask('POST', `/admin/reservations/${order.id}/actions`, action)).status).toBe(200);
    const refunded = await buyer.until(order.id, ({ state }) => state === 'refunded');
    expect(refunded.items[0]?.tickets.map(({ state }) => state)).toEqual(['refunded', 'refunded']);
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 2, sold: 0 });
    const [entry] = await app.context.db('audit_entries').where({ subject: payment?.id });
    expect(entry).toMatchObject({ what: 'payment.refund', reason: 'The fan is ill' });
    expect((await fan().buy(listing.id, 2)).state).toBe('paid');
  });
});
