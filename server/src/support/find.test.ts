import type { Reservation } from '@holdfast/shared/reservations';
import type { PaymentRow, ReservationRow, SearchFound, SupportCase } from '@holdfast/shared/support';
import { describe, expect } from 'vitest';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { signUp } from '../../test/signUp.ts';

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
      `${section} ${row} 2`,
      `${section} ${row}`,
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

  it('by the code of a ticket, a barcode that was delivered, and what was refunded', async () => {
    const { db } = app.context;
    const [{ code }] = await db('tickets').where({ reservation_id: order.id });
    expect((await find(code)).orders).toEqual([order.id]);
    expect((await find(code.toLowerCase())).orders).toEqual([order.id]);
    const delivery = await db('deliveries').where({ reservation_id: order.id }).first();
    await db('delivery_barcodes').insert({
      event_id: delivery.event_id,
      code: '0123-4567-89AB',
      delivery_id: delivery.id,
      ticket_id: (await db('tickets').where({ reservation_id: order.id }).first()).id,
    });
    expect((await find('0123-4567-89AB')).orders).toEqual([order.id]);
    await db('delivery_barcodes').delete();
  });

  it('by a name or an address with typing errors, which says so; exact ones come alone', async () => {
    const fan = await signedIn(app, 'fan', 'Winifred Castellanos');
    const { body } = await fan.hold((await buildListing(app.context, { seats: [1, 2] })).id, 2);
    const asked = async (q: string) =>
      (
        await support.ask<{ data: ReservationRow[]; isSimilar: boolean }>(
          'GET',
          `/admin/reservations?q=${encodeURIComponent(q)}`,
        )
      ).body;
    for (const name of ['Castelanos', 'Winifried Castellanos', 'castellanas']) {
      const { data, isSimilar } = await asked(name);
      expect([data.map(({ id }) => id), isSimilar], name).toEqual([[body.id], true]);
    }
    expect(await asked('Castellanos')).toMatchObject({ isSimilar: false, data: [{ id: body.id }] });
    await app.context
      .db('reservations')
      .where({ id: order.id })
      .update({ email: 'theodora.vance@example.com' });
    expect(await asked('teodora.vance@exampel.com')).toMatchObject({
      isSimilar: true,
      data: [{ id: order.id }],
    });
    // Of a longer address more must be alike, and a slip or two neighbors that changed places leave enough.
    await app.context
      .db('reservations')
      .where({ id: order.id })
      .update({ email: 'theodora.vanderb@example.com' });
    for (const slip of ['theodra.vanderb@example.com', 'theodora.vanedrb@example.com'])
      expect(await asked(slip), slip).toMatchObject({ isSimilar: true, data: [{ id: order.id }] });
    expect((await asked('nobody.of.this.kind@example.com')).data).toEqual([]);
    await fan.ask('DELETE', `/reservations/${body.id}`);
  });

  it('by a part of the telephone number of the fan’s account, which the case names', async () => {
    const fan = new Fan(app);
    const password = 'long enough for anybody';
    const person = { name: 'Ottilie Brandt', email: 'ottilie.brandt@example.com' };
    await signUp(app, fan, { ...person, password });
    const keep = (phone: string) =>
      fan.ask<{ errors: Array<{ field: string }> }>('PUT', '/account', {
        ...person,
        phone,
        currentPassword: password,
      });
    expect((await keep('ring me')).body.errors).toMatchObject([{ field: 'phone' }]);
    expect((await keep('+1 (212) 555-0199')).status).toBe(200);
    const { body } = await fan.hold((await buildListing(app.context, { seats: [1, 2] })).id, 2);
    for (const typed of ['2125550199', '+1 212 555 0199', '555-0199', '55-019'])
      expect((await find(typed)).orders, typed).toEqual([body.id]);
    expect((await find('555-0198')).orders).toEqual([]);
    const shown = await support.ask<SupportCase>('GET', `/admin/reservations/${body.id}`);
    expect(shown.body.fan.phone).toBe('+1 (212) 555-0199');
    expect((await keep('')).status).toBe(200);
    expect((await find('555-0199')).orders).toEqual([]);
    await fan.ask('DELETE', `/reservations/${body.id}`);
  });

  it('in the one box beside consignors, by their name, address or phone number', async () => {
    const staff = await signedIn(app, 'staff');
    const id = await buildConsignor(app.context, { name: 'Ottoline Brackenbury' });
    await app.context
      .db('consignors')
      .where({ id })
      .update({ phone: '+1 (412) 555-0142', email: 'ob@tickets.example' });
    const box = async (q: string, who = staff) =>
      (await who.ask<SearchFound>('GET', `/admin/search?q=${encodeURIComponent(q)}`)).body;
    for (const q of ['Brackenbury', 'otoline brakenbury', 'ob@tickets', '412 555 0142', '5550142'])
      expect(
        (await box(q)).consignors.map((each) => each.id),
        q,
      ).toEqual([id]);
    expect(await box(order.code)).toMatchObject({
      orders: { data: [{ id: order.id }], total: 1, isSimilar: false },
      consignors: [],
    });
    expect((await box('Brackenbury', support)).consignors).toEqual([]);
    expect((await staff.ask('GET', '/admin/search?q=')).status).toBe(422);
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
    expect(body).toMatchObject({ total: 5, counts: { paid: 1, 'pending.holding': 1, cancelled: 3 } });
  });
});
