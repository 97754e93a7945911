import type { Reservation } from '@holdfast/shared/reservations';
import type { PaymentRow, ReservationRow } from '@holdfast/shared/support';
import { describe, expect } from 'vitest';
import { buildListing, buildPercentages } from '../../test/factories.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let support: Fan;
let order: Reservation;
let payment: PaymentRow;

const find = async (q: string) => {
  const query = `q=${encodeURIComponent(q)}`;
  const [orders, payments] = await Promise.all([
    support.ask<{ data: ReservationRow[]; total: number }>('GET', `/admin/reservations?${query}`),
    support.ask<{ data: PaymentRow[]; total: number }>('GET', `/admin/payments?${query}`),
  ]);
  expect([orders.body.total, payments.body.total]).toEqual([
    orders.body.data.length,
    payments.body.data.length,
  ]);
  return { orders: orders.body.data.map(({ id }) => id), payments: payments.body.data.map(({ id }) => id) };
};

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  support = await signedIn(app, 'support');
  const listing = await buildListing(app.context, { seats: [1, 2] });
  const other = await buildListing(app.context, { seats: [1, 2] });
  order = await new Fan(app).buy(listing.id, 2);
  await new Fan(app).hold(other.id, 2);
  const { body } = await support.ask<{ data: PaymentRow[] }>('GET', '/admin/payments');
  payment = body.data[0] as PaymentRow;
});

describe('an order is found', () => {
  it('by its code or how it begins, in small letters too', async () => {
    const one = { orders: [order.id], payments: [payment.id] };
    expect(await find(order.code)).toEqual(one);
    expect(await find(order.code.toLowerCase().slice(0, -1))).toEqual(one);
  });

  it('by its id, its payment’s, and Stripe’s', async () => {
    const one = { orders: [order.id], payments: [payment.id] };
    expect(await find(order.id)).toEqual(one);
    expect(await find(payment.id)).toEqual(one);
    expect(await find(payment.stripeId as string)).toEqual(one);
  });

  it('by a part of the email address, with whoever else has it', async () => {
    const { orders, payments } = await find('FAN@exam');
    expect(orders).toHaveLength(2);
    expect(payments).toEqual([payment.id]);
  });

  it('by its code without the prefix, the last four of the card, and its seats', async () => {
    const one = { orders: [order.id], payments: [payment.id] };
    expect(await find(order.code.replace('HF-', ''))).toEqual(one);
    expect(await find('4242')).toEqual(one);
    expect(await find('··4242')).toEqual(one);
    const [{ section, row }] = await app.context.db('listings').where({ id: order.items[0]?.listingId });
    for (const place of [
      `${section} / ${row} / 2`,
      `0${section}/${row}`,
      `Section ${section}, row ${row}, seat 1`,
    ])
      expect(await find(place), place).toEqual(one);
    expect(await find(`${section} / ${row} / 9`)).toEqual({ orders: [], payments: [] });
  });

  it('by the name of the fan who has an account', async () => {
    const fan = await signedIn(app, 'fan', 'Quentin Abernathy');
    const listing = await buildListing(app.context, { seats: [1, 2] });
    const { body } = await fan.hold(listing.id, 2);
    for (const name of ['Quentin', 'abernathy', 'Quentin Aber'])
      expect((await find(name)).orders).toEqual([body.id]);
    await fan.ask('DELETE', `/reservations/${body.id}`);
  });

  it('by nothing that merely looks like a pattern', async () => {
    for (const q of ['%', '_', '%@%', `${order.code}%`, '\\'])
      expect(await find(q), q).toEqual({ orders: [], payments: [] });
  });

  it('among all, when nothing is asked for', async () => {
    const { body } = await support.ask<{ total: number; counts: Record<string, number> }>(
      'GET',
      '/admin/reservations?perPage=1',
    );
    expect(body).toMatchObject({ total: 3, counts: { paid: 1, 'pending.holding': 1, cancelled: 1 } });
  });
});
