/** Moved events, over HTTP: the dated choice of their fans, other venues, and changes that are told in one email. */
import { randomUUID } from 'node:crypto';
import type { AdminEvent, EventChange, MovePreview, NewEventChange } from '@holdfast/shared/eventChanges';
import type { SupportCase } from '@holdfast/shared/support';
import { afterEach, expect } from 'vitest';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { sendEventEmailsNow } from '../../test/eventEmails.ts';
import { buildGame, buildVenue } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { inTransaction } from '../platform/db/index.ts';
import { changeEvent } from './changeEvent.ts';

let app: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  staff = await signedIn(app, 'staff', 'Marta Silva');
});
afterEach(() => app.verify());

const policy = (more: object) => app.context.db('marketplace_settings').update(more);
const startsAt = '2038-05-15T23:30:00.000Z';
/** The same at a venue in New York. */
const localStart = '2038-05-15T19:30';

async function change(
  eventId: string,
  body: Omit<NewEventChange, 'seen' | 'reason'> & Partial<NewEventChange>,
): Promise<EventChange> {
  const { body: seen } = await staff.ask<AdminEvent>('GET', `/admin/events/${eventId}`);
  const { body: made, status } = await staff.ask<EventChange>(
    'POST',
    `/admin/events/${eventId}/changes`,
    { reason: 'The league moved it', seen: { status: seen.status, startsAt: seen.startsAt }, ...body },
    { 'idempotency-key': randomUUID() },
  );
  expect(status).toBe(201);
  await eventually('every order had its turn', async () => (await changeNow(made.id)).doneAt !== null);
  return changeNow(made.id);
}
const changeNow = async (id: string) =>
  (await staff.ask<EventChange>('GET', `/admin/eventChanges/${id}`)).body;
const choose = (who: Fan, id: string, choice: string) =>
  who.ask<{ code: string }>('POST', `/reservations/${id}/move-choice`, { choice });

/** A game with an order of two tickets in section 101. */
async function sold() {
  const { eventId, venueId } = await buildGame(app.context, { startsAt });
  const listing = await buildListing(app.context, { eventId, seats: [1, 2, 3, 4] });
  const fan = new Fan(app);
  const order = await fan.buy(listing.id, 2);
  return { eventId, venueId, listing, fan, order };
}

it('moved by more than the settings say: its fan chooses until the last day, once for the money; silence keeps', async () => {
  await policy({ move_choice_hours: 24, move_choice_days: 3 });
  const { eventId, fan, order } = await sold();
  const small = await change(eventId, { kind: 'move', localStart: '2038-05-16T19:30' });
  expect(small).toMatchObject({ choiceUntil: null, orders: { told: 1 } });
  expect((await fan.read(order.id)).moveChoice).toBeNull();
  await sendEventEmailsNow(app, { reservationId: order.id, count: 1 });
  // Later than what is gathered: it counts from the start that the fan knows.
  await app.context
    .db('event_changes')
    .where({ id: small.id })
    .update({ decided_at: new Date(Date.now() - 3_600_000) });

  const far = await change(eventId, { kind: 'move', localStart: '2038-05-18T19:30' });
  expect(far).toMatchObject({ orders: { choosing: 1, told: 0 } });
  const { moveChoice } = await fan.read(order.id);
  expect(moveChoice).toMatchObject({ isOpen: true, made: null, fromVenue: null });
  const days = (Date.parse(moveChoice?.until ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(3);
  expect(days).toBeLessThan(4);
  const [, email] = await sendEventEmailsNow(app, { reservationId: order.id, count: 2 });
  expect(email?.text_body).toMatch(
    /You can keep the tickets of order .*, or have all of your money back, .*\n\nChoose on your order’s page, at the latest .*11:59 PM E.T\. If you don’t, you keep/,
  );

  expect((await choose(new Fan(app), order.id, 'refund')).status).toBe(404);
  expect((await choose(fan, order.id, 'keep')).status).toBe(200);
  expect(await changeNow(far.id)).toMatchObject({ orders: { kept: 1, choosing: 0 } });
  const asked = await Promise.all([1, 2, 3].map(() => choose(fan, order.id, 'refund')));
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await choose(fan, order.id, 'keep')).status).toBe(409);
  const done = await fan.until(order.id, ({ state }) => state === 'refunded');
  expect(done.moveChoice).toMatchObject({ isOpen: false, made: 'refund' });
  expect(await app.context.db('refunds').where({ payment_id: order.payment?.id ?? '' })).toHaveLength(1);
  expect(await changeNow(far.id)).toMatchObject({ orders: { refunded: 1, kept: 0 } });
  await policy({ move_choice_hours: null, move_choice_days: 7 });
});

