/** The gate of our own events, over HTTP: a code lets in once, by whichever phone; the case and the bank's pack name it. */
import type { GateEvent, GateNow, Scanned } from '@holdfast/shared/gate';
import type { Reservation } from '@holdfast/shared/reservations';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildEvent, buildGame } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { activityText } from '../disputes/compose.ts';
import { gatherPurchase } from '../disputes/gather.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
let north: Fan;
let south: Fan;
let support: Fan;

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  north = await signedIn(app, 'gate', 'Nell North');
  south = await signedIn(app, 'gate', 'Sam South');
  support = await signedIn(app, 'support');
});

/** An order of an own event, its codes as the fan sees them. */
async function bought({ startsAt = fromNow(3 * hourMs), quantity = 2 } = {}) {
  const eventId = await buildEvent(app.context, { startsAt });
  const { id: listingId } = await buildListing(app.context, { eventId, quantity: 9 });
  const fan = new Fan(app);
  const order = await fan.buy(listingId, quantity);
  return { eventId, listingId, fan, order, codes: codesOf(order) };
}
const ticketsOf = (order: Reservation) => order.items.flatMap(({ tickets }) => tickets);
const codesOf = (order: Reservation) => ticketsOf(order).map(({ code }) => code as string);
const scan = (who: Fan, eventId: string, code: string, gate = 'North entrance') =>
  who.ask<Scanned & { code: string; errors: Array<{ field: string }> }>(
    'POST',
    `/gate/events/${eventId}/scans`,
    { code, gate },
  );
const result = async (...given: Parameters<typeof scan>) => (await scan(...given)).body.result;
const now = async (eventId: string) => (await north.ask<GateNow>('GET', `/gate/events/${eventId}`)).body;
const undo = (id: string, reason = 'The wrong ticket was scanned') =>
  south.ask<GateNow & { code: string }>('POST', `/gate/admissions/${id}/undo`, { reason });

it('lets in once, and says who did, where and when; both phones count', async () => {
  const { eventId, fan, order, codes } = await bought();
  const listed = (await north.ask<{ data: GateEvent[] }>('GET', '/gate/events')).body.data;
  expect(listed.find(({ id }) => id === eventId)).toMatchObject({ isOpen: true, sold: 2, admitted: 0 });

  // As a person reads it out.
  const spoken = (codes[0] as string).toLowerCase().replaceAll(/(.{4})/g, '$1 ');
  const first = (await scan(north, eventId, spoken)).body;
  expect(first).toMatchObject({
    result: 'admitted',
    admission: { gate: 'North entrance', by: 'Nell North' },
    event: { sold: 2, admitted: 1 },
  });
  expect((await scan(south, eventId, codes[0] as string, 'South entrance')).body).toMatchObject({
    result: 'alreadyAdmitted',
    admission: { gate: 'North entrance', by: 'Nell North', at: first.admission?.at },
  });
  expect(await now(eventId)).toMatchObject({
    event: { sold: 2, admitted: 1 },
    types: [{ sold: 2, admitted: 1 }],
    newest: [{ id: first.admission?.id, gate: 'North entrance' }],
  });
  const [seen] = ticketsOf(await fan.read(order.id)).filter(({ code }) => code === codes[0]);
  expect(seen?.admittedAt).toBe(first.admission?.at);
  const shown = (await support.ask<SupportCase>('GET', `/admin/reservations/${order.id}`)).body;
  expect(shown.tickets.flatMap(({ admitted }) => admitted ?? [])).toEqual([
    { at: first.admission?.at, gate: 'North entrance', by: 'Nell North' },
  ]);

  // Taken back with a reason, it lets in once more; not twice.
  expect((await undo(first.admission?.id ?? '', '')).status).toBe(422);
  expect((await undo(first.admission?.id ?? '')).body.event.admitted).toBe(0);
  expect((await undo(first.admission?.id ?? '')).body.code).toBe('nothing_to_do');
  expect(await result(south, eventId, codes[0] as string)).toBe('admitted');
  const entries = await app.context.db('audit_entries').where({ subject: seen?.id }).orderBy('id');
  expect(entries.map(({ what, reason }) => [what, reason])).toEqual([
    ['admission.admit', null],
    ['admission.undo', 'The wrong ticket was scanned'],
    ['admission.admit', null],
  ]);
});

