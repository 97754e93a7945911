/** How a place in line ends without a purchase: the event, the switch, staff, the account; and what one fan may have. */
import type { AdminEvent } from '@holdfast/shared/eventChanges';
import type { MarketplaceSettings } from '@holdfast/shared/marketplace';
import type { WaitingList, WaitingListState } from '@holdfast/shared/waitingLists';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { emailsTo, inLine, join } from '../../test/waitingClient.ts';
import { inTransaction } from '../platform/db/index.ts';
import { lookAtWaitingLists } from './index.ts';

let app: TestApp;
let [staff, support, admin] = [] as unknown as [Fan, Fan, Fan];
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  staff = await signedIn(app, 'staff');
  support = await signedIn(app, 'support');
  admin = await signedIn(app, 'admin');
});

const comesUp = (eventId: string, seats = [1, 2]) => buildListing(app.context, { eventId, seats });
async function change(eventId: string, body: object) {
  const { body: event } = await staff.ask<AdminEvent>('GET', `/admin/events/${eventId}`);
  const seen = { status: event.status, startsAt: event.startsAt };
  const { status, body: answer } = await staff.ask('POST', `/admin/events/${eventId}/changes`, {
    seen,
    ...body,
  });
  if (status !== 201) throw new Error(`the change answered ${status} ${JSON.stringify(answer)}`);
}

it('a called-off event ends its list, a moved or postponed one keeps it', async () => {
  const eventId = await buildEvent(app.context);
  const [offered, waits] = [await inLine(app, eventId, 2), await inLine(app, eventId, 2)];
  await comesUp(eventId);
  await offered.until('offered');
  await change(eventId, { kind: 'postpone', reason: 'Snow' });
  // The hold ended, and it wasn't the fan's doing.
  expect(await offered.until('waiting')).toMatchObject({
    place: 1,
    lastOffer: 'broken',
    event: { status: 'postponed' },
  });
  await lookAtWaitingLists(app.context);
  expect((await offered.now()).state).toBe('waiting');
  await change(eventId, {
    kind: 'move',
    localStart: `${fromNow(30 * dayMs).slice(0, 10)}T19:30`,
    reason: 'A new date',
  });
  expect(await offered.until('offered')).toMatchObject({ event: { status: 'moved' } });
  await change(eventId, { kind: 'cancel', reason: 'The hall is flooded' });
  for (const { until, email } of [offered, waits]) {
    await until('ended');
    const [ended] = await emailsTo(app, email, 1, 'waitingEnded');
    expect(ended?.subject).toMatch(/^The waiting list has ended: /);
    expect(ended?.text_body).toContain('This event was canceled');
  }
  expect((await join(waits.fan, eventId, { size: 2 })).body.code).toBe('not_on_sale');
});

it('a list that is off takes nobody and offers nothing, and who waits keeps the place', async () => {
  const eventId = await buildEvent(app.context);
  const entry = await inLine(app, eventId, 2);
  const set = (isOn: boolean) => support.ask<WaitingList>('PUT', `/admin/waiting-lists/${eventId}`, { isOn });
  expect((await set(false)).body).toMatchObject({ isOn: false, waiting: 1 });
  const state = async () =>
    (await new Fan(app).ask<WaitingListState>('GET', `/events/${eventId}/waiting-list`)).body;
  expect(await state()).toEqual({ isOpen: false, waiting: 1, windowMinutes: 30 });
  await comesUp(eventId);
  await lookAtWaitingLists(app.context);
  expect(await entry.now()).toMatchObject({ state: 'waiting', place: 1, isPaused: true });
  expect((await join(new Fan(app), eventId, { size: 1, email: 'late@example.com' })).body.code).toBe(
    'not_on_sale',
  );
  const { body: settings } = await admin.ask<MarketplaceSettings>('GET', '/admin/settings/marketplace');
  const { name, contactEmail, postalAddress, timeZone, currency, mailFromName, mailFromAddress } = settings;
  const facts = { name, contactEmail, postalAddress, timeZone, currency, mailFromName, mailFromAddress };
  const put = async (more: object, version: number) =>
    (
      await admin.ask<MarketplaceSettings>('PUT', '/admin/settings/marketplace', {
        ...facts,
        ...more,
        version,
      })
    ).body;
  const off = await put({ waitingLists: false, waitingOfferMinutes: 45 }, settings.version);
  expect(off).toMatchObject({ waitingLists: false, waitingOfferMinutes: 45 });
  await set(true);
  await lookAtWaitingLists(app.context);
  expect(await entry.now()).toMatchObject({ state: 'waiting', isPaused: true, windowMinutes: 45 });
  await put({ waitingLists: true }, off.version);
  const { offer, serverNow } = await entry.until('offered');
  const minutes = (Date.parse(offer?.until ?? '') - Date.parse(serverNow)) / 60_000;
  expect(minutes).toBeGreaterThan(40);
  expect(minutes).toBeLessThanOrEqual(45);
  expect(await put({ waitingOfferMinutes: 5 }, off.version + 1)).toMatchObject({
    errors: [{ field: 'waitingOfferMinutes' }],
  });
  await put({ waitingOfferMinutes: 30 }, off.version + 1);
});

