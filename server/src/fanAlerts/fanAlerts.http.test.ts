/** Alerts over HTTP: asked for, confirmed, told once a day with true figures, stopped, ended with the event. */
import { randomUUID } from 'node:crypto';
import type { AskedAlert, FanAlertShown } from '@holdfast/shared/fanAlerts';
import { expect } from 'vitest';
import { buildEvent, buildGame } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { emailsTo, member } from '../../test/waitingClient.ts';
import { tellAlerts } from './index.ts';

let app: TestApp;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
});

const tokenIn = (text: string): string => /\/alerts#(fal_\w+\.[\w-]+)/.exec(text)?.[1] ?? '';
const askPrice = (fan: Fan, eventId: string, body: object) =>
  fan.ask<AskedAlert>('POST', `/events/${eventId}/price-alerts`, body);
const answer = (token: string, verb: string) =>
  new Fan(app).ask<FanAlertShown & { code: string }>('POST', `/fan-alerts/${verb}`, { token });
const emailsOf = async (email: string) =>
  (await app.context.db('emails').where({ to_address: email }).orderBy('id')) as Array<{
    kind: string;
    subject: string;
    text_body: string;
  }>;
/** A day is over for everybody who was told. */
const nextDay = () => app.context.db.raw(`UPDATE fan_alerts SET sent_at = sent_at - interval '25 hours'`);

it('a price is told once, with the figures of that moment, and again only when they are others', async () => {
  const eventId = await buildEvent(app.context);
  const { fan, email } = await member(app);
  const { body } = await askPrice(fan, eventId, { size: 2, limitAmount: 6_000 });
  expect(body.alert).toMatchObject({ kind: 'price', state: 'on', size: 2, limit: { amount: 6_000 } });
  await buildListing(app.context, { eventId, seats: [1, 2], priceAmount: 5_500 });
  // Alone, or dearer with its fee.
  await buildListing(app.context, { eventId, seats: [9], priceAmount: 3_000 });
  await tellAlerts(app.context);
  expect(await emailsOf(email)).toEqual([]);
  await buildListing(app.context, { eventId, seats: [5, 6], row: 'F', priceAmount: 5_000 });
  await Promise.all([tellAlerts(app.context), tellAlerts(app.context)]);
  await tellAlerts(app.context);
  const [told, ...more] = await emailsOf(email);
  expect(more).toEqual([]);
  expect(told?.subject).toMatch(/^2 tickets for \$55\.00 each: Game /);
  expect(told?.text_body).toContain(
    'Section 101, row F, seats 5–6: $55.00 each, $110.00 in all, with all fees.',
  );
  expect(told?.text_body).toContain('Nothing is held for you');
  // The same isn't told again; something cheaper is, on the next day.
  await nextDay();
  await tellAlerts(app.context);
  expect(await emailsOf(email)).toHaveLength(1);
  await buildListing(app.context, { eventId, seats: [15, 16], priceAmount: 4_000 });
  await tellAlerts(app.context);
  expect((await emailsOf(email)).at(-1)?.subject).toMatch(/^2 tickets for \$44\.00 each/);
  const token = tokenIn(told?.text_body ?? '');
  expect((await answer(token, 'stop')).body).toMatchObject({ state: 'ended' });
  expect((await answer(token, 'confirm')).body.code).toBe('transition_refused');
  await nextDay();
  await buildListing(app.context, { eventId, seats: [25, 26], priceAmount: 3_000 });
  await tellAlerts(app.context);
  expect(await emailsOf(email)).toHaveLength(2);
});

it('a guest turns it on by the email’s link; who asks for another’s learns and changes nothing', async () => {
  const eventId = await buildEvent(app.context);
  const email = `${randomUUID()}@example.com`;
  expect((await askPrice(new Fan(app), eventId, { size: 1, limitAmount: 9_000 })).body).toMatchObject({
    errors: [{ field: 'email' }],
  });
  const first = await askPrice(new Fan(app), eventId, { size: 1, limitAmount: 9_000, email });
  expect(first).toMatchObject({ status: 201, body: { alert: null } });
  await buildListing(app.context, { eventId, seats: [1, 2], priceAmount: 5_000 });
  await tellAlerts(app.context);
  const [asked, ...none] = await emailsTo(app, email, 1);
  expect(none).toEqual([]);
  const token = tokenIn(asked?.text_body ?? '');
  expect((await answer(token, 'open')).body).toMatchObject({ state: 'unconfirmed' });
  expect((await answer(token, 'confirm')).body).toMatchObject({ state: 'on' });
  expect((await askPrice(new Fan(app), eventId, { size: 1, limitAmount: 100, email })).body).toEqual(
    first.body,
  );
  expect((await answer(token, 'open')).body).toMatchObject({ limit: { amount: 9_000 } });
  await tellAlerts(app.context);
  expect((await emailsOf(email)).map(({ kind }) => kind)).toEqual(['alertAsked', 'alertAsked', 'alertPrice']);
  expect((await answer(`${token}x`, 'open')).status).toBe(410);
  expect((await new Fan(app).ask('GET', '/fan-alerts')).status).toBe(401);
  await app.context.db('events').where({ id: eventId }).update({ status: 'cancelled' });
  await tellAlerts(app.context);
  expect((await answer(token, 'open')).body).toMatchObject({ state: 'ended' });
});

it('a search tells what it didn’t find before, and a closed account is told nothing', async () => {
  const home = `Harbor ${randomUUID().slice(0, 8)}`;
  const { homeId } = await buildGame(app.context, { home });
  const { slug } = await app.context.db('performers').where({ id: homeId }).first('slug');
  const { fan, email } = await member(app);
  const ask = (search: string) => fan.ask<AskedAlert>('POST', '/search-alerts', { search });
  expect((await ask('page=2&sort=name')).body).toMatchObject({ errors: [{ field: 'search' }] });
  expect((await ask('from=yesterday')).body).toMatchObject({ errors: [{ field: 'search' }] });
  const { body } = await ask(`page=2&performer=${slug}`);
  expect(body.alert).toMatchObject({ kind: 'search', state: 'on', search: `performer=${slug}` });
  await tellAlerts(app.context);
  expect(await emailsOf(email)).toEqual([]);
  const eventId = await buildEvent(app.context, { homeId, name: `Gulls at ${home}` });
  await buildListing(app.context, { eventId, seats: [1], priceAmount: 5_000 });
  await tellAlerts(app.context);
  await tellAlerts(app.context);
  const emails = await emailsOf(email);
  expect(emails.map(({ subject }) => subject)).toEqual([`New: Gulls at ${home}`]);
  expect(emails[0]?.text_body).toContain('from $55.00 with all fees');
  expect((await fan.ask<{ data: FanAlertShown[] }>('GET', '/fan-alerts')).body.data).toMatchObject([
    { kind: 'search', search: `performer=${slug}` },
  ]);
  const closed = await fan.ask('POST', '/account/close', { currentPassword: 'a long enough one' });
  expect(closed.status, JSON.stringify(closed.body)).toBe(204);
  expect(await app.context.db('fan_alerts').where({ email })).toEqual([]);
});
