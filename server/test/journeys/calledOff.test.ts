/** The event changes while a fan holds or pays, and a fan gives up at the bank; over HTTP with the sandbox. */
import { afterEach, describe, expect } from 'vitest';
import { setEventStatus } from '../../src/catalog/index.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { fromNow } from '../factories/times.ts';
import { eventually, Fan, injectFaults } from '../fan.ts';
import { it } from '../fixtures.ts';
import type { TestApp } from '../runningApp.ts';
import { travel } from '../travel.ts';

let app: TestApp;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  await app.verify();
});

async function held(startsAt?: string) {
  const eventId = await buildEvent(app.context, startsAt === undefined ? {} : { startsAt });
  const listing = await buildListing(app.context, { eventId, seats: [1, 2] });
  const fan = new Fan(app);
  const { body } = await fan.hold(listing.id, 2);
  return { fan, id: body.id, eventId, listingId: listing.id };
}
const setStatus = (eventId: string, status: 'cancelled' | 'postponed') =>
  inTransaction(app.context.db, (trx) => setEventStatus(trx, eventId, status));

describe('a hold can’t be paid, and ends,', () => {
  it.each([
    ['cancelled', 'event_canceled', 'the event was canceled'],
    ['postponed', 'event_postponed', 'the event was postponed'],
  ] as const)('when its event was %s meanwhile', async (status, code, why) => {
    const { fan, id, eventId, listingId } = await held();
    await setStatus(eventId, status);
    const refused = await fan.pay(id);
    expect(refused).toMatchObject({ status: 409, body: { code } });
    expect(await fan.read(id)).toMatchObject({ state: 'cancelled', broken: why, payment: null });
    expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 2, held: 0, sold: 0 });
    await eventually('the fan is told by email', async () => {
      const [mail] = await app.context.db('emails').where({ reservation_id: id, kind: 'holdBroken' });
      return mail?.text_body.includes(`Why: ${why}.`) ?? false;
    });
  });

  it('when its event has started meanwhile', async () => {
    const { fan, id, listingId } = await held(fromNow(60_000));
    await travel(app.context.db, 120_000);
    expect((await fan.pay(id)).body).toMatchObject({ code: 'event_started' });
    expect(await fan.read(id)).toMatchObject({ state: 'cancelled' });
    expect(await listingCounts(app.context, listingId)).toMatchObject({ held: 0, sold: 0 });
  });

  it('but a stranger’s try to pay ends nothing', async () => {
    const { fan, id, eventId } = await held();
    await setStatus(eventId, 'cancelled');
    expect((await new Fan(app).pay(id)).status).toBe(404);
    expect(await fan.read(id)).toMatchObject({ state: 'pending.holding' });
  });
});

it('an authorization of a canceled event is voided: nothing is charged', async () => {
  const { fan, id, eventId, listingId } = await held();
  const answer = await fan.payUnanswered(id);
  await setStatus(eventId, 'cancelled');
  await answer();
  const ended = await fan.until(id, ({ state }) => state === 'cancelled');
  expect(ended).toMatchObject({ broken: 'the event was canceled', payment: { state: 'canceled' } });
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 2, held: 0, sold: 0 });
});

describe('a payment that waits at the bank', () => {
  it('can be called off: the tickets stay held, and another card pays', async () => {
    const { fan, id } = await held();
    const { body } = await fan.pay(id, '4000002500003155');
    await fan.until(id, ({ payment }) => payment?.state === 'requiresAction');
    expect((await new Fan(app).ask('DELETE', `/payments/${body.id}`)).status).toBe(404);
    const off = await fan.ask<{ state: string }>('DELETE', `/payments/${body.id}`);
    expect(off).toMatchObject({ status: 200, body: { state: 'voiding', nextActionUrl: null } });
    await fan.until(id, ({ state }) => state === 'pending.holding');
    expect((await fan.ask('DELETE', `/payments/${body.id}`)).body).toMatchObject({ state: 'canceled' });
    await fan.pay(id);
    await fan.until(id, ({ state }) => state === 'paid');
    const paid = await fan.ask<{ code: string }>('DELETE', `/payments/${(await fan.read(id)).payment?.id}`);
    expect(paid.body).toMatchObject({ code: 'transition_refused' });
  });
});

it('an order says that its email left only after it did', async () => {
  const { fan, id } = await held();
  await fan.pay(id);
  const order = await fan.until(id, ({ state }) => state === 'paid');
  // Without a mail server emails stay in the outbox: none ever leaves. `emailing.test.ts` has one.
  await eventually('the email is written', async () => {
    const [mail] = await app.context.db('emails').where({ reservation_id: id, kind: 'order' });
    return mail?.state === 'kept';
  });
  expect([order.emailedAt, (await fan.read(id)).emailedAt]).toEqual([null, null]);
});
