/** Sold tickets on their way to the fan, over HTTP: to send, proof, the fan's answer, lateness, and the end with a refund. */
import { randomUUID } from 'node:crypto';
import type { DeliveryDetail, DeliverySummary, OwnDeliveries } from '@holdfast/shared/deliveries';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import type { Reservation } from '@holdfast/shared/reservations';
import type { SupportCase } from '@holdfast/shared/support';
import { DateTime } from 'luxon';
import { PDFDocument } from 'pdf-lib';
import { expect } from 'vitest';
import { brokerFile, buildNamedGame } from '../../test/brokerFiles.ts';
import { passTime } from '../../test/clock.ts';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, buildListings, type ListingOptions } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { importClient } from '../../test/importClient.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { pdfOf, pictureOf } from '../../test/ticketFiles.ts';
import { eraseFanNotes } from '../deliveries/index.ts';
import { notificationJobs } from '../notifications/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { takeInDeliveries } from './takeIn.ts';

let app: TestApp;
let staff: Fan;
let support: Fan;

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  [staff, support] = [await signedIn(app, 'staff', 'Ann Keller'), await signedIn(app, 'support')];
});

const trackingOf = (order: Reservation) => {
  const tracking = order.items[0]?.tracking;
  if (!tracking) throw new Error(`${order.id} has no delivery`);
  return tracking;
};

/** A listing of a game, which is another's gate. */
async function sold(options: ListingOptions = {}, quantity = 2, startsAt = fromNow(10 * dayMs)) {
  const { eventId } = await buildGame(app.context, { startsAt });
  const listing = await buildListing(app.context, { eventId, ...options });
  const fan = new Fan(app);
  const order = await fan.buy(listing.id, quantity);
  return { fan, order, listing, id: trackingOf(order).id };
}
const show = async (id: string) => (await staff.ask<DeliveryDetail>('GET', `/admin/deliveries/${id}`)).body;
const act = (who: Fan, path: string, body: object) =>
  who.ask<DeliveryDetail & { code: string; errors: Array<{ field: string; code: string }> }>(
    'POST',
    path,
    body,
  );
const send = async (id: string, proof: object = { reference: 'TM-4711' }) =>
  act(staff, `/admin/deliveries/${id}/send`, { version: (await show(id)).version, ...proof });
const upload = (who: Fan, path: string, bytes: Buffer, query: string) =>
  who.ask<DeliveryDetail & { code: string }>('POST', `${path}?${query}`, bytes, {
    'content-type': 'application/octet-stream',
    'idempotency-key': randomUUID(),
  });
const emailsOf = (kind: string, reservationId: string) =>
  app.context.db('emails').where({ kind, reservation_id: reservationId });
const eraseFanNotesOf = (reservationId: string) =>
  inTransaction(app.context.db, (trx) => eraseFanNotes(trx, [reservationId]));
