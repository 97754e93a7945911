/** Taxes within what fans paid, paid to the authority of their place, over HTTP: owed, booked, reported, and refunded afterwards. */
import { randomUUID } from 'node:crypto';
import type { LedgerEntryList, TrialBalance } from '@holdfast/shared/accounting';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { TaxesOwed } from '@holdfast/shared/taxes';
import { expect } from 'vitest';
import { buildEvent, buildVenue } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';

let app: TestApp;
let finance: Fan;
const erie = 'tax:US/PA/erie';
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  finance = await signedIn(app, 'finance');
  const admin = await signedIn(app, 'admin');
  const rule = { country: 'US', region: 'PA', onPrice: true, onFee: false };
  for (const more of [
    { name: 'Sales tax', ratePpm: 60_000 },
    { name: 'Amusement tax', ratePpm: 48_750, city: 'Erie' },
  ]) {
    const key = { 'idempotency-key': randomUUID() };
    expect((await admin.ask('POST', '/admin/tax-rules', { ...rule, ...more }, key)).status).toBe(201);
  }
});
it.afterEach(() => app.verify());

type Refused = { code: string; errors: Array<{ field: string; message: string }> };
const today = () => new Date().toISOString().slice(0, 10);
const pay = (who: Fan, change: object = {}, key: string = randomUUID()) =>
  who.ask<TaxesOwed & Refused>(
    'POST',
    '/admin/tax-payments',
    { account: erie, amount: 100, paidOn: today(), reference: 'Return 4711', ...change },
    { 'idempotency-key': key },
  );
const read = async () => (await finance.ask<TaxesOwed>('GET', '/admin/tax-payments')).body;
const ofErie = ({ places }: TaxesOwed) => places.find(({ account }) => account === erie);

async function buy() {
  const eventId = await buildEvent(app.context, {
    venueId: await buildVenue(app.context, { city: 'Erie' }),
  });
  const { id } = await buildListing(app.context, { eventId, seats: [5, 6], priceAmount: 10_000 });
  return new Fan(app).buy(id, 2);
}

it('what is owed to a place is paid to it, booked from the bank once, and no more than is owed', async () => {
  await buy();
  const before = await read();
  const owed = ofErie(before)?.owed ?? 0;
  expect(ofErie(before)).toMatchObject({
    jurisdiction: 'Erie, PA, US',
    collected: owed,
    refunded: 0,
    paid: 0,
  });
  expect(before.places.map(({ account }) => account).toSorted()).toEqual(['tax:US/PA/', erie]);
  expect(owed).toBeGreaterThan(0);

  const refused = async (change: object) =>
    (await pay(finance, change)).body.errors.map(({ field, message }) => `${field}: ${message}`);
  expect(await refused({ amount: owed + 1 })).toEqual(['amount: That is more than is owed to Erie, PA, US.']);
  expect(await refused({ account: 'tax:US/OH/' })).toEqual([
    'account: No tax was collected for this place. Choose another one.',
  ]);
  expect(await refused({ paidOn: '2099-01-01' })).toEqual([
    'paidOn: Give the day on which it was paid, not one ahead.',
  ]);
  expect(ofErie(await read())).toEqual(ofErie(before));

  const key = randomUUID();
  const part = { amount: owed - 1 };
  const [paid, again] = [await pay(finance, part, key), await pay(finance, part, key)];
  expect([paid.status, again.status]).toEqual([200, 200]);
  expect(paid.body.payments).toMatchObject([
    { jurisdiction: 'Erie, PA, US', amount: owed - 1, paidOn: today(), reference: 'Return 4711' },
  ]);
  expect(ofErie(await read())).toMatchObject({ owed: 1, paid: owed - 1, collected: owed });
  // Two people at once don’t pay the last cent twice.
  const both = await Promise.all([
    pay(finance, { amount: 1 }),
    pay(await signedIn(app, 'admin'), { amount: 1 }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect(ofErie(await read())).toMatchObject({ owed: 0, paid: owed });

  const { body: balance } = await finance.ask<TrialBalance>('GET', '/admin/ledger-accounts');
  expect(balance.taxes.find(({ jurisdiction }) => jurisdiction === 'Erie, PA, US')).toMatchObject({
    debits: owed,
    credits: -owed,
    closing: 0,
  });
  expect(balance.data.find(({ id }) => id === 'bank')).toMatchObject({ closing: -owed });
  const { body: entries } = await finance.ask<LedgerEntryList>(
    'GET',
    '/admin/ledger-entries?account=taxes&q=erie&order=desc',
  );
  expect(entries.data.filter(({ kind }) => kind === 'taxPaid').map(({ amount }) => amount)).toEqual([
    1,
    owed - 1,
  ]);
  const report = await finance.ask('GET', '/admin/reports?report=taxes&by=month');
  expect(report.status, JSON.stringify(report.body)).toBe(200);
  expect(JSON.stringify(report.body)).toContain(`"paid":${-owed}`);
});

it('a refund after the payment leaves the place owing us, which later sales settle', async () => {
  const { id } = await buy();
  await pay(finance, { amount: ofErie(await read())?.owed });
  const payment = await app.context.db('payments').where({ reservation_id: id }).first();
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(
        paymentMachine,
        payment.id,
        { type: 'refund', amount: Number(payment.amount), why: 'asked' },
        { by: 'test' },
      ),
    ]),
  );
  await eventually('the tax went back', async () => (ofErie(await read())?.owed ?? 0) < 0);
  const nothing = await pay(finance, { amount: 1 });
  expect(nothing.body.errors).toMatchObject([{ field: 'amount' }]);
  await buy();
  expect(ofErie(await read())).toMatchObject({ owed: 0 });
});

it('verify names a payment that the books don’t have, and one of another sum', async () => {
  const { id } = await app.context.db('tax_payments').orderBy('id').first();
  const named = (breakIt: (trx: Trx) => Promise<unknown>) => namedWhenBroken(app.context, breakIt);
  expect(await named((trx) => trx('tax_payments').where({ id }).update({ amount: 7 }))).toContain(
    `2.tax-payments ${id}`,
  );
  expect(await named((trx) => trx('ledger_transactions').where({ cause: id }).delete())).toContain(
    `2.tax-payments ${id}`,
  );
});
