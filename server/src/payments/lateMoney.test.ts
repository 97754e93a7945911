/** Money that comes after its hold has ended, story by story: its seats, as good ones, or its way back. */
import { type PaymentMessage, paymentMachine } from '@holdfast/shared/payments/machines';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, type ListingOptions, listingCounts } from '../../test/factories/listings.ts';
import { hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it as base } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

// The late captures are sent by hand, so the sandbox doesn't know of them.
const it = base.extend('sandboxAgrees', { scope: 'file' }, false);
let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  support = await signedIn(app, 'support');
});

interface Late {
  fan: Fan;
  id: string;
  paymentId: string;
}

/** A fan whose card was declined, and whose hold then ended. */
async function endedHold(listingId: string, quantity = 2): Promise<Late> {
  const fan = new Fan(app);
  const { body } = await fan.hold(listingId, quantity);
  await fan.pay(body.id, '4000000000000002');
  await fan.until(body.id, ({ payment }) => payment?.state === 'failed');
  await passTime(app.context, hourMs);
  const { id: paymentId } = await app.context.db('payments').where({ reservation_id: body.id }).first();
  expect((await fan.read(body.id)).state).toBe('expired');
  return { fan, id: body.id, paymentId };
}
const build = (options: ListingOptions = {}) =>
  buildListing(app.context, { seats: [1, 2, 3, 4], priceAmount: 10_000, ...options });
const land = (...late: Late[]) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(
      trx,
      late.map(({ paymentId }) => {
        const message: PaymentMessage = { type: 'captured', stripeId: `pi_${paymentId}` };
        return messageTo(paymentMachine, paymentId, message, { by: 'stripe' });
      }),
    ),
  );
const mailOf = async (id: string, kind: string) => {
  await eventually(`the ${kind} email`, async () => (await rowsOf(id, kind)).length > 0);
  return (await rowsOf(id, kind))[0];
};
const rowsOf = (id: string, kind: string) => app.context.db('emails').where({ reservation_id: id, kind });
const ledgerOf = async (paymentId: string) =>
  Object.fromEntries(
    (
      await app.context
        .db('ledger_postings')
        .where({ payment_id: paymentId })
        .groupBy('account')
        .select('account')
        .sum('amount as n')
    ).map(({ account, n }) => [account.split(':')[0], Number(n)]),
  );
const goesBack = async ({ id, paymentId, fan }: Late) => {
  expect((await fan.read(id)).state).toBe('expired');
  expect(await ledgerOf(paymentId)).toEqual({ stripe: 22_400, unclaimed: -22_400 });
  const refunds = await app.context.db('refunds').where({ payment_id: paymentId });
  expect(refunds.map(({ amount }) => Number(amount))).toEqual([22_400]);
};

it('its very seats are still free: it gets them', async () => {
  const { id: listingId } = await build();
  const late = await endedHold(listingId);
  await land(late);
  const order = await late.fan.read(late.id);
  expect(order).toMatchObject({ state: 'paid', seatsChanged: null });
  expect(order.items[0]?.seats).toEqual([1, 2]);
});