const attentionOf = async (id: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body.attention;

it('a game’s tickets are transferred: no code of ours, due until 48 hours before, sent with proof, received by the fan', async () => {
  const { fan, order, id, listing } = await sold();
  const startsAt = Date.parse(order.event.startsAt);
  expect(order.items[0]).toMatchObject({ delivery: 'Mobile transfer', way: 'transfer' });
  expect(order.items[0]?.tickets.map(({ code }) => code)).toEqual([null, null]);
  expect(trackingOf(order)).toMatchObject({
    state: 'due',
    dueBy: new Date(startsAt - 2 * dayMs).toISOString(),
    mayReceive: false,
  });
  const asked = await app.context.db('consignor_notifications').where({ listing_id: listing.id });
  expect(asked).toMatchObject([{ kind: 'toDeliver', facts: { seats: [1, 2], way: 'transfer' } }]);
  // The consignor's clocks, not the venue's, where they are known.
  const { consignorId } = listing;
  await app.context.db('consignors').where({ id: consignorId }).update({ time_zone: 'Asia/Tokyo' });
  const [toldThem] = await sendConsignorEmailsNow(app, consignorId);
  const inTokyo = DateTime.fromMillis(startsAt - 2 * dayMs, { zone: 'Asia/Tokyo' });
  expect(toldThem?.text_body).toContain(`by ${inTokyo.toFormat('ccc, LLL d, h:mm a')} GMT+9`);
  const { code } = await app.context.db('tickets').where({ reservation_id: order.id }).first();
  expect((await fan.ask('GET', `/tickets/${code}/qr.svg`)).status).toBe(404);
  await eventually('the order’s email', async () => (await emailsOf('order', order.id)).length === 1);
  const [email] = await emailsOf('order', order.id);
  expect(email.text_body).toContain('The seller transfers them to you, to fan@example.com, in the app');
  expect(email.text_body).not.toContain(code);
  expect(email.subject).toMatch(/^Your order: /);

  const { body: list } = await staff.ask<{ data: DeliverySummary[] }>(
    'GET',
    `/admin/deliveries?q=${order.code}`,
  );
  expect(list.data).toMatchObject([
    { id, state: 'due', places: expect.stringMatching(/^101 \/ R\d+ \/ 1–2$/) },
  ]);
  expect(await show(id)).toMatchObject({
    recipient: 'fan@example.com',
    accepts: ['send', 'receive', 'fail', 'changeWay'],
  });
  expect(await send(id, {})).toMatchObject({ status: 422, body: { errors: [{ field: 'reference' }] } });
  expect(await send(id)).toMatchObject({ status: 200, body: { state: 'sent', reference: 'TM-4711' } });
  const late = await act(staff, `/admin/deliveries/${id}/send`, { version: 1, reference: 'TM-1' });
  expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  await eventually('the fan is told', async () => (await emailsOf('deliverySent', order.id)).length === 1);
  const [told] = await emailsOf('deliverySent', order.id);
  expect(told.text_body).toContain('Number: TM-4711.');

  expect(trackingOf(await fan.read(order.id))).toMatchObject({
    state: 'sent',
    reference: 'TM-4711',
    mayReceive: true,
  });
  const path = `/reservations/${order.id}/deliveries/${id}`;
  expect((await new Fan(app).ask('POST', `${path}/receive`)).status).toBe(404);
  const other = await sold({ row: 'Z' });
  expect(
    (await other.fan.ask('POST', `/reservations/${other.order.id}/deliveries/${id}/receive`)).status,
  ).toBe(404);
  expect(await fan.ask('POST', `${path}/receive`)).toMatchObject({
    status: 200,
    body: { items: [{ tracking: { state: 'received', receivedBy: 'fan' } }] },
  });
});

it('own events’ gate codes are with the fan at once; files are seen by the order’s owner alone, after they were sent', async () => {
  const own = await new Fan(app).buy((await buildListing(app.context)).id, 1);
  expect(own.items[0]).toMatchObject({
    delivery: 'Tickets ready now',
    tickets: [{ code: expect.any(String) }],
    tracking: { state: 'received', receivedBy: 'atOnce' },
  });
  expect((await staff.ask('GET', `/admin/deliveries/${trackingOf(own).id}`)).status).toBe(404);

  const { fan, order, id } = await sold({ deliveryWay: 'file' });
  const path = `/admin/deliveries/${id}/files`;
  const png = await pictureOf('4711003');
  expect(await send(id, {})).toMatchObject({ status: 422, body: { errors: [{ field: 'files' }] } });
  expect(await upload(staff, path, Buffer.from('<html>'), 'name=ticket.pdf')).toMatchObject({
    body: { code: 'file_not_recognized' },
  });
  const [first, second] = (await show(id)).tickets;
  expect(
    await upload(staff, path, png, 'name=first.png&ticketId=tkt_01kz8m3qj4w0d9s7r6t5y2x1c0'),
  ).toMatchObject({
    status: 422,
  });
  const one = await upload(staff, path, png, `name=first.png&ticketId=${first?.id}`);
  expect(one.body.files).toMatchObject([{ name: 'first.png', mediaType: 'image/png', isProof: false }]);
  await upload(staff, path, png, 'name=proof.png&isProof=true');
  expect((await show(id)).tickets.map(({ barcode }) => barcode)).toEqual(['4711003', null]);
  expect(await send(id, {})).toMatchObject({ status: 422 });
  expect(await upload(staff, path, png, `name=second.png&ticketId=${second?.id}`)).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'known_barcode' }] },
  });
  await upload(staff, path, await pictureOf('4711004'), `name=second.png&ticketId=${second?.id}`);
  const fileId = one.body.files[0]?.id;
  const fanPath = `/reservations/${order.id}/deliveries/${id}/files/${fileId}`;
  expect((await fan.ask('GET', fanPath)).status).toBe(404);
  expect((await send(id, {})).status).toBe(200);
  const { files } = trackingOf(await fan.read(order.id));
  expect(files.map(({ name }) => name)).toEqual(['first.png', 'second.png']);
  const got = await fan.ask('GET', fanPath);
  expect([
    got.status,
    got.headers.get('content-disposition'),
    got.headers.get('x-content-type-options'),
  ]).toEqual([200, 'attachment; filename="first.png"', 'nosniff']);
  expect(await fan.file(fanPath)).toEqual(png);
  expect((await new Fan(app).ask('GET', fanPath)).status).toBe(404);
  expect(await upload(staff, path, png, 'name=third.png')).toMatchObject({ status: 409 });
});

