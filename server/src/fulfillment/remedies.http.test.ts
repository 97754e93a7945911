/** Tickets that can't be delivered: other tickets or the money back, over HTTP, with the books, the figures and both consignors. */
import type { DeliveryDetail, DeliveryRemedies, ReplacementOffer } from '@holdfast/shared/deliveries';
import type { Reservation } from '@holdfast/shared/reservations';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let staff: Fan;
let support: Fan;

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  [staff, support] = [await signedIn(app, 'staff'), await signedIn(app, 'support')];
});

const idOf = (order: Reservation) => order.items[0]?.tracking?.id ?? '';
const show = async (id: string) => (await staff.ask<DeliveryDetail>('GET', `/admin/deliveries/${id}`)).body;
const remedies = async (id: string) =>
  (await staff.ask<DeliveryRemedies>('GET', `/admin/deliveries/${id}/remedies`)).body;
const owed = async (consignorId: string) =>
  Number(
    (
      await app.context
        .db('ledger_entries')
        .where({ account: `consignor:${consignorId}` })
        .sum('amount as sum')
    )[0]?.sum ?? 0,
  );
const noticesOf = async (consignorId: string) =>
  (await app.context.db('consignor_notifications').where({ consignor_id: consignorId }).orderBy('at')).map(
    ({ kind }) => kind,
  );
const listingOf = (id: string) => app.context.db('listings').where({ id }).first();
const soldBy = async (consignorId: string) => {
  const [row] = await app.context.db('listing_sales').where({ consignor_id: consignorId }).sum({
    tickets: 'tickets',
    orders: 'orders',
    proceeds: 'proceeds_amount',
    commission: 'commission_amount',
  });
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, sum]) => [name, Number(sum ?? 0)]));
};

/** A game with two tickets of row F sold for $100 each, which their fan refused. */
async function refused({ priceAmount = 10_000, startsAt = fromNow(10 * dayMs) } = {}) {
  const { eventId } = await buildGame(app.context, { startsAt });
  const first = await buildConsignor(app.context);
  const sold = await buildListing(app.context, {
    eventId,
    consignorId: first,
    row: 'F',
    seats: [1, 2],
    priceAmount,
  });
  const fan = new Fan(app);
  const order = await fan.buy(sold.id, 2);
  const id = idOf(order);
  await staff.ask('POST', `/admin/deliveries/${id}/send`, { version: 1, reference: 'TM-1' });
  await fan.ask('POST', `/reservations/${order.id}/deliveries/${id}/refuse`, { cause: 'wrongTickets' });
  return { eventId, first, sold, fan, order, id };
}

const reason = 'The transfer was of another game';
const replace = async (who: Fan, id: string, offer: ReplacementOffer, more: object = {}) =>
  who.ask<DeliveryDetail & { code: string }>('POST', `/admin/deliveries/${id}/replace`, {
    fault: 'consignor',
    reason,
    version: (await show(id)).version,
    listingId: offer.listingId,
    seats: offer.seats,
    cost: offer.cost,
    ...more,
  });

