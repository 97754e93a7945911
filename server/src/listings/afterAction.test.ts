/** The answer of an action tells the view on screen what became of its rows. */
import { randomUUID } from 'node:crypto';
import { type ListingActionResult, type ListingList, listingActionResult } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListings } from '../../test/factories/listings.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let running: TestApp;
let staff: Fan;
it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await signedIn(running, 'staff');
});

async function waiting(count: number): Promise<{ consignorId: string; ids: string[] }> {
  const { context } = running;
  const consignorId = await buildConsignor(context);
  const { eventId } = await buildGame(context);
  const built = await buildListings(
    context,
    Array.from({ length: count }, (_, at) => ({
      eventId,
      consignorId,
      section: `${101 + at}`,
      state: 'submitted' as const,
    })),
  );
  return { consignorId, ids: built.map(({ id }) => id) };
}

async function act(request: object): Promise<ListingActionResult> {
  const { status, body } = await staff.ask('POST', '/admin/listings/actions', request, {
    'idempotency-key': randomUUID(),
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return listingActionResult.parse(body);
}

it('listings that are approved leave the queue, and stay in a list of all states', async () => {
  const { consignorId, ids } = await waiting(4);
  const first = await act({
    action: 'approve',
    ids: ids.slice(0, 2),
    view: { queue: 'toApprove', consignorId },
  });
  expect(first.left).toEqual(ids.slice(0, 2));
  expect(first.now?.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
    ids
      .slice(0, 2)
      .map((id) => `${id} live`)
      .sort(),
  );
  const second = await act({ action: 'approve', ids: [ids[2]], view: { consignorId } });
  expect(second.left).toEqual([]);
});

it('the rows of the answer are those that the list would read, each at the version of its outcome', async () => {
  const { consignorId, ids } = await waiting(3);
  const { now, rows } = await act({
    action: 'price',
    change: { by: 'percent', bps: 1_000 },
    ids,
    view: { consignorId, owner: 'none' },
  });
  const { body } = await staff.ask<ListingList>('GET', `/admin/listings?consignorId=${consignorId}`);
  const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
  expect(now?.sort(byId)).toEqual(body.data.sort(byId));
  for (const { id, version } of rows) expect(now?.find((row) => row.id === id)?.version).toBe(version);
});

it('mine are those of who acts; a preview and an answer without a view tell nothing of rows', async () => {
  const { ids } = await waiting(1);
  const me = (await staff.ask<{ person: { id: string } }>('GET', '/session')).body.person.id;
  const given = await act({ action: 'assign', ownerId: me, ids, view: { owner: 'me' } });
  expect(given.left).toEqual([]);
  expect(given.now?.[0]?.owner?.id).toBe(me);
  const preview = await act({ action: 'approve', ids, preview: true, view: { queue: 'toApprove' } });
  expect(preview).not.toHaveProperty('now');
  expect(await act({ action: 'approve', ids })).not.toHaveProperty('left');
});