it('an order of which one ticket was refunded is told of what it still holds, and gets the rest back', async () => {
  await policy({ move_choice_hours: 24 });
  const { eventId, fan, order } = await sold();
  const support = await signedIn(app, 'support');
  const path = `/admin/reservations/${order.id}`;
  const { body: found } = await support.ask<SupportCase>('GET', path);
  const payment = found.actors.find(({ type }) => type === 'payment');
  const [first] = found.tickets;
  const ask = { actorId: payment?.id, message: 'refund', version: payment?.version, reason: 'The fan rang' };
  await support.ask('POST', `${path}/actions`, { ...ask, ticketIds: [first?.id] });
  await eventually('one is refunded', async () =>
    (await fan.read(order.id)).items.some(({ tickets }) => tickets.some(({ state }) => state === 'refunded')),
  );
  const [item] = (await fan.read(order.id)).items;
  const [left] = item?.tickets.filter(({ state }) => state === 'sold') ?? [];
  await change(eventId, { kind: 'move', localStart: '2038-05-19T19:30' });
  const [email] = await sendEventEmailsNow(app, { reservationId: order.id, count: 1 });
  const half = (order.total.amount / 200).toFixed(2);
  expect(email?.text_body).toContain(
    `You can keep the tickets that you still hold of order ${order.code} (Section 101, row ${item?.row}, seat ${left?.seat}), or have the rest of your money back, $${half}, to`,
  );
  expect((await choose(fan, order.id, 'refund')).status).toBe(200);
  await fan.until(order.id, ({ state }) => state === 'refunded');
  await policy({ move_choice_hours: null });
});

it('a choice that is over, or was never given, moves nothing', async () => {
  const { eventId, fan, order } = await sold();
  expect(await choose(fan, order.id, 'refund')).toMatchObject({
    status: 409,
    body: { code: 'transition_refused' },
  });
  await policy({ move_choice_hours: 1 });
  const { id } = await change(eventId, { kind: 'move', localStart: '2038-05-17T19:30' });
  await app.context
    .db('event_changes')
    .where({ id })
    .update({ choice_until: new Date(Date.now() - 1_000) });
  expect(await choose(fan, order.id, 'refund')).toMatchObject({ status: 409 });
  expect(await fan.read(order.id)).toMatchObject({
    state: 'paid',
    moveChoice: { isOpen: false, made: null },
  });
  expect(await changeNow(id)).toMatchObject({ orders: { kept: 1 } });
  await policy({ move_choice_hours: null });
});

it('to another venue: previewed with whom it hits, holds end, unknown sections wait for a person, sold orders choose', async () => {
  const { eventId, venueId, listing, fan, order } = await sold();
  const other = await buildListing(app.context, { eventId, section: '7', row: 'A', seats: [1, 2] });
  const to = await buildVenue(app.context, { name: 'Harbor Park', timeZone: 'America/Chicago' });
  await app.context
    .db('venues')
    .where({ id: to })
    .update({ levels: JSON.stringify([{ name: 'Field', sections: ['0101', '102'] }]) });
  const holder = new Fan(app);
  const { body: hold } = await holder.hold(other.id, 2);
  const asked = `/admin/events/${eventId}/move-preview?${new URLSearchParams({ localStart, venueId: to })}`;
  const { body: preview } = await staff.ask<MovePreview>('GET', asked);
  expect(preview).toMatchObject({
    startsAt: '2038-05-16T00:30:00.000Z',
    isOtherVenue: true,
    orders: 1,
    tickets: 2,
    refundable: order.total,
    holds: 1,
    listings: 1,
    pausedTotal: 1,
    paused: [{ id: other.id, places: '7 / A / 1–2', tickets: 2 }],
    choiceUntil: expect.any(String),
  });
  expect((await staff.ask('PUT', `/admin/events/${eventId}`, {})).status).toBe(422);

  const moved = await change(eventId, { kind: 'move', localStart, venueId: to });
  expect(moved).toMatchObject({
    venues: { to: 'Harbor Park' },
    listingsPaused: 1,
    holdsEnded: 1,
    choiceUntil: preview.choiceUntil,
    orders: { choosing: 1 },
  });
  const states = await app.context
    .db('listings')
    .whereIn('id', [listing.id, other.id])
    .select('id', 'state', 'state_reason');
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [listing.id]: 'live',
    [other.id]: 'paused',
  });
  expect(states.find(({ id }) => id === other.id)?.state_reason).toContain('Harbor Park');
  expect(await holder.read(hold.id)).toMatchObject({
    state: 'cancelled',
    broken: 'the event moved to another venue',
  });
  const now = await fan.read(order.id);
  expect(now).toMatchObject({ event: { venue: { name: 'Harbor Park' } }, moveChoice: { isOpen: true } });
  const [email] = await sendEventEmailsNow(app, { reservationId: order.id, count: 1 });
  expect(email?.subject).toMatch(/^New venue and date: /);
  expect(email?.text_body).toMatch(/at Harbor Park, .*\n\nBefore, it was .*, at Field /);
  expect(await app.context.db('events').where({ id: eventId }).first()).toMatchObject({ venue_id: to });
  expect(venueId).not.toBe(to);
  // The consignor of the section that isn't known there is told once what they can do.
  const news = await sendConsignorEmailsNow(app, other.consignorId);
  const ofMove = news.filter(({ text_body }) => text_body.includes('Off sale for now'));
  expect(ofMove).toHaveLength(1);
  expect(ofMove[0]?.text_body).toMatch(
    /section 7, row A, seats 1–2: Harbor Park isn’t known to have this section\nAnswer this email with the section, row and seats .+ Or take them off sale on your page\./,
  );
});

