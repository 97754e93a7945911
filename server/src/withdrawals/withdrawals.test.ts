/** Withdrawing while a fan holds: nobody sees those seats again, and who pays keeps them. */

import { randomUUID } from 'node:crypto';
import type { PublicListings, TakenBack } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { describe, expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { addPerson } from '../accounts/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  const email = `staff-${randomUUID()}@example.com`;
  const password = 'a long enough one';
  await addPerson(app.context.db, { name: 'Marta Silva', email, password, roles: ['staff'] });
  staff = new Fan(app);
  await staff.signIn(email, password);
});

const withdraw = (id: string) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(
        listingMachine,
        id,
        { type: 'withdraw', reason: 'Going after all' },
        { by: 'test', reason: 'Going after all' },
      ),
    ]),
  );

const back = (id: string, body: object) =>
  staff.ask<
    TakenBack & { code: string; errors: Array<{ field: string; code: string }>; choices: number[][] }
  >(
    'POST',
    `/admin/listings/${id}/take-back`,
    { reason: 'Their cousins come after all', ...body },
    { 'idempotency-key': randomUUID() },
  );

const ticketStates = async (listingId: string) =>
  (await app.context.db('tickets').where({ listing_id: listingId }).orderBy('seat')).map(
    ({ seat, state }) => `${seat} ${state}`,
  );

/** Reads the storefront's own answer over and over, and remembers what it ever offered of a listing. */
function watch(eventId: string, listingId: string) {
  const seen: number[][] = [];
  let going = true;
  const reading = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (going) {
        const { body } = await new Fan(app).ask<PublicListings>('GET', `/events/${eventId}/listings`);
        const mine = body.data.find(({ id }) => id === listingId);
        if (mine) seen.push(mine.seats ?? []);
      }
    }),
  );
  return async () => {
    going = false;
    await reading;
    return seen;
  };
}

describe('withdrawing a listing of which a fan holds seats', () => {
  it.each(['let go', 'expired'] as const)(
    'shows them to nobody for a moment when they are %s',
    async (how) => {
      const eventId = await buildEvent(app.context);
      const { id } = await buildListing(app.context, { eventId, seats: [1, 2, 3, 4] });
      const fan = new Fan(app);
      const held = await fan.hold(id, 2);
      await withdraw(id);
      expect(await ticketStates(id)).toEqual(['1 held', '2 held', '3 withdrawn', '4 withdrawn']);
      const stop = watch(eventId, id);
      if (how === 'let go') await fan.ask('DELETE', `/reservations/${held.body.id}`);
      else await passTime(app.context, Date.parse(held.body.expiresAt) - Date.now());
      expect(await ticketStates(id)).toEqual(['1 withdrawn', '2 withdrawn', '3 withdrawn', '4 withdrawn']);
      expect(await stop()).toEqual([]);
      expect(await listingCounts(app.context, id)).toMatchObject({
        available: 0,
        held: 0,
        withdrawn: 4,
      });
    },
  );

  it('leaves no seat free, whichever of withdrawing and letting go comes first', async () => {
    for (let round = 0; round < 25; round++) {
      const { id } = await buildListing(app.context, { seats: [1, 2, 3] });
      const fan = new Fan(app);
      const held = await fan.hold(id, 2);
      await Promise.all([withdraw(id), fan.ask('DELETE', `/reservations/${held.body.id}`)]);
      expect(await ticketStates(id)).toEqual(['1 withdrawn', '2 withdrawn', '3 withdrawn']);
      expect(await listingCounts(app.context, id)).toMatchObject({
        available: 0,
        held: 0,
        withdrawn: 3,
      });
    }
  });

  it('sells them to the fan who pays, and tells the consignor so, with the times, once', async () => {
    const { id, consignorId } = await buildListing(app.context, { seats: [1, 2, 3, 4], section: '234' });
    const fan = new Fan(app);
    const held = await fan.hold(id, 2);
    await withdraw(id);
    await fan.pay(held.body.id);
    await fan.until(held.body.id, ({ state }) => state === 'paid');
    expect(await ticketStates(id)).toEqual(['1 sold', '2 sold', '3 withdrawn', '4 withdrawn']);
    const [mail, ...more] = await sendConsignorEmailsNow(app, consignorId);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Sold although you withdrew them/);
    expect(mail?.text_body).toMatch(
      /section 234, .* seats 1–2 sold\. Withdrawn \w{3} \d+, 2037, .*; held by the fan since \w{3} \d+, 2037, .*; paid \w{3} \d+, 2037, .*\./,
    );
  });
});