it('its seats are gone, and as good ones of the same listing are free: it gets those at its price, and is told', async () => {
  const { id: listingId } = await build();
  const late = await endedHold(listingId);
  await new Fan(app).buy(listingId, 2);
  // Dearer meanwhile: the hold's price stays.
  await app.context.db('listings').where({ id: listingId }).update({ price_amount: 15_000 });
  await land(late);
  const order = await late.fan.read(late.id);
  expect(order.state).toBe('paid');
  expect(order.total.amount).toBe(22_400);
  expect(order.items[0]).toMatchObject({ seats: [3, 4] });
  expect(order.items[0]?.tickets.map(({ seat, state }) => [seat, state])).toEqual([
    [3, 'sold'],
    [4, 'sold'],
  ]);
  const words = 'You have seats 3–4 instead of seats 1–2: same section, same row, same price.';
  expect(order.seatsChanged).toContain(words);
  expect(order.timeline.some(({ text }) => text.includes(words))).toBe(true);
  expect((await mailOf(late.id, 'order')).text_body).toContain(words);
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 0, sold: 4 });
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${late.id}`);
  expect(
    body.timeline.some(({ text }) => text.includes('as good ones of the same listing are sold instead')),
  ).toBe(true);
});

it('general admission: any of its tickets are as good', async () => {
  const { id: listingId } = await buildListing(app.context, {
    ticketType: 'Floor',
    quantity: 4,
    priceAmount: 10_000,
  });
  const late = await endedHold(listingId);
  await new Fan(app).buy(listingId, 2);
  await land(late);
  expect(await late.fan.read(late.id)).toMatchObject({ state: 'paid', seatsChanged: null });
});

it('only one of its two seats is left: all of it goes back at once, with an email, and its case says so', async () => {
  const { id: listingId } = await build({ seats: [1, 2, 3] });
  const late = await endedHold(listingId);
  await new Fan(app).buy(listingId, 2);
  await land(late);
  await goesBack(late);
  expect((await mailOf(late.id, 'latePayment')).text_body).toContain(
    'All of it goes back to your card automatically',
  );
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${late.id}`);
  expect(body.sentence).toContain('after the hold had ended, when its tickets were gone');
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 1, sold: 2 });
});

it('as many are free, but apart from each other: as good means together, so it goes back', async () => {
  const { id: listingId } = await build({ seats: [1, 2, 3] });
  const late = await endedHold(listingId);
  await app.context.db.raw(`UPDATE tickets SET state = 'withdrawn' WHERE listing_id = ? AND seat = 2`, [
    listingId,
  ]);
  await app.context.db('listings').where({ id: listingId }).update({ available: 2, withdrawn: 1 });
  await land(late);
  await goesBack(late);
});

it('the split rule doesn’t let that many of what is free go: it goes back', async () => {
  const { id: listingId } = await build({ seats: [1, 2, 3, 4, 5], splitRule: 'neverLeaveOne' });
  const late = await endedHold(listingId);
  await new Fan(app).buy(listingId, 2);
  await land(late);
  // Two of the three that are left would leave one alone.
  await goesBack(late);
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 3, sold: 2 });
});

it('two late payments for the same seats in one batch: one gets them, the other the next best', async () => {
  const { id: listingId } = await build();
  const first = await endedHold(listingId);
  const second = await endedHold(listingId);
  await land(first, second);
  expect((await first.fan.read(first.id)).items[0]?.seats).toEqual([1, 2]);
  expect(await second.fan.read(second.id)).toMatchObject({ state: 'paid', items: [{ seats: [3, 4] }] });
});

it('two late payments for the same seats, and no others: one gets them, the other its money', async () => {
  const { id: listingId } = await build({ seats: [1, 2] });
  const first = await endedHold(listingId);
  const second = await endedHold(listingId);
  await land(first, second);
  expect((await first.fan.read(first.id)).state).toBe('paid');
  await goesBack(second);
});

it('in a batch, who can have the very same seats gets them before others get them as as good ones', async () => {
  const { id: listingId } = await build();
  const wantsFirst = await endedHold(listingId);
  const blocks = new Fan(app);
  const { body: block } = await blocks.hold(listingId, 2);
  const wantsLast = new Fan(app);
  const { body: last } = await wantsLast.hold(listingId, 2);
  await wantsLast.pay(last.id, '4000000000000002');
  await wantsLast.until(last.id, ({ payment }) => payment?.state === 'failed');
  await blocks.pay(block.id);
  await blocks.until(block.id, ({ state }) => state === 'paid');
  await passTime(app.context, hourMs);
  const { id: paymentId } = await app.context.db('payments').where({ reservation_id: last.id }).first();
  // Seats 1 and 2 are sold; 3 and 4 were the second one's.
  await land(wantsFirst, { fan: wantsLast, id: last.id, paymentId });
  expect(await wantsLast.read(last.id)).toMatchObject({ state: 'paid', seatsChanged: null });
  await goesBack(wantsFirst);
});
