/** What a consignor sold before it was merged: refunds and replacements are borne by the one that stayed. */
import type { DeliveryRemedies } from '@holdfast/shared/deliveries';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let staff: Fan;
let support: Fan;

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  [staff, support] = [await signedIn(app, 'staff'), await signedIn(app, 'support')];
});

const reason = 'They are one';

/** Two tickets of a consignor that is merged into another one afterwards. */
async function soldThenMerged() {
  const { eventId } = await buildGame(app.context);
  const [from, into] = [await buildConsignor(app.context), await buildConsignor(app.context)];
  const listing = await buildListing(app.context, { eventId, consignorId: from, row: 'F', seats: [1, 2] });
  const fan = new Fan(app);
  const order = await fan.buy(listing.id, 2);
  expect((await staff.ask('POST', `/admin/consignors/${from}/merge`, { intoId: into, reason })).status).toBe(
    200,
  );
  return { eventId, fan, order };
}

async function refund({ fan, order }: Pick<Awaited<ReturnType<typeof soldThenMerged>>, 'fan' | 'order'>) {
  const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${order.id}`);
  const payment = body.actors.find(({ type }) => type === 'payment');
  await support.ask('POST', `/admin/reservations/${order.id}/actions`, {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    reason,
  });
  await fan.until(order.id, ({ state }) => state === 'refunded');
}

it('a refund takes from the one that stayed, and nobody who was merged owes anything', async () => {
  await refund(await soldThenMerged());
  await app.verify();
});

it('so does a replacement, and the refund after it', async () => {
  const { eventId, fan, order } = await soldThenMerged();
  await buildListing(app.context, { eventId, row: 'C', seats: [1, 2] });
  const id = order.items[0]?.tracking?.id;
  await staff.ask('POST', `/admin/deliveries/${id}/fail`, { version: 1, fault: 'consignor', reason });
  const { body } = await staff.ask<DeliveryRemedies>('GET', `/admin/deliveries/${id}/remedies`);
  const { listingId, seats, cost } = body.offers[0] ?? {};
  const decided = { version: body.version, fault: 'consignor', reason, listingId, seats, cost };
  expect((await staff.ask('POST', `/admin/deliveries/${id}/replace`, decided)).status).toBe(200);
  await app.verify();
  await refund({ fan, order });
  await app.verify();
});
