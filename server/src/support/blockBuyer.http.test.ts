/** Blocked buyers over HTTP: what they are refused, what stays theirs, and that a blocked card is never charged. */
import type { BuyerBlock } from '@holdfast/shared/blocks';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
});

const reason = 'The bank reported stolen cards';
const block = (email: string, more: object = {}) =>
  support.ask<BuyerBlock>('POST', '/admin/blocks', { email, reason, ...more });
const lift = (id: string) => support.ask('POST', `/admin/blocks/${id}/lift`, { reason: 'It was a mistake' });
const listing = async (more: object = {}) =>
  (await buildListing(app.context, { seats: [1, 2, 3, 4], ...more })).id;
const holdAs = (fan: Fan, listingId: string, email: string | undefined) =>
  fan.ask<{ id: string; code: string; detail: string }>('POST', '/reservations', {
    items: [{ listingId, quantity: 2 }],
    ...(email ? { email } : {}),
  });
const payAs = async (fan: Fan, id: string, email: string) =>
  fan.ask<{ code: string; detail: string }>('POST', `/reservations/${id}/payments`, {
    confirmationTokenId: await fan.token('4242424242424242'),
    email,
  });

it('a blocked address holds and pays for nothing however it is spelled; a guest is told at payment; what is paid stays', async () => {
  const paid = await new Fan(app).buy(await listing(), 2);
  const { status, body: made } = await block('Ann.Lee@example.com');
  expect([status, made.state, made.kind]).toEqual([201, 'inForce', 'email']);
  expect((await block('ann.lee+again@example.com')).body).toMatchObject({ code: 'already_blocked' });

  const held = await holdAs(new Fan(app), await listing(), 'ann.lee+x@Example.com');
  expect(held).toMatchObject({ status: 403, body: { code: 'buyer_blocked' } });
  expect(held.body.detail).toMatch(/write to us.*Nothing is held and nothing was charged/);

  const guest = new Fan(app);
  const hold = await holdAs(guest, await listing(), undefined);
  const refused = await payAs(guest, hold.body.id, 'ANN.LEE@example.com');
  expect(refused).toMatchObject({ status: 403, body: { code: 'buyer_blocked' } });
  expect(await app.context.db('payments').where({ reservation_id: hold.body.id })).toEqual([]);
  expect(await guest.read(hold.body.id)).toMatchObject({ state: 'pending.holding' });

  const free = await listing({ seats: undefined, ticketType: 'Lawn', quantity: 9, priceAmount: 0 });
  const claimer = new Fan(app);
  const claimed = await holdAs(claimer, free, undefined);
  const claim = await claimer.ask('POST', `/reservations/${claimed.body.id}/claim`, {
    email: 'ann.lee@example.com',
  });
  expect(claim).toMatchObject({ status: 403, body: { code: 'buyer_blocked' } });

  expect((await lift(made.id)).body).toMatchObject({ state: 'lifted', liftReason: 'It was a mistake' });
  expect((await lift(made.id)).status).toBe(404);
  expect((await payAs(guest, hold.body.id, 'ann.lee@example.com')).status).toBe(202);
  await guest.until(hold.body.id, ({ state }) => state === 'paid');
  expect(await app.context.db('reservations').where({ id: paid.id }).first('state')).toEqual({
    state: 'paid',
  });
  const found = await support.ask<{ data: BuyerBlock[] }>('GET', '/admin/blocks?q=ann.lee&state=lifted');
  expect(found.body.data.map(({ id }) => id)).toEqual([made.id]);
});

it('an account is blocked whatever address it gives, and a block ends by itself', async () => {
  const { who } = await somebody(app, ['fan']);
  const order = await who.buy(await listing(), 1);
  const path = `/admin/reservations/${order.code}`;
  const blocked = await support.ask<SupportCase>('POST', `${path}/block`, { by: ['account'], reason });
  expect(blocked.body.fan.blocks).toMatchObject([{ kind: 'account', state: 'inForce' }]);
  expect(await holdAs(who, await listing(), 'another@example.com')).toMatchObject({ status: 403 });

  expect((await block('late@example.com', { until: fromNow(-hourMs) })).body).toMatchObject({
    errors: [{ field: 'until' }],
  });
  const { body } = await block('soon@example.com', { until: fromNow(hourMs) });
  await app.context
    .db('buyer_blocks')
    .where({ id: body.id })
    .update({ created_at: fromNow(-hourMs), until: fromNow(-1) });
  expect((await holdAs(new Fan(app), await listing(), 'soon@example.com')).status).toBe(201);
  expect((await support.ask<{ data: BuyerBlock[] }>('GET', '/admin/blocks?q=soon@')).body.data).toMatchObject(
    [{ state: 'over' }],
  );
  expect((await block('soon@example.com')).status).toBe(201);
});

it.each([
  ['the answer comes first', null],
  ['only the webhook comes', { delayAnswersMs: 3_600_000 }],
] as const)('a blocked card is voided as soon as Stripe names it: %s', async (_, faults) => {
  const thief = new Fan(app);
  const order = await thief.buy(await listing(), 2);
  const path = `/admin/reservations/${order.id}`;
  const { body: before } = await support.ask<SupportCase>('GET', path);
  expect(before.fan.blockable).toContainEqual({ kind: 'card', shown: 'visa ··4242' });
  const { body: after } = await support.ask<SupportCase>('POST', `${path}/block`, { by: ['card'], reason });
  const [made] = after.fan.blocks;
  expect(after.reservation.state).toBe('paid');

  const again = new Fan(app);
  const { body: held } = await again.hold(await listing(), 2);
  const token = await again.token('4242424242424242');
  const { length: seen } = await app.context
    .db('stripe_events')
    .where('type', 'payment_intent.amount_capturable_updated');
  await injectFaults(app.sandboxUrl, faults);
  await again.ask('POST', `/reservations/${held.id}/payments`, { confirmationTokenId: token });
  // The gateway has authorized it, and its webhook is here or is tried again.
  await eventually('an event came', async () => {
    const events = await app.context
      .db('stripe_events')
      .where('type', 'payment_intent.amount_capturable_updated');
    return events.length > seen;
  });
  await injectFaults(app.sandboxUrl, null);
  const refused = await again.until(
    held.id,
    ({ state, payment }) => state === 'pending.holding' && payment?.state === 'canceled',
  );
  expect(refused).toMatchObject({
    state: 'pending.holding',
    payment: { decline: { code: 'buyer_blocked' } },
  });
  expect(JSON.stringify(refused)).not.toContain('fingerprint');
  const log = await app.context.db('transitions').where({ actor_id: refused.payment?.id });
  expect(log.map(({ message }) => message)).not.toContain('captured');

  await lift(made?.id ?? '');
  await again.pay(held.id);
  await again.until(held.id, ({ state }) => state === 'paid');
  await app.verify();
});