it('two changes within the gathering time send one email, against what the fan knew; what is undone sends none', async () => {
  const { eventId, fan, order } = await sold();
  await change(eventId, { kind: 'postpone' });
  await change(eventId, { kind: 'move', localStart: '2038-05-20T19:30' });
  const [email] = await sendEventEmailsNow(app, { reservationId: order.id, count: 1 });
  expect(email?.subject).toMatch(/^New date: /);
  expect(email?.text_body).toMatch(
    /May 20, 2038, 7:30 PM EDT now.*\n\nBefore, it was Saturday, May 15, 2038/,
  );
  await change(eventId, { kind: 'move', localStart: '2038-05-21T19:30' });
  await change(eventId, { kind: 'move', localStart: '2038-05-20T19:30' });
  await sendEventEmailsNow(app, { reservationId: order.id, count: 1 });
  // Money that goes back is told at once, in place of what was gathered.
  await change(eventId, { kind: 'move', localStart: '2038-05-22T19:30' });
  await change(eventId, { kind: 'cancel' });
  await fan.until(order.id, ({ state }) => state === 'refunded');
  const emails = await sendEventEmailsNow(app, { reservationId: order.id, count: 2 });
  expect(emails.map(({ subject }) => subject.split(':')[0])).toEqual(['New date', 'Canceled']);
});

it('orders between preview and change, and holds and orders in its instant, are told as well; later ones aren’t', async () => {
  const { eventId, listing, fan, order } = await sold();
  const to = await buildVenue(app.context, { timeZone: 'America/New_York' });
  await app.context
    .db('venues')
    .where({ id: to })
    .update({ levels: JSON.stringify([{ name: 'Field', sections: ['101'] }]) });
  const more = await buildListing(app.context, { eventId, row: 'Z', seats: [1, 2, 3, 4, 5, 6] });
  const asked = `/admin/events/${eventId}/move-preview?${new URLSearchParams({ localStart, venueId: to })}`;
  expect((await staff.ask<MovePreview>('GET', asked)).body.orders).toBe(1);
  const between = new Fan(app);
  const bought = await between.buy(more.id, 1);

  const holder = new Fan(app);
  const begin = () =>
    inTransaction(app.context.db, async (trx) => {
      const wanted = { eventId, kind: 'move' as const, startsAt, venueId: to, reason: 'For a test' };
      const made = await changeEvent(trx, app.context.engine, wanted, { by: 'system', requestId: null });
      // Until the fan has bought: as if the commit took that long.
      await trx.raw(`UPDATE event_changes SET made_before = now() + interval '1 hour' WHERE id = ?`, [
        made.id,
      ]);
      return { id: made.id, holding: holder.hold(more.id, 1) };
    });
  const { id, holding } = await begin();
  const hold = (await holding).body;
  const late = new Fan(app);
  const lateOrder = await late.buy(listing.id, 2);
  const change = () => app.context.db('event_changes').where({ id });
  await change().update({ made_before: new Date() });
  await app.context.db.raw(
    'SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker._private_jobs WHERE key = ?), run_at := now())',
    [`eventChange ${id}`],
  );
  await eventually('every order had its turn', async () => (await changeNow(id)).doneAt !== null);
  expect((await changeNow(id)).orders).toMatchObject({ choosing: 3 });
  for (const [who, its] of [
    [fan, order],
    [between, bought],
    [late, lateOrder],
  ] as const)
    expect((await who.read(its.id)).moveChoice).toMatchObject({ isOpen: true });
  expect(await holder.read(hold.id)).toMatchObject({
    state: 'cancelled',
    broken: 'the event moved to another venue',
  });
  // Who buys afterwards knows the venue.
  const knowing = new Fan(app);
  expect((await knowing.read((await knowing.buy(more.id, 1)).id)).moveChoice).toBeNull();
});
