/** Staff break a fan's hold, over HTTP with the sandbox: before, while and after the bank is asked. */
import { randomUUID } from 'node:crypto';
import type { PublicListings } from '@holdfast/shared/listings';
import type { Reservation } from '@holdfast/shared/reservations';
import type { CaseAction, SupportCase } from '@holdfast/shared/support';
import { afterEach, describe, expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let support: Fan;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  support = await signedIn(app, 'support', 'Ruth Adeyemi');
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  await eventually('payments and refunds settle', async () => {
    const open = ['open.confirming', 'open.authorized', 'open.capturing', 'open.voiding'];
    const payments = await app.context.db('payments').whereIn('state', open);
    const refunds = await app.context.db('refunds').where('state', 'like', 'sending%');
    return payments.length + refunds.length === 0;
  });
  await app.verify();
});

async function breakHold(id: string, options: Partial<CaseAction> = {}) {
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${id}`);
  const [reservation] = body.actors;
  const action: CaseAction = {
    actorId: id,
    message: 'breakHold',
    version: reservation?.version ?? 0,
    reason: 'The consignor rang',
    cause: 'doubleSale',
    confirmCode: body.reservation.code,
    ...options,
  };
  return support.ask<SupportCase & { code: string; errors: Array<{ field: string }> }>(
    'POST',
    `/admin/reservations/${id}/actions`,
    action,
    { 'idempotency-key': randomUUID() },
  );
}

async function holdTwo() {
  const listing = await buildListing(app.context, { seats: [1, 2] });
  const fan = new Fan(app);
  const { body } = await fan.hold(listing.id, 2);
  return { fan, id: body.id, listingId: listing.id };
}

const paymentIs = (state: string) => (reservation: Reservation) => reservation.payment?.state === state;

async function brokenMail(reservationId: string): Promise<string> {
  const emails = () => app.context.db('emails').where({ reservation_id: reservationId, kind: 'holdBroken' });
  await eventually('the fan is told', async () => (await emails()).length > 0);
  const [mail, ...more] = await emails();
  expect(more).toEqual([]);
  return mail.text_body;
}

describe('breaking a hold', () => {
  it('takes a named cause and the order code, and tells the fan the cause, not the reason', async () => {
    const { fan, id } = await holdTwo();
    const refused = await breakHold(id, { cause: undefined, confirmCode: 'nothing' });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'cause' }, { field: 'confirmCode' }] },
    });
    expect((await breakHold(id, { cause: 'other' })).body.errors).toMatchObject([{ field: 'causeText' }]);
    expect(await fan.read(id)).toMatchObject({ state: 'pending.holding' });

    expect((await breakHold(id)).body).toMatchObject({ reservation: { state: 'cancelled' } });
    const text = await brokenMail(id);
    expect(text).toContain('these seats had been sold elsewhere already');
    expect(text).toContain('Nothing was charged');
    expect(text).not.toContain('The consignor rang');
    const [entry] = await app.context.db('audit_entries').where({ subject: id });
    expect(entry).toMatchObject({
      what: 'reservation.breakHold',
      reason: 'The consignor rang',
      after: { state: 'cancelled', cause: 'doubleSale' },
    });
    expect((await breakHold(id)).body).toMatchObject({ code: 'transition_refused' });
  });

  it('tells the fan staff’s own words where the cause is another', async () => {
    const { id } = await holdTwo();
    await breakHold(id, { cause: 'other', causeText: 'the row is being rebuilt' });
    expect(await brokenMail(id)).toContain('Why: the row is being rebuilt.');
  });

  it('while the bank is asked: what it sets aside is freed, nothing is charged', async () => {
    const { fan, id, listingId } = await holdTwo();
    const answer = await fan.payUnanswered(id);
    const broken = await breakHold(id);
    expect(broken.body).toMatchObject({ reservation: { state: 'pending.paying' } });
    expect(broken.body.sentence).toContain('The hold is broken (sold elsewhere already)');
    expect(broken.body.actors[0]?.actions).toEqual([]);
    expect((await breakHold(id)).body).toMatchObject({ code: 'transition_refused' });
    expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 0, held: 2 });
    await answer();
    const ended = await fan.until(id, ({ state }) => state === 'cancelled');
    expect(ended.payment?.state).toBe('canceled');
    expect(await listingCounts(app.context, listingId)).toMatchObject({
      state: 'withdrawn',
      available: 0,
      held: 0,
      sold: 0,
      withdrawn: 2,
    });
    expect(await brokenMail(id)).toContain('Nothing was charged');
  });

  it('while the money is captured: it is let finish, and goes back by itself', async () => {
    const { fan, id, listingId } = await holdTwo();
    await injectFaults(app.sandboxUrl, {
      loseAnswers: { operation: 'capture', times: 20 },
      loseWebhooks: true,
    });
    await fan.pay(id);
    await fan.until(id, paymentIs('capturing'));
    expect((await breakHold(id, { cause: 'fraud' })).body).toMatchObject({
      reservation: { state: 'pending.paying' },
    });
    await injectFaults(app.sandboxUrl, null);
    await passTime(app.context, 31_000);
    const ended = await fan.until(
      id,
      (reservation) => reservation.state === 'cancelled' && paymentIs('refunded')(reservation),
    );
    expect(ended.timeline.at(-1)?.text).toMatch(/is refunded to your card automatically/);
    expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 2, held: 0, sold: 0 });
    const text = await brokenMail(id);
    expect(text).toContain('we could not confirm this order');
    expect(text).toContain('$224.00, is refunded to your card automatically');
  });

  it('while 3-D Secure waits for the fan: nobody is asked any longer', async () => {
    const { fan, id } = await holdTwo();
    await fan.pay(id, '4000002500003155');
    await fan.until(id, paymentIs('requiresAction'));
    await breakHold(id, { cause: 'eventOrder' });
    const ended = await fan.until(id, ({ state }) => state === 'cancelled');
    expect(ended.payment?.state).toBe('canceled');
    expect(await brokenMail(id)).toContain('the organizer took these seats back');
  });

  it('while a card is declined: the hold ends, it doesn’t go on', async () => {
    const { fan, id, listingId } = await holdTwo();
    const answer = await fan.payUnanswered(id, '4000000000000002');
    await breakHold(id, { cause: 'wrongSeats' });
    await answer();
    const ended = await fan.until(id, ({ state }) => state === 'cancelled');
    expect(ended.payment?.state).toBe('failed');
    expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 2, held: 0 });
    await brokenMail(id);
  });

  it('and its webhook comes late, twice: once told, nothing is sold', async () => {
    const { fan, id, listingId } = await holdTwo();
    await injectFaults(app.sandboxUrl, {
      loseAnswers: { operation: 'confirm', times: 20 },
      // Later than a busy machine breaks the hold.
      delayWebhooksMs: 6_000,
      duplicateWebhooks: 1,
    });
    await fan.pay(id);
    await breakHold(id, { cause: 'wrongSeats' });
    const ended = await fan.until(id, ({ state }) => state === 'cancelled');
    expect(['canceled', 'voiding']).toContain(ended.payment?.state);
    await injectFaults(app.sandboxUrl, null);
    await fan.until(id, paymentIs('canceled'));
    expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 2, held: 0, sold: 0 });
    await brokenMail(id);
  });

  it('because the seats were sold elsewhere: they leave the sale, the rest stays, and the consignor is told', async () => {
    const { id: listingId, consignorId, eventId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
    const other = await buildListing(app.context, { eventId, consignorId, ticketType: 'VIP', quantity: 5 });
    const fan = new Fan(app);
    const { body } = await fan.hold(listingId, 2);
    const broken = await breakHold(body.id);
    expect(broken.body.sentence).toContain('The seats left the sale');
    expect(await listingCounts(app.context, listingId)).toMatchObject({
      state: 'live',
      available: 2,
      held: 0,
      withdrawn: 2,
    });
    const offered = await fan.ask<PublicListings>('GET', `/events/${eventId}/listings`);
    expect(offered.body.data.find((each) => each.id === listingId)?.seats).toEqual([3, 4]);
    expect((await new Fan(app).hold(listingId, 3)).body).toMatchObject({ code: 'partly_available' });
    expect((await new Fan(app).hold(listingId, 2)).status).toBe(201);

    // Admissions have no seats: the count alone falls.
    const guest = new Fan(app);
    const vip = await guest.hold(other.id, 3);
    await breakHold(vip.body.id);
    expect(await listingCounts(app.context, other.id)).toMatchObject({ available: 2, held: 0, withdrawn: 3 });

    const [email, ...more] = await sendConsignorEmailsNow(app, consignorId);
    expect(more).toEqual([]);
    expect(email?.text_body).toContain('seats 1–2 left the sale. Why: Sold elsewhere already.');
    expect(email?.text_body).toContain('VIP: 3 tickets left the sale. Why: Sold elsewhere already.');
    expect(email?.text_body).not.toContain('The consignor rang');
  });

  it('of the last seats of a listing withdraws it, though other seats of it were sold', async () => {
    const { id: listingId, consignorId } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
    await new Fan(app).buy(listingId, 2);
    const { body } = await new Fan(app).hold(listingId, 2);
    await breakHold(body.id);
    expect(await listingCounts(app.context, listingId)).toMatchObject({
      state: 'withdrawn',
      available: 0,
      held: 0,
      sold: 2,
      withdrawn: 2,
    });
    const emails = await sendConsignorEmailsNow(app, consignorId);
    expect(emails.map(({ text_body }) => text_body.match(/left the sale/g)?.length)).toEqual([1]);
    expect(emails[0]?.text_body).toContain('2 had been sold before and stay sold');
  });
});
