/** Support gives a hold more time, or other seats, over HTTP: deadline, timer, seats, price and figures agree. */
import type { Reservation } from '@holdfast/shared/reservations';
import type { HoldMoves, SupportCase, TriedAction } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildEvent, buildGame } from '../../test/factories/catalog.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
});

const minuteMs = 60_000;
async function send(id: string, message: string, more: object, path = 'actions') {
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${id}`);
  const reason = path === 'actions' ? { reason: 'The fan rang' } : {};
  return support.ask<SupportCase & TriedAction & { code: string; errors: Array<{ message: string }> }>(
    'POST',
    `/admin/reservations/${id}/${path}`,
    { actorId: id, message, version: body.actors[0]?.version, ...reason, ...more },
  );
}
const timersOf = (id: string) => app.context.db('timers').where({ actor_id: id });
const lasts = (reservation: Reservation) => Date.parse(reservation.expiresAt);

it('more time moves the deadline and its timer, as the trial said, and says so to the fan', async () => {
  const fan = new Fan(app);
  const { body } = await fan.hold((await buildListing(app.context)).id, 2);
  const before = await fan.read(body.id);
  const tried = await send(body.id, 'extend', { minutes: 10 }, 'actions/try');
  const until = lasts(before) + 10 * minuteMs;
  expect(tried.body).toMatchObject({ isPossible: true, states: [], total: null, jobs: [] });
  expect(Date.parse(tried.body.deadline?.to ?? '')).toBe(until);
  expect(await fan.read(body.id)).toMatchObject({ expiresAt: before.expiresAt });

  expect((await send(body.id, 'extend', { minutes: 10 })).status).toBe(200);
  const after = await fan.read(body.id);
  expect(lasts(after)).toBe(until);
  expect(after.timeline.at(-1)).toMatchObject({ what: 'extended', text: expect.stringMatching(/more time/) });
  const timers = await timersOf(body.id);
  expect(timers).toHaveLength(1);
  expect(new Date(timers[0].fire_at).getTime()).toBe(until);
  await passTime(app.context, lasts(before) - Date.now() + 5 * minuteMs);
  expect(await fan.read(body.id)).toMatchObject({ state: 'pending.holding' });
  await passTime(app.context, until - Date.now() + minuteMs);
  expect(await fan.read(body.id)).toMatchObject({ state: 'expired' });
  expect((await send(body.id, 'extend', { minutes: 1 })).status).toBe(409);
  await app.verify();
});

it('a hold lasts two hours in all at most, and never past the start of its event', async () => {
  const fan = new Fan(app);
  const { body } = await fan.hold((await buildListing(app.context)).id, 1);
  expect((await send(body.id, 'extend', { minutes: 120 })).body.errors[0]?.message).toMatch(
    /^At most 10\d more/,
  );
  expect((await send(body.id, 'extend', {})).status).toBe(422);
  const soon = await buildListing(app.context, {
    eventId: await buildEvent(app.context, { startsAt: fromNow(hourMs / 2) }),
  });
  const other = new Fan(app);
  const { body: late } = await other.hold(soon.id, 1);
  expect((await send(late.id, 'extend', { minutes: 60 })).body.errors[0]?.message).toMatch(
    /when its event begins/,
  );
  expect(lasts(await other.read(late.id))).toBe(Date.parse(late.expiresAt));
});

async function twoRows() {
  const { eventId } = await buildGame(app.context, {});
  const row = (name: string, priceAmount: number, more: object = {}) =>
    buildListing(app.context, { eventId, row: name, seats: [1, 2, 3, 4], priceAmount, ...more });
  const [cheap, dear] = [await row('A', 5_000), await row('B', 8_000)];
  const fan = new Fan(app);
  const { body } = await fan.hold(cheap.id, 2);
  const { body: moves } = await support.ask<HoldMoves>('GET', `/admin/reservations/${body.id}/moves`);
  const to = moves.data.find(({ listingId }) => listingId === dear.id);
  if (!to) throw new Error('the other row isn’t offered');
  const chosen = { listingId: to.listingId, seats: to.seats, seenTotal: to.total.amount };
  return { fan, id: body.id, cheap, dear, before: body.total.amount, to, chosen };
}

it('a hold goes over to other seats at their price, with the difference shown; it is paid at that price', async () => {
  const { fan, id, cheap, dear, before, to, chosen } = await twoRows();
  expect(to.difference.amount).toBe(to.total.amount - before);
  expect(to.difference.amount).toBeGreaterThan(0);
  const tried = await send(id, 'move', chosen, 'actions/try');
  expect(tried.body).toMatchObject({
    total: { from: { amount: before }, to: to.total },
    tickets: null,
    deadline: null,
  });
  const wrong = await send(id, 'move', { ...chosen, seenTotal: chosen.seenTotal - 1 });
  expect(wrong.body.code).toBe('price_changed');
  expect(
    (await send(id, 'move', { ...chosen, seats: [3, 4].filter((seat) => !to.seats.includes(seat)) })).status,
  ).toBe(409);

  expect((await send(id, 'move', chosen)).status).toBe(200);
  const moved = await fan.read(id);
  expect(moved).toMatchObject({
    state: 'pending.holding',
    total: to.total,
    items: [{ listingId: dear.id, seats: to.seats }],
  });
  expect(moved.timeline.at(-1)).toMatchObject({ what: 'moved' });
  expect(await listingCounts(app.context, cheap.id)).toMatchObject({ available: 4, held: 0 });
  expect(await listingCounts(app.context, dear.id)).toMatchObject({ available: 2, held: 2 });
  await app.verify();
  await fan.pay(id);
  const paid = await fan.until(id, ({ state }) => state === 'paid');
  expect(paid.payment?.refunded.amount).toBe(0);
  const payment = await app.context.db('payments').where({ reservation_id: id }).first();
  expect(payment.amount).toBe(to.total.amount);
  expect((await send(id, 'move', chosen)).status).toBe(409);
  await app.verify();
});

it('of two moves to the same seats one wins, and the other keeps what it had', async () => {
  const first = await twoRows();
  const second = new Fan(app);
  const { body } = await second.hold(first.cheap.id, 2);
  const both = await Promise.all([send(first.id, 'move', first.chosen), send(body.id, 'move', first.chosen)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await listingCounts(app.context, first.dear.id)).toMatchObject({ held: 2 });
  expect(await listingCounts(app.context, first.cheap.id)).toMatchObject({ held: 2 });
  await app.verify();
});
