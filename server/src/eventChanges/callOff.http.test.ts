/** Calling an event off above the limit: a second person for all its refunds, an administrator alone, and a feed that says so. */
import type { ApprovalRow } from '@holdfast/shared/approvals';
import type { CaseRow } from '@holdfast/shared/cases';
import type { AdminEvent, EventChange } from '@holdfast/shared/eventChanges';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { lookedOver } from '../../test/lookedOver.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let [ann, bob, finance, admin] = [] as unknown as [Fan, Fan, Fan, Fan];
it.beforeAll(async ({ running }) => {
  app = running;
  ann = await signedIn(app, 'staff', 'Ann');
  bob = await signedIn(app, 'staff', 'Bob');
  finance = await signedIn(app, 'finance', 'Fay');
  admin = await signedIn(app, 'admin', 'Ada');
});
it.beforeEach(() => setLimit(20_000));

async function setLimit(limitAmount: number): Promise<void> {
  const { body } = await admin.ask<{ version: number }>('GET', '/admin/settings/approvals');
  await admin.ask('PUT', '/admin/settings/approvals', { limitAmount, version: body.version });
}
const reason = 'The hall is flooded';
type Refused = { code: string; detail: string };
const read = async (id: string) => (await ann.ask<AdminEvent>('GET', `/admin/events/${id}`)).body;
const seenOf = ({ status, startsAt }: AdminEvent) => ({ status, startsAt });
const cancel = async (who: Fan, id: string, more: object = {}) =>
  who.ask<EventChange & Refused>('POST', `/admin/events/${id}/changes`, {
    kind: 'cancel',
    reason,
    seen: seenOf(await read(id)),
    ...more,
  });
const request = async (who: Fan, id: string) =>
  who.ask<ApprovalRow & Refused>('POST', `/admin/events/${id}/call-off-requests`, {
    reason,
    seen: seenOf(await read(id)),
  });
const end = (who: Fan, verb: string, id: string) =>
  who.ask<ApprovalRow & Refused>('POST', `/admin/approvals/${id}/${verb}`, {
    reason: 'Saw the hall',
    ...(verb === 'approve' ? { seenVersion: 0 } : {}),
  });

/** An event with two orders of one ticket each. */
async function soldEvent() {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  const { id: listingId } = await buildListing(app.context, {
    eventId,
    seats: [1, 2, 3, 4, 5],
    priceAmount: 15_000,
  });
  const orders = [await new Fan(app).buy(listingId, 1), await new Fan(app).buy(listingId, 1)];
  return { eventId, listingId, orders };
}

it('waits for a second person, sells meanwhile, and then refunds every order that there is', async () => {
  const { eventId, listingId, orders } = await soldEvent();
  expect((await read(eventId)).secondPerson).toBe(true);
  const refused = await cancel(ann, eventId);
  expect(refused).toMatchObject({ status: 409, body: { code: 'second_person_needed' } });
  expect(refused.body.detail).toContain('postpone');

  const asked = await request(ann, eventId);
  const sum = orders.reduce((total, order) => total + order.total.amount, 0);
  expect(asked).toMatchObject({
    status: 201,
    body: { state: 'waiting', command: 'event.cancel', amount: { amount: sum }, by: { name: 'Ann' } },
  });
  expect((await request(bob, eventId)).body.code).toBe('approval_waits');
  expect(await read(eventId)).toMatchObject({ status: 'scheduled', requests: [{ id: asked.body.id }] });
  await lookedOver(app.context);
  const { body: queue } = await bob.ask<{ data: CaseRow[] }>('GET', '/admin/cases?kind=approvalWaits');
  expect(queue.data.map(({ page }) => page)).toContain(`/events/${eventId}/show`);

  const later = await new Fan(app).buy(listingId, 1);
  expect((await end(ann, 'approve', asked.body.id)).body.code).toBe('four_eyes');
  const support = await signedIn(app, 'support');
  expect(await end(support, 'approve', asked.body.id)).toMatchObject({ status: 403 });
  expect(await support.ask('GET', `/admin/approvals/${asked.body.id}`)).toMatchObject({ status: 404 });
  expect((await end(finance, 'approve', asked.body.id)).body).toMatchObject({
    state: 'approved',
    decidedBy: 'Fay',
  });
  const event = await read(eventId);
  expect(event).toMatchObject({
    status: 'cancelled',
    changes: [{ kind: 'cancel', by: 'Fay', reason: `${reason} (asked by Ann)`, alone: false }],
  });
  await eventually('all three are refunded', async () => {
    const rows = await app.context
      .db('reservations')
      .whereIn(
        'id',
        [...orders, later].map(({ id }) => id),
      )
      .where({ state: 'refunded' });
    return rows.length === 3;
  });
  await app.verify();
});

it('is withdrawn by who asked, and declined by another; nothing is called off', async () => {
  const { eventId } = await soldEvent();
  const { body: first } = await request(ann, eventId);
  expect((await end(bob, 'withdraw', first.id)).status).toBe(403);
  expect((await end(ann, 'withdraw', first.id)).body.state).toBe('withdrawn');
  const { body: second } = await request(ann, eventId);
  expect((await end(bob, 'decline', second.id)).body).toMatchObject({ state: 'declined', decidedBy: 'Bob' });
  expect(await read(eventId)).toMatchObject({ status: 'scheduled', changes: [] });
  // What stops the sales at once asks nobody, and it can be called off after that.
  expect((await cancel(ann, eventId, { kind: 'postpone' })).status).toBe(201);
  const { body: third } = await request(ann, eventId);
  expect((await end(bob, 'approve', third.id)).status).toBe(200);
  expect((await read(eventId)).status).toBe('cancelled');
});

it('an administrator does it alone, and the change and the log say so; nobody else may', async () => {
  const { eventId } = await soldEvent();
  expect(await cancel(ann, eventId, { alone: true })).toMatchObject({ status: 403 });
  expect(await cancel(admin, eventId)).toMatchObject({ body: { code: 'second_person_needed' } });
  const done = await cancel(admin, eventId, { alone: true });
  expect(done).toMatchObject({ status: 201, body: { alone: true, by: 'Ada' } });
  const entry = await app.context
    .db('audit_entries')
    .where({ what: 'event.cancel', subject: eventId })
    .first();
  expect(entry?.after).toMatchObject({ withoutSecondPerson: true });
});

it('asks nobody within the limit, nor where nothing is sold', async () => {
  const { eventId } = await soldEvent();
  await setLimit(1_000_000);
  expect((await request(ann, eventId)).body.code).toBe('nothing_to_do');
  // Nobody was left out where nobody had to be asked.
  expect((await cancel(admin, eventId, { alone: true })).body).toMatchObject({ alone: false });
  await setLimit(1);
  const { eventId: unsold } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  expect((await cancel(ann, unsold)).status).toBe(201);
  await setLimit(0);
});
