/** Tickets that cost nothing: an order without a payment, from the hold to its end. */
import { randomUUID } from 'node:crypto';
import type { SupportCase } from '@holdfast/shared/support';
import { afterEach, expect } from 'vitest';
import { changeEvent } from '../../src/eventChanges/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { passTime } from '../clock.ts';
import { sendEventEmailsNow } from '../eventEmails.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { eventually, Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import { signedIn } from '../people.ts';
import type { TestApp } from '../runningApp.ts';

let app: TestApp;

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterEach(() => app.verify());

const email = 'free@example.com';
const free = () => buildListing(app.context, { ticketType: 'Lawn', quantity: 20, priceAmount: 0 });
const claim = (fan: Fan, id: string, key: string = randomUUID()) =>
  fan.ask<{ state: string; code: string; payment: null; items: Array<{ tickets: Array<{ code: string }> }> }>(
    'POST',
    `/reservations/${id}/claim`,
    { email },
    { 'idempotency-key': key },
  );

async function claimed(quantity = 2) {
  const listing = await free();
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listing.id, quantity);
  expect((await claim(fan, held.id)).status).toBe(200);
  return { listing, fan, id: held.id };
}

it('is an order at once, however often it is asked for, without a payment or a posting', async () => {
  const listing = await free();
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listing.id, 2);
  const key = randomUUID();
  const answers = await Promise.all([
    claim(fan, held.id, key),
    claim(fan, held.id, key),
    claim(fan, held.id),
    claim(fan, held.id),
  ]);
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'paid', payment: null });
    expect(body.items[0]?.tickets.map(({ code }) => code)).toEqual([expect.any(String), expect.any(String)]);
  }
  expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 18, held: 0, sold: 2 });
  expect(await app.context.db('ledger_transactions').where({ reservation_id: held.id })).toEqual([]);
  const [counted] = await app.context
    .db('event_sales')
    .where({ event_id: listing.eventId })
    .sum({ orders: 'orders', tickets: 'tickets' });
  expect(counted).toMatchObject({ orders: 1, tickets: 2 });
  await eventually('the email with the tickets left', async () => {
    const emails = await app.context.db('emails').where({ to_address: email, kind: 'order' });
    return emails.length > 0;
  });
});

it('isn’t given where something is to be paid, to others, or after the time; and isn’t paid', async () => {
  const priced = new Fan(app);
  const { body: costly } = await priced.hold((await buildListing(app.context)).id, 1);
  expect((await claim(priced, costly.id)).body).toMatchObject({
    code: 'transition_refused',
    accepts: ['pay'],
  });
  const fan = new Fan(app);
  const { body: held } = await fan.hold((await free()).id, 2);
  expect((await claim(new Fan(app), held.id)).status).toBe(404);
  expect((await fan.pay(held.id)).body).toMatchObject({ code: 'transition_refused', accepts: ['claim'] });
  await passTime(app.context, 16 * 60_000);
  await fan.until(held.id, ({ state }) => state === 'expired');
  expect((await claim(fan, held.id)).body).toMatchObject({ code: 'hold_expired' });
});

it('is made void by support, who is offered no refund; the tickets are on sale again', async () => {
  const { listing, fan, id } = await claimed();
  const support = await signedIn(app, 'support');
  const path = `/admin/reservations/${id}`;
  const { body: shown } = await support.ask<SupportCase>('GET', path);
  const actor = shown.actors.find(({ id: actorId }) => actorId === id);
  expect(actor?.actions.map(({ message }) => message)).toEqual(['voidOrder']);
  const done = await support.ask('POST', `${path}/actions`, {
    actorId: id,
    message: 'voidOrder',
    version: actor?.version,
    reason: 'The fan asked for it',
  });
  expect(done.status).toBeLessThan(300);
  expect(await fan.read(id)).toMatchObject({ state: 'refunded', payment: null });
  expect(await listingCounts(app.context, listing.id)).toMatchObject({ available: 20, sold: 0 });
});

it('is void when its event is canceled', async () => {
  const { listing, fan, id } = await claimed();
  await inTransaction(app.context.db, (trx) =>
    changeEvent(
      trx,
      app.context.engine,
      { eventId: listing.eventId, kind: 'cancel', startsAt: null, reason: 'The band fell ill' },
      { by: 'system', requestId: null },
    ),
  );
  await fan.until(id, ({ state }) => state === 'refunded');
  const told = () => app.context.db('emails').where({ reservation_id: id, kind: 'eventChange' }).first();
  await eventually('its fan is told', async () => (await told()) !== undefined);
  expect((await told()).text_body).toContain('They were free, so there is nothing to refund.');
  expect((await told()).text_body).not.toMatch(/money|card|\$/);
});

it('whose event is postponed is promised no money', async () => {
  const { listing, id } = await claimed();
  await inTransaction(app.context.db, (trx) =>
    changeEvent(
      trx,
      app.context.engine,
      { eventId: listing.eventId, kind: 'postpone', startsAt: null, reason: 'The band fell ill' },
      { by: 'system', requestId: null },
    ),
  );
  await eventually('its turn came', async () =>
    Boolean(
      await app.context.db('event_change_orders').where({ reservation_id: id, outcome: 'done' }).first(),
    ),
  );
  const [told] = await sendEventEmailsNow(app, { reservationId: id, count: 1 });
  expect(told?.text_body).toContain('are good for the new date.');
  expect(told?.text_body).not.toMatch(/money|payment/);
});
