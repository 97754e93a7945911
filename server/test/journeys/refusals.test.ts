/** Invalid input and races: each request gets its own problem, and nothing is lost. */
import { randomUUID } from 'node:crypto';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { afterEach, describe, expect } from 'vitest';
import { openStripe } from '../../src/payments/index.ts';
import { messageTo } from '../../src/platform/actors/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { fromNow } from '../factories/times.ts';
import { Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import type { TestApp } from '../runningApp.ts';
import { signUp } from '../signUp.ts';
import { travel } from '../travel.ts';

let app: TestApp;
const fan = () => new Fan(app);

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterEach(() => app.verify());

const reprice = (id: string, priceAmount: number) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(listingMachine, id, { type: 'reprice', priceAmount }, { by: 'test' }),
    ]),
  );

describe('a hold is refused', () => {
  it('of an unknown listing', async () => {
    expect(await fan().hold(newId('listing'), 1)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
  it.each([0, -1, 1.5, 101])('of %s tickets', async (quantity) => {
    const listing = await buildListing(app.context);
    expect((await fan().hold(listing.id, quantity)).body).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ field: 'items.0.quantity' }],
    });
  });
  it('of 99 tickets: more than the limit of one fan', async () => {
    const listing = await buildListing(app.context, { ticketType: 'VIP', quantity: 500 });
    expect((await fan().hold(listing.id, 99)).body).toMatchObject({ code: 'ticket_limit', limit: 5 });
  });
  it('of a quantity that breaks the split rule, with the allowed quantities', async () => {
    const listing = await buildListing(app.context, { seats: [1, 2, 3, 4], splitRule: 'neverLeaveOne' });
    expect((await fan().hold(listing.id, 3)).body).toMatchObject({
      code: 'quantity_not_allowed',
      items: [{ quantities: [1, 2, 4] }],
    });
  });
  it('of sold-out listings, and of partly available ones', async () => {
    const listing = await buildListing(app.context, { seats: [1, 2, 3] });
    await fan().hold(listing.id, 2);
    expect((await fan().hold(listing.id, 2)).body).toMatchObject({
      code: 'partly_available',
      items: [{ asked: 2, available: 1, quantities: [1] }],
    });
    await fan().hold(listing.id, 1);
    expect((await fan().hold(listing.id, 1)).body).toMatchObject({ code: 'sold_out', status: 409 });
  });
  it('at a higher price than the fan saw, with both prices; a lower price applies', async () => {
    const listing = await buildListing(app.context, { priceAmount: 10_000 });
    await reprice(listing.id, 12_000);
    expect((await fan().hold(listing.id, 2, { seenPrice: 11_200 })).body).toMatchObject({
      code: 'price_changed',
      items: [{ seenPrice: { amount: 11_200 }, price: { amount: 13_440 } }],
    });
    const buyer = fan();
    const held = await buyer.hold(listing.id, 2, { seenPrice: 20_000 });
    expect(await buyer.read(held.body.id)).toMatchObject({
      items: [{ price: { amount: 13_440 }, seenPrice: { amount: 20_000 } }],
    });
  });
  it('while another one is open', async () => {
    const listing = await buildListing(app.context, { ticketType: 'VIP', quantity: 9 });
    const buyer = fan();
    const first = await buyer.hold(listing.id, 1);
    expect((await buyer.hold(listing.id, 1)).body).toMatchObject({
      code: 'hold_open',
      reservationId: first.body.id,
    });
  });
  it('of two games at once, of the same listing twice, and of what is not on sale', async () => {
    const one = await buildListing(app.context);
    const other = await buildListing(app.context);
    const items = (...ids: string[]) => ({ items: ids.map((listingId) => ({ listingId, quantity: 1 })) });
    expect((await fan().ask('POST', '/reservations', items(one.id, other.id))).body).toMatchObject({
      code: 'different_events',
    });
    expect((await fan().ask('POST', '/reservations', items(one.id, one.id))).body).toMatchObject({
      code: 'validation_failed',
    });
    const paused = await buildListing(app.context, { state: 'paused' });
    expect((await fan().hold(paused.id, 1)).body).toMatchObject({ code: 'not_on_sale' });
    const eventId = await buildEvent(app.context, { startsAt: fromNow(60_000) });
    const begun = await buildListing(app.context, { eventId });
    await travel(app.context.db, 120_000);
    expect((await fan().hold(begun.id, 1)).body).toMatchObject({ code: 'not_on_sale' });
  });
});