it('lets in once where many phones read a code at the same instant, and not while it is refunded', async () => {
  const { eventId, codes, order } = await bought();
  const phones = await Promise.all(
    Array.from({ length: 8 }, (_, i) => result(i % 2 ? north : south, eventId, codes[0] as string)),
  );
  expect(phones.toSorted()).toEqual(['admitted', ...Array(7).fill('alreadyAdmitted')].toSorted());
  expect(await app.context.db('gate_admissions').where({ event_id: eventId })).toHaveLength(1);

  const path = `/admin/reservations/${order.id}`;
  const { actors, tickets } = (await support.ask<SupportCase>('GET', path)).body;
  const version = actors.find(({ id }) => id === order.id)?.version;
  const other = ticketsOf(order).find(({ code }) => code === codes[1]);
  expect(tickets.map(({ id }) => id)).toContain(other?.id);
  await app.context.db('tickets').where({ id: other?.id }).update({ state: 'refunded' });
  expect(version).toBeGreaterThan(0);
  expect((await scan(north, eventId, codes[1] as string)).body).toMatchObject({
    result: 'refunded',
    admission: null,
  });
  await app.context.db('tickets').where({ id: other?.id }).update({ state: 'sold' });

  // Stripe hasn't answered: the money is on its way back.
  const payment = await app.context.db('payments').where({ reservation_id: order.id }).first();
  await injectFaults(app.sandboxUrl, { delayAnswersMs: 3_600_000 });
  try {
    const asked = await support.ask('POST', `${path}/actions`, {
      actorId: payment.id,
      message: 'refund',
      version: actors.find(({ id }) => id === payment.id)?.version ?? 0,
      reason: 'One can’t come',
      ticketIds: [other?.id],
    });
    expect(asked.status).toBe(200);
    expect((await scan(north, eventId, codes[1] as string)).body).toMatchObject({
      result: 'refunded',
      text: 'The money for this ticket is on its way back. It doesn’t let in.',
    });
  } finally {
    await injectFaults(app.sandboxUrl, null);
  }
});

it('says what else is wrong: another event, a team’s gate, no ticket, too early, postponed, canceled', async () => {
  const here = await bought();
  const other = await bought();
  const { eventId } = here;
  expect((await scan(north, eventId, other.codes[0] as string)).body).toMatchObject({
    result: 'wrongEvent',
    text: expect.stringMatching(/^This ticket is for /),
  });
  const game = await buildGame(app.context, { startsAt: fromNow(3 * hourMs) });
  const seats = await new Fan(app).buy((await buildListing(app.context, { eventId: game.eventId })).id, 1);
  const [{ code: hidden }] = await app.context
    .db('tickets')
    .where({ reservation_id: seats.id })
    .select('code');
  expect((await scan(north, eventId, hidden)).body.text).toMatch(/whose gate is the team’s/);
  expect((await scan(north, game.eventId, hidden)).status).toBe(404);
  expect(await result(north, eventId, 'https://example.com/')).toBe('unknown');
  expect((await scan(north, eventId, '  ')).body.errors).toMatchObject([{ field: 'code' }]);
  expect((await scan(north, eventId, here.codes[0] as string, ' ')).body.errors).toMatchObject([
    { field: 'gate' },
  ]);

  const early = await bought({ startsAt: fromNow(3 * dayMs) });
  expect(await result(north, early.eventId, early.codes[0] as string)).toBe('notOpen');
  for (const status of ['postponed', 'cancelled']) {
    await app.context.db('events').where({ id: eventId }).update({ status });
    expect((await scan(north, eventId, here.codes[0] as string)).body).toMatchObject({
      result: 'notOpen',
      text: expect.stringContaining(status === 'cancelled' ? 'canceled' : status),
    });
  }
  await app.context.db('events').where({ id: eventId }).update({ status: 'scheduled' });
  expect(await app.context.db('gate_admissions').where({ event_id: eventId })).toEqual([]);
});

it('is named in what a bank gets about the order', async () => {
  const { eventId, codes, order } = await bought({ quantity: 1 });
  await scan(north, eventId, codes[0] as string, 'Main entrance');
  const payment = await app.context.db('payments').where({ reservation_id: order.id }).first();
  await bankDoes(app, 'disputes', { paymentIntent: payment.stripe_id });
  await eventually('we hear of it', async () => {
    const found = await app.context.db('disputes').where({ payment_id: payment.id });
    return found.length === 1;
  });
  const purchase = await inTransaction(app.context.db, (trx) =>
    gatherPurchase(trx, app.context.engine, {
      paymentId: payment.id,
      reservationId: order.id,
      disputedAt: new Date(),
    }),
  );
  expect(activityText({ ...purchase, billingAddress: null })).toMatch(
    /the ticket \(.+\) was scanned at the gate “Main entrance”, and its holder let in\./,
  );
});