it('refused tickets are replaced by better ones: the fan pays nothing more, one consignor isn’t paid, the other is by their own percentages', async () => {
  const { eventId, first, sold, fan, order, id } = await refused();
  const second = await buildConsignor(app.context);
  await buildPercentages(app.context, { consignorId: second, commissionBps: 1_000, feeBps: 1_000 });
  const better = await buildListing(app.context, {
    eventId,
    consignorId: second,
    row: 'C',
    seats: [5, 6, 7, 8],
    priceAmount: 13_000,
    splitRule: 'pairs',
  });
  await buildListing(app.context, { eventId, row: 'G', seats: [1, 2], priceAmount: 9_000 });
  await buildListing(app.context, { eventId, row: 'A', seats: [1], priceAmount: 9_000 });

  const seen = await remedies(id);
  expect(seen).toMatchObject({
    paid: { amount: 11_000 },
    noReplacement: null,
    notGood: 1,
    offers: [
      { listingId: better.id, why: 'The same section, row C instead of F', price: { amount: 14_300 } },
    ],
    refund: { amount: { amount: 22_000 }, tickets: 2, refused: null },
  });
  const [offer] = seen.offers as [ReplacementOffer];
  expect(offer.parts.map(({ what, amount }) => [what, amount.amount])).toEqual([
    ['consignor', -16_000],
    ['newConsignor', 23_400],
    ['commission', -1_400],
    ['difference', -6_000],
  ]);
  expect(offer.cost.amount).toBe(7_400);
  expect(seen.refund.parts.map(({ what, amount }) => [what, amount.amount])).toEqual([
    ['consignor', -16_000],
    ['commission', -4_000],
    ['fees', -2_000],
  ]);

  const { body: done } = await replace(staff, id, offer);
  expect(done).toMatchObject({ state: 'replaced', accepts: [], failure: { fault: 'consignor', reason } });
  const now = await fan.read(order.id);
  expect(now).toMatchObject({
    state: 'paid',
    code: order.code,
    total: { amount: 22_000 },
    items: [
      {
        row: 'C',
        seats: offer.seats,
        price: { amount: 11_000 },
        insteadOf: `Section 101, row F, seats 1–2`,
        tracking: { state: 'due' },
      },
    ],
  });
  expect(now.items[0]?.tickets.map(({ state }) => state)).toEqual(['sold', 'sold']);
  expect(await show(idOf(now))).toMatchObject({ replaces: { id }, consignor: { id: second } });
  expect(await show(id)).toMatchObject({
    replacedBy: { id: idOf(now) },
    places: expect.stringContaining('/ F / 1–2'),
  });
  expect([await owed(first), await owed(second)]).toEqual([0, -23_400]);
  expect(await listingOf(sold.id)).toMatchObject({ sold: 0, available: 0, withdrawn: 2 });
  expect(await listingOf(better.id)).toMatchObject({ sold: 2, available: 2 });
  expect(await soldBy(first)).toEqual({ tickets: 0, orders: 0, proceeds: 0, commission: 0 });
  expect(await soldBy(second)).toEqual({ tickets: 2, orders: 1, proceeds: 23_400, commission: -3_400 });
  expect(await noticesOf(first)).toEqual(['toDeliver', 'deliveryRefused', 'deliveryReplaced']);
  expect(await noticesOf(second)).toEqual(['toDeliver']);
  await eventually('one email to the fan', async () => {
    const emails = await app.context
      .db('emails')
      .where({ kind: 'deliveryReplaced', reservation_id: order.id });
    return (
      emails.length === 1 &&
      /You pay nothing more/.test(emails[0].text_body) &&
      /row C/.test(emails[0].text_body)
    );
  });
  const { body: shown } = await support.ask<SupportCase>('GET', `/admin/reservations/${order.id}`);
  expect(shown.attention).toEqual([]);
  expect(shown.books).toMatchObject({ bookedConsignorProceeds: 23_400, bookedCommission: -1_400 });

  // A second tab had it open too.
  expect(await replace(support, id, offer, { version: done.version })).toMatchObject({ status: 409 });
  // The new tickets are sent and received like others. A refund after that takes from each side what it has of the order now.
  const again = idOf(now);
  await staff.ask('POST', `/admin/deliveries/${again}/send`, { version: 1, reference: 'TM-2' });
  expect((await fan.ask('POST', `/reservations/${order.id}/deliveries/${again}/receive`)).status).toBe(200);
  await app.verify();
  await refundOnCase(order.id);
  await fan.until(order.id, ({ state }) => state === 'refunded');
  expect([await owed(first), await owed(second)]).toEqual([0, 0]);
  expect(await listingOf(better.id)).toMatchObject({ sold: 0, available: 4 });
  expect((await show(id)).state).toBe('replaced');
  expect((await show(again)).state).toBe('refunded');
  await app.verify();
});