it('staff take an entry off with a reason, which its fan isn’t told; what was held goes on', async () => {
  const eventId = await buildEvent(app.context);
  const [removed, next] = [await inLine(app, eventId, 2), await inLine(app, eventId, 2)];
  await comesUp(eventId);
  await removed.until('offered');
  const read = async () => (await support.ask<WaitingList>('GET', `/admin/waiting-lists/${eventId}`)).body;
  const version = (await read()).entries.find(({ id }) => id === removed.entryId)?.version ?? 0;
  const remove = (body: object) =>
    support.ask<WaitingList & { code: string }>(
      'POST',
      `/admin/waiting-list-entries/${removed.entryId}/remove`,
      body,
    );
  expect((await remove({ reason: '', version })).status).toBe(422);
  expect((await remove({ reason: 'Resells tickets', version: version - 1 })).body.code).toBe(
    'version_conflict',
  );
  const { body } = await remove({ reason: 'Resells tickets', version });
  expect(body.entries.find(({ id }) => id === removed.entryId)).toMatchObject({
    state: 'removed',
    endReason: 'Resells tickets',
  });
  await next.until('offered');
  const [ended] = await emailsTo(app, removed.email, 1, 'waitingEnded');
  expect(ended?.text_body).not.toContain('Resells');
});

it('nobody gets more tickets than one fan may have, and who is blocked is passed over without a word', async () => {
  const eventId = await buildEvent(app.context, { maxPerType: 3 });
  const { id } = await comesUp(eventId, [1, 2]);
  expect((await join(new Fan(app), eventId, { size: 4, email: 'big@example.com' })).body).toMatchObject({
    errors: [{ field: 'size' }],
  });
  const [has, blocked, gets] = [
    await inLine(app, eventId, 2, 100),
    await inLine(app, eventId, 2, 100),
    await inLine(app, eventId, 2),
  ];
  await gets.until('offered');
  const offerId = (await gets.now()).offer?.id;
  await gets.says('decline', { offerId });
  await has.fan.buy(id, 2);
  const block = { email: blocked.email, reason: 'Chargebacks', until: null };
  expect((await support.ask('POST', '/admin/blocks', block)).status).toBe(201);
  for (const { says } of [has, blocked]) await says('change', { size: 2, limitAmount: null });
  await gets.says('stay');
  await comesUp(eventId, [11, 12]);
  const { offer } = await gets.until('offered');
  expect(offer?.why).toContain('1 has as many tickets of this event as one fan may');
  expect(offer?.why).not.toContain('may not buy');
  const { body } = await support.ask<WaitingList>('GET', `/admin/waiting-lists/${eventId}`);
  expect(body.offersMade[0]?.passed).toEqual([
    { why: 'limit', count: 1 },
    { why: 'blocked', count: 1 },
  ]);
});

it('an offer whose email couldn’t be sent isn’t counted as missed', async () => {
  const eventId = await buildEvent(app.context);
  const entry = await inLine(app, eventId, 2);
  await comesUp(eventId);
  await entry.until('offered');
  await emailsTo(app, entry.email, 1, 'waitingOffer');
  const ofOffer = () => app.context.db('emails').where({ to_address: entry.email, kind: 'waitingOffer' });
  await eventually('it is handed over', async () => (await ofOffer().first()).state === 'kept');
  await ofOffer().update({ state: 'failed', settled_at: new Date() });
  await passTime(app.context, 31 * 60_000);
  expect(await entry.until('resting')).toMatchObject({ place: 1, lastOffer: 'broken' });
  const { lapses } = await app.context.db('waiting_entries').where({ id: entry.entryId }).first('lapses');
  expect(lapses).toBe(0);
});

it('an offer neither ends another hold of its fan nor is taken beside it', async () => {
  const eventId = await buildEvent(app.context);
  const other = await buildListing(app.context);
  const entry = await inLine(app, eventId, 2);
  const { body: held } = await entry.fan.hold(other.id, 1);
  await comesUp(eventId);
  const { offer } = await entry.until('offered');
  const take = () => entry.says('take', { offerId: offer?.id });
  expect((await take()).body).toMatchObject({ code: 'hold_open', reservationId: held.id });
  await entry.fan.ask('DELETE', `/reservations/${held.id}`);
  expect((await take()).status).toBe(200);
  // It goes over to another browser once more, while nothing is being paid.
  const phone = new Fan(app);
  const { body: taken } = await entry.says('take', { offerId: offer?.id }, phone);
  expect((await entry.fan.ask('GET', `/reservations/${taken.reservationId}`)).status).toBe(404);
  // Let go at the checkout is as good as declined.
  await phone.ask('DELETE', `/reservations/${taken.reservationId}`);
  expect(await entry.until('resting')).toMatchObject({ lastOffer: 'declined' });
});

it('a closed account waits for nothing, and leaves no address behind', async () => {
  const eventId = await buildEvent(app.context);
  const entry = await inLine(app, eventId, 2);
  await comesUp(eventId);
  await entry.until('offered');
  const exported = await entry.fan.ask<{ waitingLists: object[] }>('GET', '/account/export');
  expect(JSON.stringify(exported.body)).toContain('waitingLists');
  const closed = await entry.fan.ask('POST', '/account/close', { currentPassword: 'a long enough one' });
  expect(closed.status, JSON.stringify(closed.body)).toBe(204);
  const rows = await inTransaction(app.context.db, (trx) =>
    trx('waiting_entries').where({ id: entry.entryId }).select('state', 'email', 'person_id'),
  );
  expect(rows).toEqual([{ state: 'left', email: '', person_id: null }]);
  expect(await app.context.db('reservations').where({ email: entry.email })).toEqual([]);
});

it('joining is limited: twenty an hour from one network, ten for one address', async () => {
  const eventId = await buildEvent(app.context);
  const fan = new Fan(app);
  const email = 'often@example.com';
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push((await join(fan, eventId, { size: 1, email })).status);
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
});
