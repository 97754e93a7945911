/** Approve and set the price in one step, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { ListingActionRequest, ListingActionResult } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { buildEvent } from '../../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../../test/factories/consignors.ts';
import { buildListings, listingCounts } from '../../../test/factories/listings.ts';
import type { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';

let running: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await signedIn(running, 'staff');
});

async function act(action: ListingActionRequest): Promise<ListingActionResult> {
  const key = { 'idempotency-key': randomUUID() };
  const answer = await staff.ask<ListingActionResult>('POST', '/admin/listings/actions', action, key);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function buildSubmitted(count: number): Promise<string[]> {
  const consignorId = await buildConsignor(running.context);
  const eventId = await buildEvent(running.context);
  await buildPercentages(running.context, { consignorId, commissionBps: 2_000, feeBps: 1_000 });
  const wanted = Array.from({ length: count }, (_, at) => ({
    consignorId,
    eventId,
    row: `${at + 1}`,
    state: 'submitted' as const,
  }));
  return (await buildListings(running.context, wanted)).map(({ id }) => id);
}

const transitionsOf = (id: string) =>
  running.context.db('transitions').where({ actor_id: id }).orderBy('version').pluck('message');

it('approves and prices each listing in one step, after a preview of old and new and of the money', async () => {
  const [ready, floored, same] = (await buildSubmitted(3)) as [string, string, string];
  await act({ action: 'limits', ids: [floored], floor: 11_000 });
  const ids = [ready, floored, same];
  const asked: ListingActionRequest = {
    action: 'approve',
    ids,
    price: { change: { by: 'set', amount: 10_500 } },
  };
  const preview = await act({ ...asked, preview: true });
  expect(preview).toMatchObject({
    done: 2,
    refused: 1,
    before: { price: 2 * 2 * 10_000, proceeds: 2 * 2 * 8_000 },
    after: { price: 2 * 2 * 10_500, proceeds: 2 * 2 * 8_400 },
  });
  expect(preview.rows).toMatchObject([
    { id: ready, ok: true, state: 'live', priceBefore: 10_000, priceAmount: 10_500 },
    { id: floored, ok: false, code: 'below_floor', state: 'submitted', priceAmount: 10_000 },
    { id: same, ok: true, state: 'live', priceAmount: 10_500 },
  ]);
  expect(await listingCounts(running.context, ready)).toMatchObject({ state: 'submitted' });

  await act(asked);
  expect(await listingCounts(running.context, ready)).toMatchObject({ state: 'live', price_amount: 10_500 });
  // A refused price leaves the listing as it was: not approved at its old price.
  expect(await listingCounts(running.context, floored)).toMatchObject({
    state: 'submitted',
    price_amount: 10_000,
  });
  expect((await transitionsOf(ready)).slice(-2)).toEqual(['reprice', 'approve']);
  const [entry] = await running.context
    .db('audit_entries')
    .where({ subject: ready, what: 'listing.approve' });
  expect(entry).toMatchObject({
    before: { state: 'submitted', priceAmount: 10_000 },
    after: { state: 'live', priceAmount: 10_500 },
  });
});

it('approves at the price that a listing has already, and follows a percentage of its own price', async () => {
  const [id] = (await buildSubmitted(1)) as [string];
  await act({ action: 'approve', ids: [id], price: { change: { by: 'set', amount: 10_000 } } });
  expect((await transitionsOf(id)).slice(-1)).toEqual(['approve']);
  const [dearer, live] = (await buildSubmitted(2)) as [string, string];
  await act({ action: 'approve', ids: [live] });
  const { rows } = await act({
    action: 'approve',
    ids: [dearer, live],
    price: { change: { by: 'percent', bps: 1_234 }, roundTo: 100 },
  });
  // What is on sale isn't approved again, so its price stays too.
  expect(rows).toMatchObject([
    { ok: true, priceAmount: 11_200 },
    { ok: false, code: 'transition_refused', priceAmount: 10_000 },
  ]);
  expect(await listingCounts(running.context, live)).toMatchObject({ price_amount: 10_000 });
});
