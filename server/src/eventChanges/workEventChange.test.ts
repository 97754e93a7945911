/** The turns of a changed event's orders, without a worker: two at once, their pace, and what slipped in meanwhile. */
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { passTime } from '../../test/clock.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing, buildListings, listingCounts } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { test } from '../../test/fixtures.ts';
import { setEventStatus } from '../catalog/index.ts';
import { createPaymentStarts } from '../payments/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { changeEvent } from './changeEvent.ts';
import { nextTurn, turnsPerSecond, workEventChange } from './workEventChange.ts';

let app: TestAppContext;

test.beforeAll(async ({ context }) => {
  app = context;
  await buildPercentages(app, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
});

const principal = { by: 'system', requestId: null };
const change = (eventId: string, kind: 'cancel' | 'postpone' | 'restore') =>
  inTransaction(app.db, (trx) =>
    changeEvent(trx, app.engine, { eventId, kind, startsAt: null, reason: 'For a test' }, principal),
  );

/** Paid orders of one ticket each. @returns their ids */
async function buildOrders(listingId: string, count: number): Promise<string[]> {
  const starts = createPaymentStarts(app);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { id: reservationId } = await buildHold(app, [{ listingId, quantity: 1 }]);
    const { fan_id: fanId } = await app.db('reservations').where({ id: reservationId }).first();
    const request = { confirmationTokenId: 'ctoken_1', email: 'ada@example.com', key: null, hash: '' };
    const answer = await starts.submit({ ...request, reservationId, fanId });
    if ('refused' in answer) throw answer.refused;
    const { id } = answer.started;
    for (const type of ['authorized', 'captured'] as const)
      await inTransaction(app.db, (trx) =>
        app.engine.apply(trx, [
          messageTo(paymentMachine, id, { type, stripeId: `pi_${id}` }, { by: 'stripe' }),
        ]),
      );
    ids.push(reservationId);
  }
  await starts.close();
  return ids.sort();
}

const game = async () => {
  const eventId = await buildEvent(app);
  const listing = await buildListing(app, { eventId, ticketType: 'VIP', quantity: 40 });
  return { eventId, listingId: listing.id };
};
const rowsOf = (id: string) =>
  app.db('event_change_orders').where({ change_id: id }).orderBy('reservation_id');
const outcomes = async (id: string) => (await rowsOf(id)).map(({ outcome }) => outcome);
/** The orders that were refunded, one entry for each refund. */
const refundedOf = (eventId: string): Promise<string[]> =>
  app
    .db('refunds')
    .join('payments', 'payments.id', 'refunds.payment_id')
    .join('reservations', 'reservations.id', 'payments.reservation_id')
    .where('reservations.event_id', eventId)
    .orderBy('reservations.id')
    .pluck('reservations.id');
/** The next second begins. */
const freePace = () =>
  app.db.raw(
    `UPDATE event_change_orders SET done_at = done_at - interval '1 second' WHERE done_at IS NOT NULL`,
  );
const work = (id: string) => workEventChange(app, id);