async function refundOnCase(orderId: string): Promise<void> {
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${orderId}`);
  const payment = body.actors.find(({ type }) => type === 'payment');
  await support.ask('POST', `/admin/reservations/${orderId}/actions`, {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    reason,
  });
}

it('the same seats go once: to one of two tabs, and to the fan who held them first; a replacement that fails is replaced again', async () => {
  const { eventId, id, order, fan } = await refused();
  const near = await buildListing(app.context, { eventId, row: 'E', seats: [1, 2], priceAmount: 9_000 });
  const [offer] = (await remedies(id)).offers as [ReplacementOffer];
  expect(offer.cost.amount).toBe(-1_600);
  const other = new Fan(app);
  const { body: hold } = await other.hold(near.id, 2);
  expect(await replace(staff, id, offer)).toMatchObject({ status: 409, body: { code: 'sold_out' } });
  expect((await show(id)).state).toBe('refused');
  expect((await remedies(id)).offers).toEqual([]);
  await other.ask('DELETE', `/reservations/${hold.id}`);
  expect(await replace(staff, id, offer, { cost: { amount: 0, currency: 'USD' } })).toMatchObject({
    body: { code: 'price_changed' },
  });
  const race = await Promise.all([
    replace(staff, id, offer),
    replace(support, id, offer),
    new Fan(app).hold(near.id, 2),
    new Fan(app).hold(near.id, 2),
  ]);
  expect(race.map(({ status }) => status).filter((status) => status < 300)).toHaveLength(1);
  await app.verify();
  if ((await show(id)).state === 'refused') return;

  const next = idOf(await fan.read(order.id));
  const last = await buildListing(app.context, { eventId, row: 'F', seats: [11, 12], priceAmount: 12_000 });
  await staff.ask('POST', `/admin/deliveries/${next}/fail`, { version: 1, fault: 'consignor', reason });
  const { offers } = await remedies(next);
  // The one that failed first isn't offered, and what was bought is what the new seats are measured by.
  expect(offers.map(({ listingId }) => listingId)).toEqual([last.id]);
  expect(await replace(staff, next, offers[0] as ReplacementOffer)).toMatchObject({ status: 200 });
  expect(await fan.read(order.id)).toMatchObject({ items: [{ listingId: last.id, seats: [11, 12] }] });
  await app.verify();
});

it('the money back instead ends the order once, and its seats leave the sale; nothing is replaced after that', async () => {
  const { first, sold, fan, order, id } = await refused();
  const { refund, version } = await remedies(id);
  const body = { fault: 'consignor', reason, version, amount: refund.amount };
  expect((await staff.ask('POST', `/admin/deliveries/${id}/refund`, body)).status).toBe(403);
  expect(
    await support.ask('POST', `/admin/deliveries/${id}/refund`, {
      ...body,
      amount: { ...refund.amount, amount: 1 },
    }),
  ).toMatchObject({ status: 409, body: { code: 'price_changed' } });
  const twice = await Promise.all(
    [1, 2].map(() => support.ask('POST', `/admin/deliveries/${id}/refund`, body)),
  );
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  await fan.until(order.id, ({ state }) => state === 'refunded');
  expect((await show(id)).state).toBe('refunded');
  expect(await listingOf(sold.id)).toMatchObject({ sold: 0, available: 0, withdrawn: 2 });
  expect(await noticesOf(first)).toContain('deliveryRefunded');
  expect(await owed(first)).toBe(0);
  expect(await staff.ask('GET', `/admin/deliveries/${id}/remedies`)).toMatchObject({ status: 409 });
  await app.verify();
});

it('the way changes after the sale: to send anew, with the proof of the new way, and both are told', async () => {
  const { first, fan, order, id } = await refused({ startsAt: fromNow(dayMs) });
  const change = async (way: string) =>
    staff.ask<DeliveryDetail>('POST', `/admin/deliveries/${id}/way`, {
      way,
      reason: 'The fan has no account with the team',
      version: (await show(id)).version,
    });
  expect(await change('transfer')).toMatchObject({ status: 409, body: { code: 'nothing_to_do' } });
  expect(await change('gateCode')).toMatchObject({ status: 422 });
  const { body } = await change('file');
  expect(body).toMatchObject({ state: 'due', way: 'file', refusal: null, reference: null, sentAt: null });
  const hours = (Date.parse(body.dueBy ?? '') - Date.now()) / 3_600_000;
  expect(Math.round(hours)).toBe(2);
  expect(
    await staff.ask('POST', `/admin/deliveries/${id}/send`, { version: body.version, reference: 'TM-2' }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'files' }] } });
  expect(await fan.read(order.id)).toMatchObject({
    items: [{ way: 'file', delivery: 'Tickets to download' }],
  });
  expect(await noticesOf(first)).toContain('deliveryWay');
  await eventually('the fan is told', async () => {
    const emails = await app.context.db('emails').where({ kind: 'deliveryWay', reservation_id: order.id });
    return emails.length === 1;
  });
  expect(body.timeline[0]?.text).toBe(
    'Comes another way, PDF or picture: The fan has no account with the team',
  );
  await app.verify();
});

it('who opened the order by its link is the fan in the log', async () => {
  const { id, order } = await refused();
  const guest = new Fan(app);
  await guest.ask('POST', '/reservations/find', { code: order.code, email: 'fan@example.com' });
  await guest.ask('POST', `/reservations/${order.id}/deliveries/${id}/receive`);
  expect((await show(id)).timeline.slice(0, 3).map(({ text, by }) => [text, by])).toMatchObject([
    ['The fan has the tickets', 'the fan'],
    ['The fan can’t accept them: These aren’t the tickets that I bought', 'the fan'],
    ['Sent', expect.any(String)],
  ]);
});

it('a refund above the limit waits for a second person, and is then the same refund', async () => {
  const admin = await signedIn(app, 'admin');
  const { body: rule } = await admin.ask<{ version: number }>('GET', '/admin/settings/approvals');
  await admin.ask('PUT', '/admin/settings/approvals', { limitAmount: 100, version: rule.version });
  const { order, id } = await refused();
  const { version, refund } = await remedies(id);
  const body = { fault: 'consignor', reason, version, amount: refund.amount };
  const asked = await support.ask<DeliveryDetail>('POST', `/admin/deliveries/${id}/refund`, body);
  expect([asked.status, asked.body.version]).toEqual([200, version]);
  const refunds = () => app.context.db('refunds').where({ payment_id: order.payment?.id });
  expect(await refunds()).toEqual([]);
  const { body: found } = await support.ask<SupportCase>('GET', `/admin/reservations/${order.id}`);
  expect(found.approvals).toMatchObject([{ command: 'delivery.refund', subject: id, state: 'waiting' }]);
  const other = await signedIn(app, 'support');
  const path = `/admin/approvals/${found.approvals[0]?.id}/approve`;
  expect((await other.ask('POST', path, { reason, seenVersion: version })).body).toMatchObject({
    state: 'approved',
  });
  expect(await refunds()).toMatchObject([{ amount: refund.amount.amount }]);
  await admin.ask('PUT', '/admin/settings/approvals', { limitAmount: 0, version: rule.version + 1 });
  await eventually('the order is refunded', async () => (await refunds())[0]?.state === 'done');
  await app.verify();
});