describe('the same request', () => {
  it('twice gets the first response again, and another body 409', async () => {
    const listing = await buildListing(app.context, { ticketType: 'VIP', quantity: 9 });
    const buyer = fan();
    const key = randomUUID();
    const first = await buyer.hold(listing.id, 2, {}, key);
    const second = await buyer.hold(listing.id, 2, {}, key);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect((await buyer.hold(listing.id, 3, {}, key)).body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ held: 2 });
  });

  it('ten times at once holds once', async () => {
    const listing = await buildListing(app.context, { ticketType: 'VIP', quantity: 90 });
    const buyer = fan();
    await buyer.hold(listing.id, 1).then(({ body }) => buyer.ask('DELETE', `/reservations/${body.id}`));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => buyer.hold(listing.id, 2, {}, key)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ held: 2 });
  });

  it('to pay, ten times at once, pays once', async () => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    const confirmationTokenId = await buyer.token('4242424242424242');
    const pay = () =>
      buyer.ask<{ id: string }>(
        'POST',
        `/reservations/${id}/payments`,
        { confirmationTokenId },
        { 'idempotency-key': 'pay-once' },
      );
    const answers = await Promise.all(Array.from({ length: 10 }, pay));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await buyer.until(id, ({ state }) => state === 'paid');
    expect(await app.context.db('payments').where({ reservation_id: id })).toHaveLength(1);
  });
});

describe('200 buyers', () => {
  it('for the last 5 seats: five get one, the others are refused, nobody gets two', async () => {
    const listing = await buildListing(app.context, { seats: [1, 2, 3, 4, 5] });
    const buyers = Array.from({ length: 200 }, fan);
    const answers = await Promise.all(buyers.map((buyer) => buyer.hold(listing.id, 1)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === 'sold_out')).toHaveLength(195);
    const seats = answers.flatMap(
      ({ body }) => body.items?.flatMap((item) => ('seats' in item ? item.seats : [])) ?? [],
    );
    expect(seats.toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 0, held: 5 });
  });

  it('for the last 5 of general admission', async () => {
    const listing = await buildListing(app.context, { ticketType: 'Silver', quantity: 5 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => fan().hold(listing.id, 1)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 0, held: 5 });
  });
});

describe('somebody else', () => {
  it('can’t read or change a reservation', async () => {
    const listing = await buildListing(app.context);
    const buyer = fan();
    const {
      body: { id },
    } = await buyer.hold(listing.id, 2);
    for (const stranger of [fan(), new Fan(app)]) {
      expect((await stranger.ask('GET', `/reservations/${id}`)).status).toBe(404);
      expect((await stranger.ask('DELETE', `/reservations/${id}`)).status).toBe(404);
      expect((await stranger.ask('GET', `/reservations/${id}/stream`)).status).toBe(404);
      expect((await stranger.pay(id)).status).toBe(404);
    }
    const forged = await fetch(`${app.url}/api/reservations/${id}`, {
      headers: { cookie: `holdfast_fan=${newId('fan')}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA` },
    });
    expect(forged.status).toBe(404);
    expect((await buyer.read(id)).state).toBe('pending.holding');
  });

  it('finds an order only with both its code and its email', async () => {
    const listing = await buildListing(app.context);
    const order = await fan().buy(listing.id, 2);
    const finder = fan();
    expect(
      (await finder.ask('POST', '/reservations/find', { code: order.code, email: 'other@example.com' }))
        .status,
    ).toBe(404);
    expect(
      (await finder.ask('POST', '/reservations/find', { code: order.code, email: 'FAN@example.com' })).body,
    ).toEqual({ id: order.id });
    expect((await finder.read(order.id)).state).toBe('paid');
    expect((await finder.ask('DELETE', `/reservations/${order.id}`)).status).toBe(404);
  });
});

