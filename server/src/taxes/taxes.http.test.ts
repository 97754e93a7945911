/** Taxes by place, over HTTP: set, kept with the hold, in the books, on papers, and back with refunds. */
import { randomUUID } from 'node:crypto';
import type { TrialBalance } from '@holdfast/shared/accounting';
import type { Reservation } from '@holdfast/shared/reservations';
import type { CaseAction, HoldMoves, SupportCase } from '@holdfast/shared/support';
import type { NewTaxRule, TaxRule } from '@holdfast/shared/taxes';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { buildEvent, buildVenue } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxKeys } from '../paymentService.ts';
import { inTransaction } from '../platform/db/index.ts';
import { drawReceipt } from '../receipts/drawReceipt.ts';
import { issueOf } from '../receipts/issueReceipts.ts';
import { Receipt } from '../receipts/Receipt.ts';

let app: TestApp;
let admin: Fan;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  // 10 % of the price is the marketplace's, and 12 % come on top.
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  admin = await signedIn(app, 'admin');
  support = await signedIn(app, 'support');
});

const set = (rule: Partial<NewTaxRule>) =>
  admin.ask<TaxRule & { code: string; errors: Array<{ field: string; message: string }> }>(
    'POST',
    '/admin/tax-rules',
    { country: 'US', region: 'PA', name: 'Sales tax', ratePpm: 60_000, onPrice: true, onFee: true, ...rule },
    { 'idempotency-key': randomUUID() },
  );
const end = (id: string) =>
  admin.ask('POST', `/admin/tax-rules/${id}/end`, {}, { 'idempotency-key': randomUUID() });

/** Two seats at $100.00 and $12.00 at an event of a city; `more`: two other seats at another price. */
async function seatsIn(city: string, priceAmount = 10_000) {
  const eventId = await buildEvent(app.context, { venueId: await buildVenue(app.context, { city }) });
  const { id } = await buildListing(app.context, { eventId, seats: [5, 6], priceAmount });
  return { eventId, listingId: id };
}
const caseOf = async (id: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;

async function refund(id: string, more: Partial<CaseAction>) {
  const payment = (await caseOf(id)).actors.find(({ type }) => type === 'payment');
  const { status, body } = await support.ask(
    'POST',
    `/admin/reservations/${id}/actions`,
    { actorId: payment?.id, message: 'refund', version: payment?.version, reason: 'They asked', ...more },
    { 'idempotency-key': randomUUID() },
  );
  expect(status, JSON.stringify(body)).toBe(200);
}
const refundsDone = (id: string, count: number) =>
  eventually(`${count} refunds are done`, async () => {
    const rows = await app.context.db('payments_refunds').where({ reservation_id: id, state: 'done' });
    return rows.length === count;
  });
const booked = async (id: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await app.context
        .db('ledger_postings')
        .where({ reservation_id: id })
        .whereIn('kind', ['tax', 'taxRefund'])
        .groupBy('account')
        .select('account')
        .sum('amount as amount')
    ).map(({ account, amount }) => [account, Number(amount)]),
  );
async function papersOf(id: string) {
  await inTransaction(app.context.db, (trx) => issueOf(trx, id));
  return Receipt.query(app.context.db)
    .where({ reservation_id: id })
    .orderBy([{ column: 'kind', order: 'desc' }, 'number']);
}

