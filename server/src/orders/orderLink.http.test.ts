/** The link of the tickets' email: it opens the order until 30 days after the event, and then leads to the form. */
import { expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { linkHasEnded, orderLink } from './orderAccess.ts';

let app: TestApp;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const dayMs = 24 * 60 * 60 * 1000;

it('ends 30 days after the event', () => {
  const startsAt = '2037-12-01T01:00:00.000Z';
  const begun = Date.parse(startsAt);
  expect(linkHasEnded(startsAt, begun - 300 * dayMs)).toBe(false);
  expect(linkHasEnded(startsAt, begun + 30 * dayMs)).toBe(false);
  expect(linkHasEnded(startsAt, begun + 30 * dayMs + 1)).toBe(true);
});

it('opens its order before, and afterwards the form finds it by code and email address', async () => {
  const startsAt = new Date(Date.now() + dayMs).toISOString();
  const { id: listingId } = await buildListing(app.context, {
    eventId: await buildEvent(app.context, { startsAt }),
  });
  const { id, code, email } = await new Fan(app).buy(listingId, 1);
  const path = orderLink(app.context, id).replace(`${app.context.publicUrl}/api`, '');

  const soon = new Fan(app);
  expect((await soon.ask('GET', path)).headers.get('location')).toBe(`/orders/${id}`);
  expect((await soon.read(id)).state).toBe('paid');

  await travel(app.context.db, 32 * dayMs);
  const late = new Fan(app);
  const answer = await late.ask('GET', path);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/orders?link=ended']);
  expect((await late.ask('GET', `/reservations/${id}`)).status).toBe(404);
  expect((await late.ask('POST', '/reservations/find', { code, email })).status).toBe(200);
  expect((await late.read(id)).state).toBe('paid');
});
