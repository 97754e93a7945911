/** Signing in, up and out while holding and after buying as a guest, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Reservation } from '@holdfast/shared/reservations';
import { afterEach, describe, expect } from 'vitest';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import type { TestApp } from '../runningApp.ts';
import { signUp as signUpAs } from '../signUp.ts';

let app: TestApp;
const password = 'long enough for anybody';

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterEach(() => app.verify());

const newEmail = () => `${randomUUID()}@example.com`;
const signUp = (fan: Fan, email: string) => signUpAs(app, fan, { name: 'Helen', email, password });
const ordersOf = async (fan: Fan) =>
  (await fan.ask<{ data: Reservation[] }>('GET', '/reservations')).body.data.map(({ id }) => id);
const holdAs = async (fan: Fan, email: string) => {
  const listing = await buildListing(app.context, { ticketType: 'VIP', quantity: 9 });
  const { body } = await fan.ask<{ id: string }>('POST', '/reservations', {
    items: [{ listingId: listing.id, quantity: 2 }],
    email,
  });
  return { id: body.id, listingId: listing.id };
};
async function buyAs(fan: Fan, email: string): Promise<Reservation> {
  const { id } = await holdAs(fan, email);
  await fan.pay(id);
  return fan.until(id, ({ state }) => state === 'paid');
}

describe.each(['in', 'up'] as const)('signing %s while holding', (way) => {
  const enter = async (fan: Fan, email: string) => {
    if (way === 'up') return signUp(fan, email);
    await signUp(new Fan(app), email);
    return fan.signIn(email, password);
  };

  it('keeps the hold, which is then paid by the account', async () => {
    const fan = new Fan(app);
    const email = newEmail();
    const { id } = await holdAs(fan, email);
    await enter(fan, email);
    expect(await fan.read(id)).toMatchObject({ id, state: 'pending.holding' });
    const current = await fan.ask<{ reservation: Reservation }>('GET', '/reservations/current');
    expect(current.body.reservation.id).toBe(id);
    await fan.pay(id);
    await fan.until(id, ({ state }) => state === 'paid');
    const elsewhere = new Fan(app);
    await elsewhere.signIn(email, password);
    expect(await ordersOf(elsewhere)).toEqual([id]);
  });

  it('brings the guest’s orders with the same email address along, and shows the others here until sign-out', async () => {
    const fan = new Fan(app);
    const email = newEmail();
    const own = await buyAs(fan, email.toUpperCase());
    const other = await buyAs(fan, newEmail());
    await enter(fan, email);
    expect(await ordersOf(fan)).toEqual([other.id, own.id]);
    await fan.ask('DELETE', '/session');
    expect(await ordersOf(fan)).toEqual([]);
    expect((await fan.ask('GET', `/reservations/${other.id}`)).status).toBe(404);
    await fan.signIn(email, password);
    expect(await ordersOf(fan)).toEqual([own.id]);
  });
});

it('an email address alone brings no order: the browser must have made or opened it', async () => {
  const email = newEmail();
  const order = await buyAs(new Fan(app), email);
  const stranger = new Fan(app);
  await signUp(stranger, email);
  expect(await ordersOf(stranger)).toEqual([]);
  expect((await stranger.ask('GET', `/reservations/${order.id}`)).status).toBe(404);

  const found = await stranger.ask('POST', '/reservations/find', { code: order.code, email });
  expect(found.status).toBe(200);
  await stranger.signIn(email, password);
  const elsewhere = new Fan(app);
  await elsewhere.signIn(email, password);
  expect(await ordersOf(elsewhere)).toEqual([order.id]);
});

it('signing out forgets what the browser was shown, found and bought as a guest', async () => {
  const order = await buyAs(new Fan(app), newEmail());
  const fan = new Fan(app);
  const { id: own } = await buyAs(fan, newEmail());
  await fan.ask('POST', '/reservations/find', { code: order.code, email: order.email });
  expect(await ordersOf(fan)).toEqual([own, order.id]);
  await signUp(fan, newEmail());
  await fan.ask('DELETE', '/session');
  expect(await ordersOf(fan)).toEqual([]);
  for (const id of [own, order.id]) expect((await fan.ask('GET', `/reservations/${id}`)).status).toBe(404);
});

it('an older hold of the account is let go for the one that the fan signs in with', async () => {
  const email = newEmail();
  const account = new Fan(app);
  await signUp(account, email);
  const older = await holdAs(account, email);
  const guest = new Fan(app);
  const newer = await holdAs(guest, email);
  await guest.signIn(email, password);
  expect(await guest.read(newer.id)).toMatchObject({ state: 'pending.holding' });
  const ended = await account.read(older.id);
  expect(ended).toMatchObject({ state: 'cancelled' });
  expect(ended.timeline.at(-1)?.text).toContain('signed in with another hold');
  expect(await listingCounts(app.context, older.listingId)).toMatchObject({ available: 9, held: 0 });
});

it('a hold of the account whose payment is under way stays, and the guest’s stays readable', async () => {
  const email = newEmail();
  const account = new Fan(app);
  await signUp(account, email);
  const paying = await holdAs(account, email);
  await account.pay(paying.id, '4000002500003155');
  await account.until(paying.id, ({ payment }) => payment?.state === 'requiresAction');
  const guest = new Fan(app);
  const newer = await holdAs(guest, email);
  expect((await guest.signIn(email, password)).status).toBe(200);
  expect(await guest.read(newer.id)).toMatchObject({ state: 'pending.holding' });
  expect(await account.read(paying.id)).toMatchObject({ state: 'pending.paying' });
});

it('a find forgives how the code is typed', async () => {
  const order = await buyAs(new Fan(app), newEmail());
  const typed = order.code.replace('HF-', ' hf ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i');
  const finder = new Fan(app);
  const found = await finder.ask('POST', '/reservations/find', { code: typed, email: ` ${order.email} ` });
  expect(found.body).toEqual({ id: order.id });
});