it('one PDF becomes a file for each ticket with its barcode; pages and barcodes must be right', async () => {
  const { fan, order, id, listing } = await sold({ deliveryWay: 'file' });
  const path = `/admin/deliveries/${id}/files`;
  const whole = (pdf: Buffer) => upload(staff, path, pdf, 'name=tickets.pdf&split=true');
  const wrong = async (pdf: Buffer) =>
    (await whole(pdf)).body as unknown as { code: string; errors: unknown[] };
  expect(await wrong(await pdfOf('5000001'))).toMatchObject({ errors: [{ code: 'page_count' }] });
  expect(await wrong(await pdfOf('5000001', '5000001'))).toMatchObject({ errors: [{ code: 'repeated' }] });
  expect(await wrong(await pictureOf('5000001'))).toMatchObject({ errors: [{ code: 'not_a_pdf' }] });
  expect(await wrong(Buffer.from('%PDF-1.7 and nothing more'))).toMatchObject({
    code: 'file_not_recognized',
  });
  const { body } = await whole(await pdfOf('5000001', '5000002'));
  expect(body.files.map(({ name }) => name)).toEqual(['tickets, seat 1.pdf', 'tickets, seat 2.pdf']);
  expect(body.tickets.map(({ barcode }) => barcode)).toEqual(['5000001', '5000002']);
  // A file that is removed before it was sent gives its barcode back.
  await staff.ask('DELETE', `${path}/${body.files[1]?.id}`);
  const [, second] = body.tickets;
  const again = await upload(staff, path, await pdfOf('5000002'), `name=b.pdf&ticketId=${second?.id}`);
  expect(again.body.tickets.map(({ barcode }) => barcode)).toEqual(['5000001', '5000002']);
  expect((await send(id, {})).status).toBe(200);
  const { files, barcodes } = trackingOf(await fan.read(order.id));
  expect([files.length, barcodes]).toEqual([2, []]);
  const single = await PDFDocument.load(
    await fan.file(`/reservations/${order.id}/deliveries/${id}/files/${files[1]?.id}`),
  );
  expect(single.getPageCount()).toBe(1);
  // Another listing of the game can't deliver the same ticket.
  const { id: other } = await buildListing(app.context, { eventId: listing.eventId, deliveryWay: 'file' });
  const theirs = trackingOf(await new Fan(app).buy(other, 1)).id;
  const copied = await upload(
    staff,
    `/admin/deliveries/${theirs}/files`,
    await pdfOf('5000002'),
    'name=c.pdf',
  );
  expect(copied).toMatchObject({ status: 422, body: { errors: [{ code: 'known_barcode' }] } });
});

it('no barcode of an event is delivered twice', async () => {
  const { eventId } = await buildGame(app.context);
  const [one, other] = await buildListings(app.context, [
    { eventId, deliveryWay: 'barcode', row: 'A' },
    { eventId, deliveryWay: 'barcode', row: 'B' },
  ]);
  const [first, second] = [await new Fan(app).buy(one!.id, 2), await new Fan(app).buy(other!.id, 1)];
  const barcodesOf = (order: Reservation, codes: string[]) =>
    order.items[0]?.tickets.map(({ id: ticketId }, at) => ({ ticketId, code: codes[at] }));
  const given = { barcodes: barcodesOf(first, ['4711001', '4711002']) };
  expect(await send(trackingOf(first).id, { barcodes: given.barcodes?.slice(0, 1) })).toMatchObject({
    status: 422,
  });
  expect((await send(trackingOf(first).id, given)).status).toBe(200);
  const twice = await send(trackingOf(second).id, { barcodes: barcodesOf(second, ['4711002']) });
  expect(twice).toMatchObject({ status: 422, body: { errors: [{ code: 'known_barcode' }] } });
});

