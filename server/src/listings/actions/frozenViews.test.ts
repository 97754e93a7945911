/** What a panel said when it was confirmed is what is acted on: over HTTP, with the worker running. */
import { randomUUID } from 'node:crypto';
import {
  type BulkRun,
  type BulkRunRow,
  bulkPreview,
  bulkRun,
  bulkRunRowList,
  type FrozenView,
  frozenView,
  frozenViewMs,
} from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { buildEvent } from '../../../test/factories/catalog.ts';
import { buildConsignor } from '../../../test/factories/consignors.ts';
import { buildListings, listingCounts } from '../../../test/factories/listings.ts';
import type { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { removeOldViews } from './frozenViews.ts';

let running: TestApp;
let staff: Fan;
let colleague: Fan;

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await signedIn(running, 'staff');
  colleague = await signedIn(running, 'staff', 'Odette Lindqvist');
});

const post = (who: Fan, path: string, body: unknown) =>
  who.ask<never>('POST', path, body, { 'idempotency-key': randomUUID() });
const read = async (path: string) => (await staff.ask<never>('GET', path)).body;
const freeze = async (filter: object): Promise<FrozenView> =>
  frozenView.parse((await post(staff, '/admin/bulk-runs/views', { filter })).body);
const submitted = (rows: string[]) => rows.map((row) => ({ row, state: 'submitted' as const }));
const stateOf = async (id: string) => (await listingCounts(running.context, id)).state;

async function finished(id: string): Promise<BulkRun> {
  await expect
    .poll(async () => bulkRun.parse(await read(`/admin/bulk-runs/${id}`)).state, { timeout: 60_000 })
    .toBe('done');
  return bulkRun.parse(await read(`/admin/bulk-runs/${id}`));
}
const leftOutOf = async (id: string): Promise<BulkRunRow[]> =>
  bulkRunRowList.parse(await read(`/admin/bulk-runs/${id}/rows?outcome=refused`)).data;

/** A consignor's listings of one event, and how to add more. */
async function buildGroup(rows: string[]) {
  const consignorId = await buildConsignor(running.context);
  const eventId = await buildEvent(running.context);
  const add = async (wanted: string[]) =>
    (
      await buildListings(
        running.context,
        submitted(wanted).map((one) => ({ consignorId, eventId, ...one })),
      )
    ).map(({ id }) => id);
  return { consignorId, ids: (await add(rows)) as [string, string, string], add };
}

it('a run acts on what its panel said: what changed is named, what came in since is left out and named', async () => {
  const { consignorId, ids, add } = await buildGroup(['A', 'B', 'C', 'D', 'E']);
  const view = await freeze({ consignorId, state: 'submitted' });
  expect(view.listings).toBe(5);
  const action = { action: 'approve' };
  const asked = { action, view: view.id };
  expect(bulkPreview.parse((await post(staff, '/admin/bulk-runs/preview', asked)).body)).toMatchObject({
    listings: 5,
    done: 5,
  });

  const late = await add(['F', 'G']);
  await post(colleague, '/admin/listings/actions', {
    action: 'reject',
    ids: [ids[0]],
    reason: 'No such row',
  });
  const dearer = { action: 'price', ids: [ids[1]], change: { by: 'set', amount: 15_000 }, reason: 'A final' };
  await post(colleague, '/admin/listings/actions', dearer);

  const run = await finished(bulkRun.parse((await post(staff, '/admin/bulk-runs', asked)).body).id);
  expect(run).toMatchObject({ listings: 5, done: 3, refused: 2, cameAfter: 2 });
  const leftOut = await leftOutOf(run.id);
  const by = 'Odette Lindqvist changed it meanwhile';
  expect(leftOut).toMatchObject([
    { listingId: ids[0], code: 'version_conflict', message: `${by} (submitted → rejected): “No such row”.` },
    { listingId: ids[1], code: 'version_conflict', message: `${by} (price $100.00 → $150.00): “A final”.` },
    ...late.map((listingId) => ({
      listingId,
      code: 'came_after',
      message: 'It came into this view after the preview.',
    })),
  ]);
  expect(leftOut[2]?.label).toMatch(/ F /);
  expect(await Promise.all([...ids, ...late].map(stateOf))).toEqual([
    'rejected',
    'submitted',
    'live',
    'live',
    'live',
    'submitted',
    'submitted',
  ]);
  // A retry repeats what somebody changed, not what nobody has looked at.
  await post(staff, `/admin/bulk-runs/${run.id}/retry`, {});
  await finished(run.id);
  expect(await Promise.all(late.map(stateOf))).toEqual(['submitted', 'submitted']);
});

it('a view is frozen once, and previewed for each draft over what was frozen', async () => {
  const { consignorId, ids, add } = await buildGroup(['A', 'B']);
  const view = await freeze({ consignorId });
  await add(['C']);
  await post(colleague, '/admin/listings/actions', { action: 'reject', ids: [ids[1]], reason: 'Not yours' });
  for (const amount of [9_000, 9_500]) {
    const action = { action: 'price', change: { by: 'set', amount } };
    const preview = bulkPreview.parse(
      (await post(staff, '/admin/bulk-runs/preview', { action, view: view.id })).body,
    );
    expect(preview).toMatchObject({
      listings: 2,
      done: 1,
      after: { price: 2 * amount },
      refusals: [
        {
          code: 'version_conflict',
          examples: [{ id: ids[1], conflict: { by: 'Odette Lindqvist', reason: 'Not yours' } }],
        },
      ],
    });
  }
  const [counted] = await running.context
    .db('frozen_views')
    .whereRaw('? = ANY (listing_ids)', [ids[0]])
    .count('* as n');
  expect(counted?.n).toBe(1);
});

it('a frozen view is its person’s alone, ends after an hour, and is then swept', async () => {
  const { consignorId, ids } = await buildGroup(['A']);
  const view = await freeze({ consignorId });
  const asked = { action: { action: 'approve' }, view: view.id };
  expect((await post(colleague, '/admin/bulk-runs', asked)).body).toMatchObject({ code: 'preview_expired' });
  const { db } = running.context;
  await removeOldViews(db);
  expect(await db('frozen_views').where({ id: view.id })).toHaveLength(1);
  await db('frozen_views')
    .where({ id: view.id })
    .update({ created_at: db.raw('created_at - make_interval(secs => ?)', [frozenViewMs / 1000]) });
  expect((await post(staff, '/admin/bulk-runs', asked)).body).toMatchObject({ code: 'preview_expired' });
  expect(await stateOf(ids[0])).toBe('submitted');
  await removeOldViews(db);
  expect(await db('frozen_views').where({ id: view.id })).toHaveLength(0);
});