it('taxes of a state and a city are within the price, on order, receipt and books, and go back with each refund', async () => {
  const { listingId } = await seatsIn('Erie');
  const state = await set({});
  expect(state.status, JSON.stringify(state.body)).toBe(201);
  expect(state.body).toMatchObject({ jurisdiction: 'PA, US', venues: expect.any(Number) });
  const city = await set({ city: 'ERIE', name: 'Amusement tax', ratePpm: 48_750, onFee: false });
  expect(city.body).toMatchObject({ jurisdiction: 'ERIE, PA, US', venues: 1 });

  const fan = new Fan(app);
  const { id } = await fan.buy(listingId, 2);
  const order = await fan.read(id);
  // 100.00 with 6 % and 4.875 %: 5.41 and 4.40; the fee of 12.00 with 6 %: 0.68. Nothing costs more.
  expect(order.total.amount).toBe(22_400);
  const taxes = [
    {
      name: 'Sales tax',
      jurisdiction: 'PA, US',
      ratePpm: 60_000,
      amount: { amount: 1_218, currency: 'USD' },
    },
    {
      name: 'Amusement tax',
      jurisdiction: 'ERIE, PA, US',
      ratePpm: 48_750,
      amount: { amount: 880, currency: 'USD' },
    },
  ];
  expect(order.taxes).toEqual(taxes);
  expect(await booked(id)).toEqual({
    'tax:US/PA/': -1_218,
    'tax:US/PA/erie': -880,
    commission: 1_962,
    fees: 136,
  });
  const shown = await caseOf(id);
  expect(shown.books).toMatchObject({ tax: { amount: 2_098 }, bookedTax: 2_098, bookedCommission: 4_400 });

  const [receipt] = await papersOf(id);
  expect(receipt?.document.taxes).toEqual(
    taxes.map(({ name, jurisdiction, ratePpm, amount }) => ({
      name,
      jurisdiction,
      ratePpm,
      amount: amount.amount,
    })),
  );
  const drawn = await drawReceipt(receipt!, null, receipt!.document);
  expect(drawn.length).toBeGreaterThan(
    (await drawReceipt(receipt!, null, { ...receipt!.document, taxes: [] })).length,
  );

  // One seat without its fee: all of the tax within its price, and none of that within its fee.
  const [first] = shown.tickets;
  await refund(id, { ticketIds: [first!.id], withFees: false });
  await refundsDone(id, 1);
  expect(await booked(id)).toEqual({
    'tax:US/PA/': -(1_218 - 541),
    'tax:US/PA/erie': -440,
    commission: 981,
    fees: 136,
  });
  const [, note] = await papersOf(id);
  expect(note?.document).toMatchObject({
    total: 10_000,
    taxes: [
      { name: 'Sales tax', jurisdiction: 'PA, US', ratePpm: 60_000, amount: 541 },
      { name: 'Amusement tax', jurisdiction: 'ERIE, PA, US', ratePpm: 48_750, amount: 440 },
    ],
  });
  const finance = await signedIn(app, 'finance');
  const { body: balance } = await finance.ask<TrialBalance>('GET', '/admin/ledger-accounts');
  expect(balance.taxes).toEqual([
    { jurisdiction: 'PA, US', opening: 0, debits: 541, credits: -1_218, closing: -677 },
    { jurisdiction: 'ERIE, PA, US', opening: 0, debits: 440, credits: -880, closing: -440 },
  ]);
  const { body: ledger } = await finance.ask<{ data: Array<{ jurisdiction: string; kind: string }> }>(
    'GET',
    '/admin/ledger-entries?account=taxes&q=erie&order=asc',
  );
  expect(ledger.data.map(({ jurisdiction, kind }) => [jurisdiction, kind])).toEqual([
    ['ERIE, PA, US', 'tax'],
    ['ERIE, PA, US', 'taxRefund'],
  ]);
  // The line of a place leads to its entries alone, though its name is a part of the other's.
  const ofState = await finance.ask<{ sums: { closing: number } }>(
    'GET',
    `/admin/ledger-entries?account=taxes&q=${encodeURIComponent('PA, US')}`,
  );
  expect(ofState.body.sums.closing).toBe(-677);
  await app.verify();

  await refund(id, {});
  await refundsDone(id, 2);
  expect(Object.values(await booked(id)).filter((amount) => amount !== 0)).toEqual([]);
  await app.verify();
  for (const { body } of [state, city]) expect((await end(body.id)).status).toBe(200);
});

it('a hold keeps the taxes of its moment, also where the tax ends before it is paid; another place has none', async () => {
  const { eventId, listingId } = await seatsIn('Scranton');
  const { body: rule } = await set({ city: 'Scranton', ratePpm: 100_000, onFee: false });
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listingId, 1);
  expect((await end(rule.id)).status).toBe(200);
  const later = await fan.read(held.id);
  expect(later.taxes).toMatchObject([{ amount: { amount: 909 } }]);
  await fan.pay(held.id);
  await eventually('it is paid', async () => (await fan.read(held.id)).state === 'paid');
  expect(await booked(held.id)).toEqual({ 'tax:US/PA/scranton': -909, commission: 909 });

  // What is held now has none; a hold that goes over to other seats has the taxes of that moment.
  const other = new Fan(app);
  const { body: untaxed } = await other.hold(listingId, 1);
  expect((await other.read(untaxed.id)).taxes).toEqual([]);
  const { body: again } = await set({ city: 'Scranton', ratePpm: 250_000, onFee: false });
  await buildListing(app.context, { eventId, seats: [9, 10], priceAmount: 12_500 });
  const { body: moves } = await support.ask<HoldMoves>('GET', `/admin/reservations/${untaxed.id}/moves`);
  const to = moves.data[0];
  const [hold] = (await caseOf(untaxed.id)).actors;
  const moved = await support.ask(
    'POST',
    `/admin/reservations/${untaxed.id}/actions`,
    {
      actorId: untaxed.id,
      message: 'move',
      version: hold?.version,
      reason: 'They asked',
      listingId: to?.listingId,
      seats: to?.seats,
      seenTotal: to?.total.amount,
    },
    { 'idempotency-key': randomUUID() },
  );
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  expect((await other.read(untaxed.id)).taxes).toMatchObject([
    { ratePpm: 250_000, amount: { amount: 2_500 } },
  ]);
  const elsewhere = await seatsIn('Altoona');
  const third = new Fan(app);
  const { body: free } = await third.hold(elsewhere.listingId, 1);
  expect((await third.read(free.id)).taxes).toEqual([]);
  await end(again.id);
  await app.verify();
});

