/** Receipts and credit notes, over HTTP: who gets them, what they say, and that no number is left out. */
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { IssuedReceipt } from '@holdfast/shared/receipts';
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { rebuildSales } from '../statistics/recount.ts';
import { verify } from '../verify/verify.ts';
import { issueAll, issueOf } from './issueReceipts.ts';
import { Receipt } from './Receipt.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

async function buy(quantity = 2): Promise<{ fan: Fan; id: string }> {
  const fan = new Fan(app);
  const { id: listingId } = await buildListing(app.context, { seats: [7, 8] });
  const { id } = await fan.buy(listingId, quantity);
  return { fan, id };
}
async function refund(id: string): Promise<void> {
  const { id: paymentId, amount } = await app.context.db('payments').where({ reservation_id: id }).first();
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(paymentMachine, paymentId, { type: 'refund', amount, why: 'asked' }, { by: 'test' }),
    ]),
  );
}
const listOf = async (who: Fan, id: string, admin = '') =>
  (await who.ask<{ data: IssuedReceipt[] }>('GET', `${admin}/reservations/${id}/receipts`)).body.data;
const all = () => Receipt.query(app.context.db).orderBy(['kind', 'number']);

it('a buyer reads the receipt of the order as PDF, and nobody else but support and finance', async () => {
  const { fan, id } = await buy();
  const order = await fan.read(id);
  const [receipt, ...more] = await listOf(fan, id);
  expect(more).toEqual([]);
  expect(receipt).toMatchObject({
    kind: 'receipt',
    amount: order.total,
    number: expect.stringMatching(/^R-\d{6}$/),
  });
  const path = `/reservations/${id}/receipts/${receipt?.number}.pdf`;
  const pdf = await fan.file(path);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await fan.file(path)).length).toBe(pdf.length);

  const { fan: other, id: otherId } = await buy();
  expect((await other.ask('GET', `/reservations/${id}/receipts`)).status).toBe(404);
  expect((await other.ask('GET', path)).status).toBe(404);
  // Not by an order of one's own either.
  expect((await other.ask('GET', path.replace(id, otherId))).status).toBe(404);
  const support = await signedIn(app, 'support');
  expect(await listOf(support, id, '/admin')).toEqual([receipt]);
  expect((await support.file(`/admin/receipts/${receipt?.number}.pdf`)).length).toBe(pdf.length);
  expect((await support.ask('GET', '/admin/receipts/R-999999.pdf')).status).toBe(404);
});

it('says what was paid for, and stays as it is', async () => {
  const { fan, id } = await buy();
  await listOf(fan, id);
  const [receipt] = await Receipt.query(app.context.db).where({ reservation_id: id });
  const order = await fan.read(id);
  const [item] = order.items;
  expect(receipt?.document).toMatchObject({
    order: order.code,
    card: '4242',
    total: order.total.amount,
    currency: 'USD',
    event: { name: order.event.name, startsAt: order.event.startsAt },
    lines: [
      {
        text: `Section ${item?.section}, row ${item?.row}, seats 7–8`,
        quantity: 2,
        price: item?.priceParts.price.amount,
        fee: item?.priceParts.fee.amount,
      },
    ],
  });
  await expect(
    app.context.db('receipts').where({ reservation_id: id }).update({ amount: 1 }),
  ).rejects.toThrow(/receipts/);
});

it('a hold has none; a refund gets a credit note for its receipt', async () => {
  const holder = new Fan(app);
  const { id: listingId } = await buildListing(app.context);
  const { body: held } = await holder.hold(listingId, 1);
  expect(await listOf(holder, held.id)).toEqual([]);

  const { fan, id } = await buy();
  await refund(id);
  await eventually('the order is refunded', async () => (await fan.read(id)).state === 'refunded');
  const papers = await listOf(fan, id);
  expect(papers.map(({ kind }) => kind)).toEqual(['receipt', 'creditNote']);
  expect(papers[1]?.amount).toEqual(papers[0]?.amount);
  const note = await Receipt.query(app.context.db).findOne({ reservation_id: id, kind: 'creditNote' });
  expect(note?.document.receipt).toBe(Number(papers[0]?.number.slice(2)));
  expect(await listOf(fan, id)).toEqual(papers);
});

it('numbers have no gap and no double, though many ask at the same moment', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => buy(1)));
  await Promise.all([
    issueAll(app.context.db),
    issueAll(app.context.db),
    ...orders.map(({ fan, id }) => listOf(fan, id)),
  ]);
  // What fails takes no number.
  await expect(
    inTransaction(app.context.db, async (trx) => {
      const { id } = await buy(1);
      await issueOf(trx, id);
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  await issueAll(app.context.db);
  const receipts = (await all()).filter(({ kind }) => kind === 'receipt');
  expect(receipts.map(({ number }) => number)).toEqual(receipts.map((_, at) => at + 1));
  const paid = await app.context.db('reservations').whereIn('state', ['paid', 'refunded']).pluck('id');
  expect(new Set(receipts.map(({ reservationId }) => reservationId))).toEqual(new Set(paid));
  await app.verify();
});

it('an order that is brought in with an older date gets its receipt by the nightly look, and verify waits for it', async () => {
  await issueAll(app.context.db);
  const { id } = await buy(1);
  const receiptsOfIt = async () => (await Receipt.query(app.context.db).where({ reservation_id: id })).length;
  const { paid_at: paidAt } = await app.context.db('reservations').where({ id }).first('paid_at');
  const setPaid = (at: unknown) =>
    inTransaction(app.context.db, async (trx) => {
      await trx('reservations').where({ id }).update({ paid_at: at });
      await rebuildSales(trx);
    });
  // As if it had been paid long before the last run, counted on that day.
  await setPaid(fromNow(-2 * dayMs));
  await issueAll(app.context.db);
  expect(await receiptsOfIt()).toBe(0);
  const broken = (await verify(app.context.db, app.context.engine)).map(({ invariant, subject }) => [
    invariant,
    subject,
  ]);
  expect(broken).toContainEqual(['10.receipts', id]);
  await issueAll(app.context.db, { ever: true });
  expect(await receiptsOfIt()).toBe(1);
  // Otherwise the books would be of another instant.
  await setPaid(paidAt);
});

it('an order gets its receipt with the next run where the clock was set back since the last', async () => {
  const series = () => app.context.db('receipt_series').where({ kind: 'receipt' });
  await series().update({ issued_until: fromNow(4 * dayMs) });
  const { id } = await buy(1);
  await app.verify();
  await issueAll(app.context.db);
  expect(await Receipt.query(app.context.db).where({ reservation_id: id })).toHaveLength(1);
  expect((await series().first()).issued_until.getTime()).toBeLessThan(Date.now());
});

it('who reads an order whose papers are there waits for no number', async () => {
  const { fan, id } = await buy(1);
  const [receipt] = await listOf(fan, id);
  await inTransaction(app.context.db, async (trx) => {
    await trx.raw('SELECT FROM receipt_series FOR UPDATE');
    expect(await listOf(fan, id)).toEqual([receipt]);
  });
});
