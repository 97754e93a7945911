/** An event is changed by hand, over HTTP: what it hits, what its fans get, and how far its refunds are. */
import { randomUUID } from 'node:crypto';
import type { AdminEvent, ChangedOrder, EventChange, NewEventChange } from '@holdfast/shared/eventChanges';
import type { Reservation } from '@holdfast/shared/reservations';
import { afterEach, describe, expect } from 'vitest';
import { sendEventEmailsNow } from '../../test/eventEmails.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  staff = await signedIn(app, 'staff', 'Marta Silva');
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  await app.verify();
});

const reason = 'The hall is flooded';
const shown = async (eventId: string) =>
  (await staff.ask<AdminEvent>('GET', `/admin/events/${eventId}`)).body;
async function change(
  eventId: string,
  body: Omit<NewEventChange, 'seen' | 'reason'> & Partial<NewEventChange>,
) {
  const { status, startsAt } = await shown(eventId);
  return staff.ask<EventChange & { code: string; errors: Array<{ field: string; code: string }> }>(
    'POST',
    `/admin/events/${eventId}/changes`,
    { reason, seen: { status, startsAt }, ...body },
    { 'idempotency-key': randomUUID() },
  );
}
const changeNow = async (id: string) =>
  (await staff.ask<EventChange>('GET', `/admin/eventChanges/${id}`)).body;
const ordersOf = async (id: string, state?: string) =>
  (
    await staff.ask<{ data: ChangedOrder[] }>(
      'GET',
      `/admin/eventChanges/${id}/orders${state ? `?state=${state}` : ''}`,
    )
  ).body.data;
const isOver = (id: string) =>
  eventually('every order had its turn', async () => (await changeNow(id)).doneAt !== null);
const emailsOf = (
  reservationId: string,
  kind: string,
): Promise<Array<{ text_body: string; subject: string }>> =>
  app.context.db('emails').where({ reservation_id: reservationId, kind });

describe('an event that is called off', () => {
  it('is refunded in full: its seats stay off sale, its codes are dead, its fans are told', async () => {
    const eventId = await buildEvent(app.context, { name: 'Winter Gala' });
    const listing = await buildListing(app.context, { eventId, seats: [1, 2, 3, 4] });
    const fan = new Fan(app);
    const order = await fan.buy(listing.id, 2);
    expect((await shown(eventId)).hits).toMatchObject({ orders: 1, refund: order.total, paying: 0 });
    const { body, status } = await change(eventId, { kind: 'cancel' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'cancel', by: 'Marta Silva', reason, listingsWithdrawn: 1 });
    await isOver(body.id);
    const refunded = await fan.until(order.id, ({ state }) => state === 'refunded');
    expect(refunded.items[0]?.tickets.map(({ state }) => state)).toEqual(['refunded', 'refunded']);
    expect(await listingCounts(app.context, listing.id)).toMatchObject({
      available: 0,
      sold: 0,
      withdrawn: 4,
    });
    expect((await changeNow(body.id)).orders).toMatchObject({ total: 1, refunded: 1, left: 0, failed: 0 });
    expect(await ordersOf(body.id)).toMatchObject([{ id: order.id, code: order.code, state: 'refunded' }]);
    await eventually(
      'both emails are written',
      async () => (await emailsOf(order.id, 'refund')).length === 1,
    );
    const [told] = await emailsOf(order.id, 'eventChange');
    expect(told?.subject).toBe('Canceled: Winter Gala');
    expect(told?.text_body).toMatch(
      /don’t open a gate\.\n\n.*(all of your money back|went back to the card)/,
    );
    expect((await emailsOf(order.id, 'refund'))[0]?.text_body).toContain('The event was canceled.');
    expect((await change(eventId, { kind: 'cancel' })).body).toMatchObject({ code: 'nothing_to_do' });
  });

  it('lets a payment under way finish: what is only set aside is freed, and no order comes of it', async () => {
    const eventId = await buildEvent(app.context);
    const listing = await buildListing(app.context, { eventId });
    const fan = new Fan(app);
    const { body: hold } = await fan.hold(listing.id, 2);
    const answer = await fan.payUnanswered(hold.id);
    expect((await shown(eventId)).hits).toMatchObject({ holds: 0, paying: 1, orders: 0 });
    const { body } = await change(eventId, { kind: 'cancel' });
    await isOver(body.id);
    await answer();
    const ended = await fan.until(hold.id, ({ state }) => state === 'cancelled');
    expect(ended).toMatchObject({ broken: 'the event was canceled', payment: { state: 'canceled' } });
    expect((await changeNow(body.id)).orders.total).toBe(0);
  });

  it('lists an order whose bank disputes it, with the reason, and asks again when a person says so', async () => {
    const eventId = await buildEvent(app.context);
    const listing = await buildListing(app.context, { eventId });
    await injectFaults(app.sandboxUrl, { delayWebhooksMs: 500 });
    const fan = new Fan(app);
    const { body: hold } = await fan.hold(listing.id, 1);
    await fan.pay(hold.id, '4000000000000259');
    await fan.until(hold.id, ({ payment }) => payment?.withheld === true);
    expect((await shown(eventId)).hits).toMatchObject({ orders: 1, disputed: 1, refund: { amount: 0 } });
    const { body } = await change(eventId, { kind: 'cancel' });
    await isOver(body.id);
    const calledOff = await staff.ask<{ data: Array<{ id: string }> }>(
      'GET',
      '/admin/events?status=calledOff&perPage=100',
    );
    expect(calledOff.body.data.map(({ id }) => id)).toContain(eventId);
    expect(await changeNow(body.id)).toMatchObject({ orders: { failed: 1 }, mayRetry: true });
    expect(await ordersOf(body.id, 'failed')).toMatchObject([
      { id: hold.id, why: expect.stringContaining('disputes this payment') },
    ]);
    const { attention } = await app.context.db('reservations').where({ id: hold.id }).first();
    expect(attention).toMatch(/; The event was canceled, and its refund waits\. .*disputes this payment/);
    await eventually('the fan is told', async () => (await emailsOf(hold.id, 'eventChange')).length === 1);
    expect((await emailsOf(hold.id, 'eventChange'))[0]?.text_body).toContain('by your bank’s decision');
    const again = await staff.ask<EventChange>('POST', `/admin/eventChanges/${body.id}/retry`);
    expect(again.status).toBe(200);
    await isOver(body.id);
    expect((await changeNow(body.id)).orders).toMatchObject({ failed: 1, left: 0 });
  });
});