it('a refund of Stripe’s dashboard takes its part, and once its ticket is named the ticket’s own', async () => {
  const { listingId } = await seatsIn('Hershey');
  const { body: rule } = await set({ city: 'Hershey', ratePpm: 200_000, onPrice: false });
  const fan = new Fan(app);
  const { id } = await fan.buy(listingId, 2);
  // Of each fee of 12.00, 2.00 are tax.
  expect(await booked(id)).toEqual({ 'tax:US/PA/hershey': -400, fees: 400 });
  const { hostname: host, port } = new URL(app.sandboxUrl);
  const stripe = new Stripe(sandboxKeys.secretKey, { host, port, protocol: 'http', telemetry: false });
  const { stripe_id: intent } = await app.context.db('payments').where({ reservation_id: id }).first();
  await stripe.refunds.create({ payment_intent: intent, amount: 10_000 });
  await refundsDone(id, 1);
  // In proportion: 10.71 of both fees went back, and 1.79 of their tax.
  expect(await booked(id)).toEqual({ 'tax:US/PA/hershey': -221, fees: 221 });
  const refunded = (await caseOf(id)).actors.find(({ type }) => type === 'refund');
  const [ticket] = (await caseOf(id)).tickets;
  const named = await support.ask(
    'POST',
    `/admin/reservations/${id}/actions`,
    {
      actorId: refunded?.id,
      message: 'nameTickets',
      version: refunded?.version,
      reason: 'The dashboard’s note says so',
      ticketIds: [ticket?.id],
    },
    { 'idempotency-key': randomUUID() },
  );
  expect(named.status, JSON.stringify(named.body)).toBe(200);
  // It was the price of one ticket without its fee: no fee went back, and no tax.
  expect(await booked(id)).toEqual({ 'tax:US/PA/hershey': -400, fees: 400 });
  await app.verify();
  await end(rule.id);
});

it('bad input names its field and the remedy; a place has one tax of a name; one to come can be called off', async () => {
  const refusedOn = async (rule: Partial<Record<keyof NewTaxRule, unknown>>) =>
    (await set(rule as Partial<NewTaxRule>)).body.errors?.map(({ field }) => field);
  expect(await refusedOn({ country: 'usa' })).toEqual(['country']);
  expect(await refusedOn({ name: '' })).toEqual(['name']);
  expect(await refusedOn({ ratePpm: 0 })).toEqual(['ratePpm']);
  expect(await refusedOn({ ratePpm: 500_001 })).toEqual(['ratePpm']);
  expect(await refusedOn({ ratePpm: null })).toEqual(['ratePpm']);
  expect(await refusedOn({ onPrice: false, onFee: false })).toEqual(['onFee']);
  expect(await refusedOn({ from: fromNow(-2 * dayMs).slice(0, 10) })).toEqual(['from']);
  expect(await refusedOn({ from: '2037-02-30' })).toEqual(['from']);

  const { body: rule } = await set({ city: 'York', from: fromNow(3 * dayMs).slice(0, 10) });
  expect(await set({ city: 'york', name: 'SALES TAX' })).toMatchObject({
    status: 409,
    body: { code: 'tax_exists' },
  });
  const { listingId } = await seatsIn('York');
  const fan = new Fan(app);
  const { body: held } = await fan.hold(listingId, 1);
  expect((await fan.read(held.id)) satisfies Reservation).toMatchObject({ taxes: [] });
  expect((await end(rule.id)).status).toBe(200);
  expect((await end(rule.id)).status).toBe(404);
  const { body: list } = await admin.ask<{ data: TaxRule[] }>('GET', '/admin/tax-rules');
  const ended = list.data.find(({ id }) => id === rule.id);
  expect(ended?.endedAt).toBe(ended?.startsAt);
});