it('what the fan can’t accept waits for a decision, names whose part it is, and ends with the refund', async () => {
  const { who: seller, id: _ } = await somebody(app, ['consignor'], {
    consignorId: (await buildListing(app.context)).consignorId,
  });
  const { fan, order, id, listing } = await sold();
  await send(id);
  const path = `/reservations/${order.id}/deliveries/${id}`;
  const refused = await fan.ask('POST', `${path}/refuse`, {
    cause: 'wrongTickets',
    note: 'They are for row 40',
  });
  expect(refused).toMatchObject({ status: 200, body: { items: [{ tracking: { state: 'refused' } }] } });
  expect(await show(id)).toMatchObject({ refusal: 'wrongTickets', fanNote: 'They are for row 40' });
  expect(await attentionOf(order.id)).toMatchObject([
    { cause: 'delivery', text: expect.stringContaining('aren’t the tickets') },
  ]);
  await eventually(
    'staff are told',
    async () => (await app.context.db('emails').where({ kind: 'deliveryAlarm' })).length > 0,
  );
  await eraseFanNotesOf(order.id);
  expect((await show(id)).fanNote).toBeNull();
  // Another consignor sees nothing of it; its own one says that it can't deliver.
  expect(
    (await act(seller, `/selling/deliveries/${id}/fail`, { reason: 'Sold twice', version: 1 })).status,
  ).toBe(404);
  const { who: owner } = await somebody(app, ['consignor'], { consignorId: listing.consignorId });
  const { body: own } = await owner.ask<OwnDeliveries>('GET', '/selling/deliveries?queue=problem');
  expect(own).toMatchObject({
    total: 1,
    counts: { toSend: 0, problem: 1 },
    data: [{ id, orderCode: order.code }],
  });
  const failed = { reason: 'Sold twice', version: own.data[0]?.version };
  expect(await act(owner, `/selling/deliveries/${id}/fail`, failed)).toMatchObject({
    status: 200,
    body: { state: 'failed', failure: { fault: 'consignor', reason: 'Sold twice' } },
  });
  const [needed] = await attentionOf(order.id);
  expect(needed?.text).toMatch(/can’t be delivered, the part of Consignor \d+/);
  const { body: found } = await support.ask<SupportCase>('GET', `/admin/reservations/${order.id}`);
  const payment = found.actors.find(({ type }) => type === 'payment');
  const refund = {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    reason: 'Not delivered',
  };
  await support.ask('POST', `/admin/reservations/${order.id}/actions`, refund);
  await fan.until(order.id, ({ state }) => state === 'refunded');
  expect((await show(id)).state).toBe('refunded');
  expect(await attentionOf(order.id)).toEqual([]);
  expect(await send(id)).toMatchObject({ status: 409, body: { code: 'transition_refused' } });
});