it('a postponed event’s order is told so, then of its new date; its email and page name no old date', async () => {
  const eventId = await buildEvent(app.context, { name: 'Spring Gala' });
  const listing = await buildListing(app.context, { eventId });
  const fan = new Fan(app);
  const order: Reservation = await fan.buy(listing.id, 1);
  const postponed = await change(eventId, { kind: 'postpone' });
  await isOver(postponed.body.id);
  await sendEventEmailsNow(app, { reservationId: order.id, count: 1 });
  const moved = await change(eventId, { kind: 'move', localStart: '2038-05-15T19:30' });
  await isOver(moved.body.id);
  await sendEventEmailsNow(app, { reservationId: order.id, count: 2 });
  const emails = await emailsOf(order.id, 'eventChange');
  expect(emails.map(({ subject }) => subject).sort()).toEqual([
    'New date: Spring Gala',
    'Postponed: Spring Gala',
  ]);
  expect(emails.find(({ subject }) => subject.startsWith('New'))?.text_body).toContain(
    'Saturday, May 15, 2038, 7:30 PM EDT',
  );
  expect(await fan.read(order.id)).toMatchObject({ state: 'paid', event: { status: 'moved' } });
  expect((await changeNow(moved.body.id)).orders).toMatchObject({ total: 1, told: 1 });
  const { changes } = await shown(eventId);
  expect(changes.map(({ kind }) => kind)).toEqual(['move', 'postpone']);
});

it('a change by hand is refused where the event was changed since it was opened', async () => {
  const eventId = await buildEvent(app.context);
  const { status, startsAt } = await shown(eventId);
  await change(eventId, { kind: 'postpone' });
  const late = await change(eventId, { kind: 'cancel', seen: { status, startsAt } });
  expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  expect((await shown(eventId)).status).toBe('postponed');
  expect((await change(eventId, { kind: 'move' })).body.errors).toMatchObject([{ field: 'localStart' }]);
});

it('support sees it and doesn’t change it', async () => {
  const eventId = await buildEvent(app.context);
  const support = await signedIn(app, 'support');
  expect((await support.ask('GET', `/admin/events/${eventId}`)).status).toBe(200);
  const body = {
    kind: 'cancel',
    reason,
    seen: { status: 'scheduled', startsAt: '2038-01-01T00:00:00.000Z' },
  };
  expect((await support.ask('POST', `/admin/events/${eventId}/changes`, body)).status).toBe(403);
});
