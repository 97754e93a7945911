/** Other tickets that cost the marketplace more than one person decides: a second one approves these seats at this cost. */
import type { DeliveryDetail, DeliveryRemedies, ReplacementOffer } from '@holdfast/shared/deliveries';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let [staff, ann, bob, admin] = [] as unknown as [Fan, Fan, Fan, Fan];
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  staff = await signedIn(app, 'staff', 'Sam');
  [ann, bob] = [await signedIn(app, 'support', 'Ann'), await signedIn(app, 'support', 'Bob')];
  admin = await signedIn(app, 'admin');
});

async function setLimit(limitAmount: number): Promise<void> {
  const { body } = await admin.ask<{ version: number }>('GET', '/admin/settings/approvals');
  await admin.ask('PUT', '/admin/settings/approvals', { limitAmount, version: body.version });
}
const reason = 'The transfer was of another game';
const show = async (id: string) => (await ann.ask<DeliveryDetail>('GET', `/admin/deliveries/${id}`)).body;
const offerOf = async (id: string) =>
  (await ann.ask<DeliveryRemedies>('GET', `/admin/deliveries/${id}/remedies`)).body
    .offers[0] as ReplacementOffer;
const replace = async (who: Fan, id: string, { listingId, seats, cost }: ReplacementOffer) =>
  who.ask<DeliveryDetail & { code: string }>('POST', `/admin/deliveries/${id}/replace`, {
    fault: 'consignor',
    reason,
    version: (await show(id)).version,
    listingId,
    seats,
    cost,
  });
const approvalsOf = async (orderId: string) =>
  (await ann.ask<SupportCase>('GET', `/admin/reservations/${orderId}`)).body.approvals;
const end = async (who: Fan, verb: string, id: string | undefined, seenVersion: number) =>
  who.ask<{ code: string; state: string }>('POST', `/admin/approvals/${id}/${verb}`, {
    reason: 'Looked at it',
    ...(verb === 'approve' ? { seenVersion } : {}),
  });

/** Two tickets for $100 each that their fan refused, and a better listing that costs the marketplace $74. */
async function refused() {
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(10 * dayMs) });
  const sold = await buildListing(app.context, { eventId, row: 'F', seats: [1, 2], priceAmount: 10_000 });
  const fan = new Fan(app);
  const order = await fan.buy(sold.id, 2);
  const id = order.items[0]?.tracking?.id ?? '';
  await staff.ask('POST', `/admin/deliveries/${id}/send`, { version: 1, reference: 'TM-1' });
  await fan.ask('POST', `/reservations/${order.id}/deliveries/${id}/refuse`, { cause: 'wrongTickets' });
  const better = await buildListing(app.context, { eventId, row: 'C', seats: [5, 6], priceAmount: 13_000 });
  return { fan, order, id, better };
}

it('waits above the limit, moves nothing meanwhile, and is then the replacement that was asked for', async () => {
  const { fan, order, id } = await refused();
  const offer = await offerOf(id);
  expect(offer.cost.amount).toBeGreaterThan(0);
  await setLimit(offer.cost.amount - 1);
  const asked = await replace(staff, id, offer);
  expect(asked).toMatchObject({ status: 200, body: { state: 'refused' } });
  const [waits] = await approvalsOf(order.id);
  expect(waits).toMatchObject({
    command: 'delivery.replace',
    subject: id,
    amount: offer.cost,
    state: 'waiting',
    by: { name: 'Sam' },
  });
  expect((await replace(ann, id, offer)).body.code).toBe('approval_waits');
  expect((await fan.read(order.id)).items[0]?.row).toBe('F');
  const { version } = await show(id);
  // Who asked never decides, and consignment doesn't decide about money.
  expect(await end(staff, 'approve', waits?.id, version)).toMatchObject({ status: 403 });
  expect((await end(bob, 'approve', waits?.id, version)).body.state).toBe('approved');
  expect(await show(id)).toMatchObject({
    state: 'replaced',
    failure: { reason: `${reason} (asked by Sam)` },
  });
  expect((await fan.read(order.id)).items[0]?.row).toBe('C');
  await setLimit(0);
  await app.verify();
});

it('is refused once somebody has the seats, and whoever asked from consignment withdraws it', async () => {
  const { order, id, better } = await refused();
  const offer = await offerOf(id);
  await setLimit(1);
  await replace(staff, id, offer);
  const [waits] = await approvalsOf(order.id);
  await new Fan(app).buy(better.id, 2);
  const { version } = await show(id);
  expect((await end(bob, 'approve', waits?.id, version)).body.code).toBe('sold_out');
  expect((await show(id)).state).toBe('refused');
  expect((await end(staff, 'withdraw', waits?.id, version)).body.state).toBe('withdrawn');
  await setLimit(0);
  await app.verify();
});

it('asks nobody for tickets that cost us nothing, or within the limit', async () => {
  const { id } = await refused();
  const offer = await offerOf(id);
  await setLimit(offer.cost.amount);
  expect((await replace(ann, id, offer)).body.state).toBe('replaced');
  await setLimit(0);
});