it('waits for the in-hand day, follows the event, alarms staff once per event, and is received by silence', async () => {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(30 * dayMs) });
  const inHandOn = fromNow(10 * dayMs).slice(0, 10);
  const listing = await buildListing(app.context, { eventId, inHandOn });
  const fan = new Fan(app);
  const order = await fan.buy(listing.id, 1);
  const { id } = trackingOf(order);
  expect(order.items[0]?.delivery).toMatch(/^Mobile transfer from /);
  expect(trackingOf(order).state).toBe('waiting');
  await staff.ask('POST', '/admin/listings/actions', { action: 'inHand', ids: [listing.id], on: null });
  await eventually('it is due', async () => (await show(id)).state === 'due');
  const { body: event } = await staff.ask<{ status: string; startsAt: string }>(
    'GET',
    `/admin/events/${eventId}`,
  );
  // One that is sent waits for its fan's answer until a day after the start, which is nowhere now.
  const other = await buildListing(app.context, { eventId });
  const answered = trackingOf(await new Fan(app).buy(other.id, 1)).id;
  await send(answered);
  const seen = { status: event.status, startsAt: event.startsAt };
  const postponed = await act(staff, `/admin/events/${eventId}/changes`, {
    kind: 'postpone',
    reason: 'Snow',
    seen,
  });
  expect(postponed.status).toBeLessThan(300);
  expect((await show(answered)).state).toBe('sent');
  expect((await show(id)).dueBy).toBeNull();
  const moved = { kind: 'move', localStart: '2038-05-15T19:30', reason: 'Snow' };
  await act(staff, `/admin/events/${eventId}/changes`, { ...moved, seen: { ...seen, status: 'postponed' } });
  expect((await show(id)).dueBy).toBe('2038-05-13T23:30:00.000Z');

  const until = (instant: string) => passTime(app.context, Date.parse(instant) - Date.now());
  await until('2038-05-13T23:31:00.000Z');
  expect(await show(id)).toMatchObject({
    state: 'overdue',
    accepts: ['send', 'receive', 'fail', 'changeWay'],
  });
  const overdue = await staff.ask<{ total: number }>(
    'GET',
    `/admin/deliveries?queue=overdue&eventId=${eventId}`,
  );
  expect(overdue.body.total).toBe(1);
  const { rows } = await app.context.db.raw(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'notifications.mailDeliveryAlarm' AND payload ->> 'eventId' = ?`,
    [eventId],
  );
  expect(rows.map(({ payload }: { payload: object }) => payload)).toMatchObject([
    { eventId, isLastCall: false },
  ]);
  await notificationJobs(app.context)['notifications.mailDeliveryAlarm']?.(rows[0].payload);
  const alarms = await app.context.db('emails').where('cause', 'like', `${rows[0].payload.cause}/%`);
  expect(alarms.map(({ subject }) => subject)).toEqual(
    Array(2).fill(expect.stringMatching(/^Late: 1 ticket isn’t sent for Guests/)),
  );
  expect(alarms[0].text_body).toContain(`Order ${order.code}: 1 ticket of Consignor`);
  await until('2038-05-15T19:31:00.000Z');
  expect((await show(id)).timeline.map(({ text }) => text)).toContain(
    'Four hours before the start: staff were alarmed again',
  );
  await send(id);
  await until('2038-05-16T23:31:00.000Z');
  expect(trackingOf(await fan.read(order.id))).toMatchObject({ state: 'received', receivedBy: 'silence' });
});

it('a file’s way, in-hand day and barcodes are used: they are sent by themselves; its barcodes are nobody else’s', async () => {
  const game = await buildNamedGame(app.context);
  const rows = [{ barcodes: '900100,900200' }, { stock_type: 'HARD' }];
  const file = brokerFile(SYNC_COLUMNS, game, rows);
  const imports = importClient(staff);
  const consignorId = await buildConsignor(app.context);
  await imports.apply(await imports.upload(file, { consignorId }));
  const listings = await app.context.db('listings').where({ consignor_id: consignorId }).orderBy('row');
  expect(listings.map(({ delivery_way }) => delivery_way)).toEqual(['barcode', 'courier']);
  const ids = listings.map(({ id }) => id);
  await staff.ask('POST', '/admin/listings/actions', { action: 'approve', ids });
  const fan = new Fan(app);
  const order = await fan.buy(ids[0], 2);
  await fan.until(order.id, (now) => trackingOf(now).state === 'sent');
  const { barcodes } = trackingOf(await fan.read(order.id));
  expect(barcodes.map(({ code }) => code).sort()).toEqual(['900100', '900200']);
  expect((await show(trackingOf(order).id)).timeline[0]).toMatchObject({ text: 'Sent', by: 'system' });
  const again = brokerFile(SYNC_COLUMNS, game, [
    { inventory_id: 'x-1', row: 'X', barcodes: '900100,900300' },
  ]);
  const other = await imports.upload(again, { consignorId: await buildConsignor(app.context) });
  expect(await imports.rowsOf(other)).toMatchObject([{ problems: [{ code: 'known_barcode' }] }]);
});

it('orders of an earlier version get their deliveries, once', async () => {
  const { db, engine } = app.context;
  const { order, id } = await sold();
  await db('timers').where({ actor_id: id }).del();
  await db('delivery_files').where({ delivery_id: id }).del();
  await db('deliveries').where({ id }).del();
  const since = new Date(Date.parse(order.paidAt ?? '') - 1).toISOString();
  expect(await takeInDeliveries({ db, engine }, since)).toBe(1);
  expect(await takeInDeliveries({ db, engine })).toBe(0);
  const [made] = await db('deliveries').where({ reservation_id: order.id });
  expect(made).toMatchObject({
    state: 'due',
    due_by: new Date(Date.parse(order.event.startsAt) - 2 * dayMs),
  });
});
