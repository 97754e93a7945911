/**
 * One definition of each figure (docs/figures.md): whichever way sales are cut, on whatever screen or in whatever file,
 * the sums agree; days are those of the marketplace's clocks.
 */

import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import type {
  StatisticsFigures,
  StatisticsList,
  StatisticsSeries,
  StatisticsTops,
} from '@holdfast/shared/stats';
import type { Today } from '@holdfast/shared/today';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it as base } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { type Addressed, messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { verify } from '../verify/verify.ts';
import { compareStatistics } from './keep.ts';

// The bank's return of a refund is sent by hand, so the sandbox doesn't know of it.
const it = base.extend('sandboxAgrees', { scope: 'file' }, false);
let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await signedIn(app, 'admin');
});

const ask = async <T>(path: string): Promise<T> => (await admin.ask<T>('GET', `/admin${path}`)).body;
const apply = (message: Addressed) =>
  inTransaction(app.context.db, (trx) => app.context.engine.apply(trx, [message]));
const by = { by: 'test' };

async function refundOf(reservationId: string) {
  const payment = await app.context.db('payments').where({ reservation_id: reservationId }).first();
  return app.context.db('refunds').where({ payment_id: payment.id }).first();
}
const becomes = (id: string, state: string) =>
  eventually(`the refund is ${state}`, async () => (await refundOf(id))?.state === state);

async function refund(reservationId: string, amount: number): Promise<void> {
  const payment = await app.context.db('payments').where({ reservation_id: reservationId }).first();
  await apply(messageTo(paymentMachine, payment.id, { type: 'refund', amount, why: 'For a test' }, by));
  await becomes(reservationId, 'done');
}

const dimensions = ['event', 'team', 'venue', 'consignor', 'ticketType', 'day'] as const;
const additive = ['sold', 'gross', 'consignors', 'commission', 'fees', 'refunds', 'refundedTickets'] as const;
type Additive = Pick<StatisticsFigures, (typeof additive)[number]>;

/** Compares every way of reading the figures with each other. @returns the totals */
async function agreedFigures(): Promise<StatisticsFigures> {
  const lists = await Promise.all(
    dimensions.map((dimension) => ask<StatisticsList>(`/statistics?by=${dimension}&perPage=100`)),
  );
  const [first] = lists as [StatisticsList];
  for (const [at, list] of lists.entries()) {
    expect(list.totals, `totals by ${dimensions[at]}`).toEqual(first.totals);
    const sum = (name: keyof Additive) => list.data.reduce((total, row) => total + row[name], 0);
    for (const name of additive) expect(sum(name), `${name} by ${dimensions[at]}`).toBe(first.totals[name]);
  }
  const series = await ask<StatisticsSeries>('/statistics/series');
  const ofSeries = (name: 'sold' | 'orders' | 'gross' | 'commission' | 'refunds') =>
    series.data.reduce((total, day) => total + day[name], 0);
  for (const name of ['sold', 'orders', 'gross', 'commission', 'refunds'] as const)
    expect(ofSeries(name), `${name} of the series`).toBe(first.totals[name]);
  const tops = await ask<StatisticsTops>('/statistics/tops');
  expect(tops.bestSelling.reduce((total, { value }) => total + value, 0)).toBe(first.totals.sold);
  expect(tops.profitable.reduce((total, { value }) => total + value, 0)).toBe(
    first.totals.commission + first.totals.fees,
  );
  const file = await admin.ask<string>('GET', '/admin/statistics.csv?by=consignor');
  const exported = await app.context.db('audit_entries').where({ what: 'statistics.export' }).first();
  expect(exported).toMatchObject({ subject: 'statistics-by-consignor.csv', after: { by: 'consignor' } });
  const lines: Array<Record<string, string>> = parse(file.body, { columns: true, bom: true });
  const last = lines.at(-1);
  const inFile = (head: string) => Math.round(Number(last?.[`${head}, USD`]) * 100);
  expect({
    sold: Number(last?.Sold),
    gross: inFile('Gross'),
    fees: inFile('Fees'),
    refunds: 0 - inFile('Refunds'),
  }).toEqual({
    sold: first.totals.sold,
    gross: first.totals.gross,
    fees: first.totals.fees,
    refunds: first.totals.refunds,
  });
  expect(await compareStatistics(app.context.db)).toBe(0);
  expect(await verify(app.context.db, app.context.engine)).toEqual([]);
  return first.totals;
}

it('agree over a sale, a refund, its return and its second try, across two days', async () => {
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const game = await buildGame(app.context);
  const consignorId = await buildConsignor(app.context);
  const shared = { eventId: game.eventId, consignorId };
  const seated = await buildListing(app.context, { ...shared, seats: [1, 2, 3, 4], priceAmount: 10_000 });
  const floor = await buildListing(app.context, {
    ...shared,
    ticketType: 'Floor',
    quantity: 10,
    priceAmount: 4_000,
  });
  const unsold = await buildListing(app.context, { seats: [1, 2], priceAmount: 9_000 });

  // 20:30 in New York on Nov 24 is Nov 25 in UTC.
  await travel(app.context.db, 10.5 * hourMs);
  const order = await new Fan(app).buy(seated.id, 2);
  await new Fan(app).buy(floor.id, 3);
  const sold = {
    sold: 5,
    orders: 2,
    gross: 32_000,
    commission: 3_200,
    fees: 3_840,
    consignors: 28_800,
    listed: 16,
  };
  expect(await agreedFigures()).toMatchObject({ ...sold, refunds: 0 });
  const days = await ask<StatisticsList>('/statistics?by=day');
  expect(days.data.map(({ id, sold }) => [id, sold])).toEqual([['2037-11-24', 5]]);
  const { day, month } = await ask<Today>('/today');
  for (const figures of [day, month])
    expect(figures).toMatchObject({
      orders: { now: 2 },
      tickets: { now: 5 },
      gross: { now: 32_000 },
      commission: { now: 3_200 },
      fees: { now: 3_840 },
      refunds: { now: 0 },
    });

  await travel(app.context.db, 34 * hourMs);
  await refund(order.id, 11_200);
  expect(await agreedFigures()).toMatchObject({ ...sold, refunds: 11_200 });
  const { id, stripe_id: stripeId } = await refundOf(order.id);
  await apply(messageTo(refundMachine, id, { type: 'failed', stripeId, failure: 'account_closed' }, by));
  expect(await agreedFigures()).toMatchObject({ ...sold, refunds: 0 });
  await apply(messageTo(refundMachine, id, { type: 'send' }, by));
  await becomes(order.id, 'done');
  expect(await agreedFigures()).toMatchObject({ ...sold, refunds: 11_200 });
  const both = await ask<StatisticsList>('/statistics?by=day&sort=name&order=asc');
  expect(both.data.map(({ id, sold, refunds }) => [id, sold, refunds])).toEqual([
    ['2037-11-24', 5, 0],
    ['2037-11-25', 0, 11_200],
  ]);
  expect((await ask<Today>('/today')).day).toMatchObject({
    tickets: { now: 0 },
    refunds: { now: 11_200 },
  });
  expect(unsold.id).toBeDefined();
});