describe('a canceled event', () => {
  test('refunds each order once, by two workers at once', async () => {
    const { eventId, listingId } = await game();
    const orders = await buildOrders(listingId, 6);
    const { id } = await change(eventId, 'cancel');
    await Promise.all([work(id), work(id)]);
    expect(await refundedOf(eventId)).toEqual(orders);
    expect((await app.db('event_changes').where({ id }).first()).done_at).not.toBeNull();
    await work(id);
    expect(await refundedOf(eventId)).toEqual(orders);
    // The tickets stay sold until the bank has the refund.
    expect(await listingCounts(app, listingId)).toMatchObject({ available: 0, sold: orders.length });
  });

  test('refunds no more in a second than the pace, and goes on by another job', async () => {
    await freePace();
    const first = await game();
    await buildOrders(first.listingId, turnsPerSecond);
    const before = await change(first.eventId, 'postpone');
    await work(before.id);
    await freePace();
    await work(before.id);
    // Turns of this second, however slow the machine is.
    const rows = app.db('event_change_orders').where({ change_id: before.id });
    await rows.clone().update({ done_at: app.db.raw(`now() + interval '1 hour'`) });
    const { eventId, listingId } = await game();
    const orders = await buildOrders(listingId, 1);
    const { id } = await change(eventId, 'cancel');
    await work(id);
    expect(await outcomes(id)).toEqual(['waiting']);
    const key = `eventChange ${id}`;
    const { rows: queued } = await app.db.raw(
      'SELECT run_at > now() AS later FROM graphile_worker._private_jobs WHERE key = ?',
      [key],
    );
    expect(queued).toEqual([{ later: true }]);
    await rows.clone().update({ done_at: app.db.raw(`now() - interval '1 hour'`) });
    await work(id);
    expect(await refundedOf(eventId)).toEqual(orders);
  });

  test('that takes place after all refunds no further order; only those are told that keep their tickets', async () => {
    await freePace();
    const { eventId, listingId } = await game();
    const orders = await buildOrders(listingId, 2);
    const canceled = await change(eventId, 'cancel');
    await inTransaction(app.db, (trx) => nextTurn(trx, app.engine, canceled.id));
    const restored = await change(eventId, 'restore');
    expect(await outcomes(canceled.id)).toEqual(['done', 'superseded']);
    await work(canceled.id);
    await work(restored.id);
    expect(await refundedOf(eventId)).toEqual(orders.slice(0, 1));
    expect(await rowsOf(restored.id)).toMatchObject([{ reservation_id: orders[1], outcome: 'done' }]);
    // Canceled again: what was asked isn't asked again.
    const again = await change(eventId, 'cancel');
    await work(again.id);
    expect(await refundedOf(eventId)).toEqual(orders);
  });
});

test('a postponed event tells its orders and refunds none', async () => {
  await freePace();
  const { eventId, listingId } = await game();
  const orders = await buildOrders(listingId, 2);
  const { id } = await change(eventId, 'postpone');
  await work(id);
  expect(await outcomes(id)).toEqual(['done', 'done']);
  expect(await refundedOf(eventId)).toEqual([]);
  const keys = orders.map((order) => `eventChangeMail ${eventId} ${order}`);
  const { rows } = await app.db.raw(
    `SELECT key FROM graphile_worker._private_jobs WHERE key = ANY(?::text[]) ORDER BY key`,
    [keys],
  );
  expect(rows.map((row: { key: string }) => row.key)).toEqual(keys);
});

test('an order and a hold that the change has missed, as they came while it was decided, have their turn', async () => {
  await freePace();
  const { eventId, listingId } = await game();
  const [order] = await buildOrders(listingId, 1);
  const hold = await buildHold(app, [{ listingId, quantity: 2 }]);
  const id = newId('eventChange');
  await inTransaction(app.db, (trx) => setEventStatus(trx, eventId, 'postponed'));
  await app.db('event_changes').insert({
    id,
    event_id: eventId,
    kind: 'postpone',
    from_status: 'scheduled',
    from_starts_at: fromNow(dayMs),
    from_time_tbd: false,
    decided_by: 'system',
  });
  await work(id);
  expect(await rowsOf(id)).toMatchObject([{ reservation_id: order, outcome: 'done' }]);
  expect(await app.db('reservations').where({ id: hold.id }).first()).toMatchObject({ state: 'cancelled' });
});

test('a postponed event’s listings outlive its old start, and sell again until its new one', async () => {
  const eventId = await buildEvent(app, { startsAt: fromNow(hourMs) });
  const [postponed, other] = await buildListings(app, [
    { eventId },
    { eventId: await buildEvent(app, { startsAt: fromNow(hourMs) }) },
  ]);
  await change(eventId, 'postpone');
  await passTime(app, 2 * hourMs);
  const stateOf = async (id: string | undefined) => (await app.db('listings').where({ id }).first()).state;
  expect([await stateOf(postponed?.id), await stateOf(other?.id)]).toEqual(['live', 'ended']);
  const startsAt = fromNow(10 * dayMs);
  const wanted = { eventId, kind: 'move' as const, startsAt, reason: null };
  await inTransaction(app.db, (trx) => changeEvent(trx, app.engine, wanted, principal));
  const { snapshot } = await app.db('listings').where({ id: postponed?.id }).first();
  expect(snapshot.context.endsAt).toBe(startsAt);
  await buildHold(app, [{ listingId: postponed?.id ?? '', quantity: 1 }]);
});