describe('the API', () => {
  const raw = (path: string, init: RequestInit) => fetch(`${app.url}${path}`, init);
  const json = { 'content-type': 'application/json' };

  it('refuses a body of 10 MB, malformed JSON, and another content type', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      raw('/api/reservations', { method: 'POST', body, headers });
    const codeOf = async (response: Response) => [
      response.status,
      ((await response.json()) as { code: string }).code,
    ];
    expect(await codeOf(await post('x'.repeat(10 * 1024 * 1024), json))).toEqual([413, 'body_too_large']);
    expect(await codeOf(await post('{"items":', json))).toEqual([400, 'malformed_json']);
    expect(
      await codeOf(await post('items=1', { 'content-type': 'application/x-www-form-urlencoded' })),
    ).toEqual([415, 'unsupported_media_type']);
    expect(await codeOf(await post('{}', { ...json, origin: 'https://evil.example' }))).toEqual([
      403,
      'forged_request',
    ]);
    expect(await codeOf(await post('{}', { ...json, 'idempotency-key': 'x'.repeat(300) }))).toEqual([
      400,
      'idempotency_key_missing',
    ]);
  });

  it('reports every invalid field', async () => {
    const response = await raw('/api/reservations', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ items: [{ listingId: 'x', quantity: 0 }], email: 'nobody' }),
    });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const body = (await response.json()) as { errors: Array<{ field: string }> };
    expect(body.errors.map(({ field }) => field)).toEqual(['items.0.listingId', 'items.0.quantity', 'email']);
  });

  it('refuses a forged webhook, and one whose body was changed', async () => {
    const body = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', data: { object: {} } });
    const forged = await raw('/api/webhooks/stripe', {
      method: 'POST',
      body,
      headers: { 'stripe-signature': 't=1,v1=00' },
    });
    expect([forged.status, ((await forged.json()) as { code: string }).code]).toEqual([
      400,
      'webhook_signature_invalid',
    ]);
    expect(await app.context.db('stripe_events').where({ id: 'evt_1' })).toEqual([]);
  });

  it('refuses a webhook that is signed an hour ahead or ago, and takes one within five minutes', async () => {
    const stripe = openStripe(app.payments.stripe);
    const send = async (id: string, aheadS: number) => {
      const payload = JSON.stringify({
        id,
        object: 'event',
        type: 'balance.available',
        data: { object: {} },
      });
      const signature = stripe.webhooks.generateTestHeaderString({
        payload,
        secret: app.payments.stripe.webhookSecret,
        timestamp: Math.floor(Date.now() / 1000) + aheadS,
      });
      const headers = { 'stripe-signature': signature };
      return (await raw('/api/webhooks/stripe', { method: 'POST', body: payload, headers })).status;
    };
    expect(await send('evt_ahead', 3600)).toBe(400);
    expect(await send('evt_ago', -3600)).toBe(400);
    expect(await send('evt_soon', 240)).toBe(200);
    expect(await send('evt_now', 0)).toBe(200);
    const stored = await app.context.db('stripe_events').whereLike('id', 'evt_%').pluck('id');
    expect(stored.filter((id) => /^evt_(ahead|ago|soon|now)$/.test(id)).toSorted()).toEqual([
      'evt_now',
      'evt_soon',
    ]);
  });

  it('restricts the back office to its roles', async () => {
    for (const path of [
      '/admin/listings',
      '/admin/reservations',
      '/admin/emails',
      '/admin/audit',
      '/admin/percentages',
    ])
      expect((await fan().ask('GET', path)).body).toMatchObject({ code: 'sign_in_required' });
    const buyer = fan();
    await signUp(app, buyer, {
      name: 'Helen',
      email: 'helen@example.com',
      password: 'long enough for anybody',
    });
    expect((await buyer.ask('GET', '/admin/listings')).body).toMatchObject({ code: 'forbidden' });
    expect(
      (await buyer.ask('POST', '/session', { email: 'helen@example.com', password: 'wrong' })).body,
    ).toMatchObject({ code: 'sign_in_failed' });
  });

  it('shows liveness to everybody, readiness only with the token', async () => {
    expect((await raw('/health', {})).status).toBe(200);
    expect((await raw('/health/ready', {})).status).toBe(401);
    const ready = await raw('/health/ready', { headers: { authorization: `Bearer ${app.healthToken}` } });
    expect(await ready.json()).toMatchObject({
      ready: true,
      parts: { database: { ok: true }, worker: { workers: 1 }, stripe: { ok: true } },
    });
  });

  it('describes itself', async () => {
    const document = (await (await raw('/api/openapi.json', {})).json()) as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/events',
        '/api/reservations',
        '/api/reservations/{id}/payments',
        '/api/webhooks/stripe',
      ]),
    );
    expect((await raw('/api/docs/', {})).status).toBe(200);
    expect(await (await raw('/api/docs/problems', {})).text()).toContain('price_changed');
  });
});
