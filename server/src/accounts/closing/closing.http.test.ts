/** Exporting one's data and closing one's account, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { buildPercentages } from '../../../test/factories/consignors.ts';
import { buildListing } from '../../../test/factories/listings.ts';
import { dayMs } from '../../../test/factories/times.ts';
import { eventually, Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { signUp } from '../../../test/signUp.ts';

let app: TestApp;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
const password = 'long enough for anybody';
const close = (who: Fan, currentPassword = password) =>
  who.ask<{ code: string; detail: string }>('POST', '/account/close', { currentPassword });

/** Somebody who bought two tickets with their account. */
async function buyer() {
  const email = `${randomUUID()}@example.com`;
  const name = `Quirine ${randomUUID()}`;
  const fan = new Fan(app);
  const { body } = await signUp(app, fan, { name, email, password });
  const listing = await buildListing(app.context, { seats: [1, 2] });
  const items = [{ listingId: listing.id, quantity: 2 }];
  const held = await fan.ask<{ id: string }>('POST', '/reservations', { items, email });
  await fan.pay(held.body.id);
  const order = await fan.until(held.body.id, ({ state }) => state === 'paid');
  await eventually('its email is written', async () => {
    const [mail] = await app.context.db('emails').where({ reservation_id: order.id });
    return mail?.state === 'kept';
  });
  return { fan, name, email, id: body.person?.id ?? '', order };
}

/** Every table of the database in which one of these words stands. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await app.context.db.raw<{ rows: Array<{ name: string }> }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await app.context.db.raw(
      `SELECT 1 FROM ${name} t WHERE t::text ILIKE ANY (?::text[]) LIMIT 1`,
      [words.map((word) => `%${word}%`)],
    );
    if (rows.length > 0) found.push(name);
  }
  return found.toSorted();
}

/** How often a sign-in failed, by the rows of the security log. */
async function triesRecorded(): Promise<number> {
  const row = await app.context
    .db('security_events')
    .where({ what: 'sign_in_failed' })
    .sum('times as n')
    .first();
  return Number(row?.n);
}

const pastEvent = (eventId: string) =>
  app.context
    .db('events')
    .where({ id: eventId })
    .update({ starts_at: new Date(Date.now() - 2 * dayMs) });

it('the export has the account, its orders and its emails, and nobody else’s', async () => {
  const { fan, name, email, order } = await buyer();
  await buyer();
  const answer = await fan.ask<{
    account: { email: string; sessions: object[] };
    orders: Array<{ id: string }>;
    emails: Array<{ to: string }>;
  }>('GET', '/account/export');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="holdfast-account.json"');
  const { account, orders, emails } = answer.body;
  expect(account).toMatchObject({ name, email, sessions: [expect.anything()] });
  expect(JSON.stringify(account)).not.toContain('argon2');
  expect(orders.map(({ id }) => id)).toEqual([order.id]);
  expect(new Set(emails.map(({ to }) => to))).toEqual(new Set([email]));
  expect((await new Fan(app).ask('GET', '/account/export')).status).toBe(401);
});

it('waits for what is held and for tickets that are still to be used', async () => {
  const { fan, order } = await buyer();
  expect((await close(fan, 'wrong')).status).toBe(422);
  expect((await close(fan)).body).toMatchObject({
    code: 'nothing_to_do',
    detail: expect.stringContaining('isn’t over'),
  });
  await pastEvent(order.event.id);
  await fan.hold((await buildListing(app.context)).id, 1);
  expect((await close(fan)).body.detail).toContain('You hold tickets.');
});

it('isn’t for the staff and for consignors’ sign-ins', async () => {
  const { who } = await somebody(app, ['fan', 'support']);
  expect((await close(who, 'a long enough one')).body.code).toBe('forbidden');
});

it('removes name and address everywhere but where the books need the order; the address is free again', async () => {
  const { fan, name: ownName, email, id, order } = await buyer();
  await pastEvent(order.event.id);
  const phone = '+1 (212) 555-0142';
  await app.context.db('people').where({ id }).update({ phone });
  expect(await tablesWith([email, ownName])).toEqual(
    expect.arrayContaining(['public.people', 'public.emails', 'public.reservations']),
  );
  // A mistyped password is in the security log, with the address that was tried.
  expect((await new Fan(app).signIn(email, 'mistyped')).status).toBe(401);
  await expect.poll(() => tablesWith([email])).toContain('public.security_events');
  // Another one of the second before the account is closed is written after it.
  expect((await new Fan(app).signIn(email, 'mistyped again')).status).toBe(401);
  const booked = await app.context.db('ledger_entries').count().first();
  expect((await close(fan)).status).toBe(204);
  expect((await fan.ask<Session>('GET', '/session')).body.person).toBeNull();
  await eventually('the farewell is written', async () => {
    const [mail] = await app.context.db('emails').where({ kind: 'accountClosed', to_address: '' });
    return mail?.state === 'kept';
  });
  await eventually('no job is left', async () => {
    const jobs = await app.context.db('graphile_worker.jobs').where('task_identifier', 'like', '%mail%');
    return jobs.length === 0;
  });
  expect(await tablesWith([email, ownName, phone, '12125550142'])).toEqual([]);
  expect((await new Fan(app).signIn(email, password)).status).toBe(401);
  await expect.poll(triesRecorded).toBe(3);
  expect(await tablesWith([email])).toEqual([]);
  expect(await app.context.db('people').where({ id }).first()).toMatchObject({ name: 'Closed account' });
  expect(await app.context.db('reservations').where({ id: order.id }).first()).toMatchObject({
    state: 'paid',
    fan_id: id,
    email: null,
  });
  expect(await app.context.db('ledger_entries').count().first()).toEqual(booked);
  await app.verify();
  const again = await signUp(app, new Fan(app), { name: 'Another', email, password });
  expect(again.status).toBe(201);
});