describe('taking some seats back', () => {
  it('takes free ones off at once, and held ones when they are free', async () => {
    const eventId = await buildEvent(app.context);
    const { id } = await buildListing(app.context, {
      eventId,
      seats: [1, 2, 3, 4, 5, 6],
      splitRule: 'pairs',
    });
    const fan = new Fan(app);
    const held = await fan.hold(id, 2);
    const preview = await back(id, { seats: [1, 2, 5, 6], preview: true });
    expect(preview.body).toMatchObject({
      leftAtOnce: [5, 6],
      leavesLater: [
        { seat: 1, paying: false },
        { seat: 2, expiresAt: held.body.expiresAt },
      ],
      withdrawn: false,
    });
    expect(await listingCounts(app.context, id)).toMatchObject({ available: 4, held: 2 });

    expect((await back(id, { seats: [1, 2, 5, 6] })).status).toBe(200);
    expect(await ticketStates(id)).toEqual([
      '1 held',
      '2 held',
      '3 free',
      '4 free',
      '5 withdrawn',
      '6 withdrawn',
    ]);
    const stop = watch(eventId, id);
    await fan.ask('DELETE', `/reservations/${held.body.id}`);
    expect((await ticketStates(id)).slice(0, 2)).toEqual(['1 withdrawn', '2 withdrawn']);
    for (const seats of await stop()) expect(seats).toEqual([3, 4]);
    expect(await listingCounts(app.context, id)).toMatchObject({ available: 2, held: 0, withdrawn: 4 });
    expect((await back(id, { seats: [1] })).body.errors).toMatchObject([{ code: 'not_unsold' }]);
  });

  it('is refused where the split rule couldn’t sell the rest, with what is possible, or overridden', async () => {
    const { id } = await buildListing(app.context, { seats: [1, 2, 3, 4], splitRule: 'neverLeaveOne' });
    const refused = await back(id, { seats: [2, 3] });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [{ field: 'seats', code: 'split_rule' }],
        choices: [
          [1, 2],
          [3, 4],
        ],
      },
    });
    expect(await listingCounts(app.context, id)).toMatchObject({ available: 4, withdrawn: 0 });
    expect((await back(id, { seats: [2, 3], override: true })).body).toMatchObject({
      leftAtOnce: [2, 3],
      overridden: true,
    });
    const [entry] = await app.context.db('audit_entries').where({ subject: id });
    expect(entry).toMatchObject({
      what: 'listing.takeBackAgainstSplitRule',
      reason: 'Their cousins come after all',
    });
  });

  it('sells what the fan pays meanwhile; refunded later, it is not offered again', async () => {
    const { id, consignorId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
    const fan = new Fan(app);
    const held = await fan.hold(id, 2);
    await back(id, { seats: [2] });
    await fan.pay(held.body.id);
    const order = await fan.until(held.body.id, ({ state }) => state === 'paid');
    const [mail] = await sendConsignorEmailsNow(app, consignorId);
    expect(mail?.text_body).toContain('seat 2 sold');
    await inTransaction(app.context.db, (trx) =>
      app.context.engine.apply(trx, [
        messageTo(
          paymentMachine,
          order.payment?.id ?? '',
          { type: 'refund', amount: order.total.amount, why: 'For a test' },
          { by: 'test' },
        ),
      ]),
    );
    await fan.until(order.id, ({ state }) => state === 'refunded');
    await eventually('places are settled', async () => (await ticketStates(id)).includes('2 withdrawn'));
    expect(await listingCounts(app.context, id)).toMatchObject({ available: 3, sold: 0, withdrawn: 1 });
  });

  it('of everything that is unsold withdraws the listing; of admissions it takes what is free', async () => {
    const { id } = await buildListing(app.context, { seats: [1, 2], splitRule: 'allOrNothing' });
    expect((await back(id, { seats: [1] })).status).toBe(422);
    expect((await back(id, { seats: [1, 2] })).body).toMatchObject({ withdrawn: true });
    expect(await listingCounts(app.context, id)).toMatchObject({ state: 'withdrawn', withdrawn: 2 });
    const vip = await buildListing(app.context, { ticketType: 'VIP', quantity: 10 });
    await new Fan(app).hold(vip.id, 4);
    expect((await back(vip.id, { quantity: 7 })).body.errors).toMatchObject([{ field: 'quantity' }]);
    expect((await back(vip.id, { quantity: 6 })).body).toMatchObject({ quantity: 6, withdrawn: false });
    expect(await listingCounts(app.context, vip.id)).toMatchObject({ available: 0, held: 4, withdrawn: 6 });
  });

  it('is for staff', async () => {
    const { id } = await buildListing(app.context);
    const body = { seats: [1], reason: 'I want them' };
    const stranger = await new Fan(app).ask('POST', `/admin/listings/${id}/take-back`, body, {
      'idempotency-key': randomUUID(),
    });
    expect(stranger.status).toBe(401);
  });
});
