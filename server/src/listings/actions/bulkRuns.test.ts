/** Work over whole views, over HTTP with the worker running. */

import { randomUUID } from 'node:crypto';
import {
  type BulkRun,
  type BulkRunRow,
  bulkPreview,
  bulkRun,
  bulkRunList,
  bulkRunRowList,
  type FrozenView,
  previewRows,
  retryable,
} from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { describe, expect } from 'vitest';
import { buildEvent } from '../../../test/factories/catalog.ts';
import { buildConsignor } from '../../../test/factories/consignors.ts';
import { buildListings, listingCounts } from '../../../test/factories/listings.ts';
import type { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { messageTo } from '../../platform/actors/index.ts';
import { startBulkRun } from './bulkRuns.ts';
import { freezeView } from './frozenViews.ts';
import { performBulkRun } from './performBulkRun.ts';

let running: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await signedIn(running, 'staff');
});

const post = (who: Fan, path: string, body: unknown, key: string = randomUUID()) =>
  who.ask<never>('POST', path, body, { 'idempotency-key': key });
const read = async (path: string) => (await staff.ask<never>('GET', path)).body;

async function finished(id: string): Promise<BulkRun> {
  await expect
    .poll(async () => bulkRun.parse(await read(`/admin/bulk-runs/${id}`)).state, { timeout: 60_000 })
    .toBe('done');
  return bulkRun.parse(await read(`/admin/bulk-runs/${id}`));
}
async function reportOf(id: string, outcome = ''): Promise<BulkRunRow[]> {
  return bulkRunRowList.parse(await read(`/admin/bulk-runs/${id}/rows?perPage=1000${outcome}`)).data;
}

/** Listings of one consignor, so that a filter reaches just them. */
async function buildGroup(
  wanted: Parameters<typeof buildListings>[1],
): Promise<{ consignorId: string; ids: string[] }> {
  const consignorId = await buildConsignor(running.context);
  const eventId = await buildEvent(running.context);
  const listings = await buildListings(
    running.context,
    wanted.map((options) => ({ consignorId, eventId, ...options })),
  );
  return { consignorId, ids: listings.map(({ id }) => id) };
}

describe('a bulk run', () => {
  it('says before what it would do, does it in the background, and reports row by row', async () => {
    const wanted = Array.from({ length: 1_203 }, (_, i) => ({
      row: `W${i}`,
      state: i % 400 === 0 ? ('live' as const) : ('submitted' as const),
    }));
    const { consignorId, ids } = await buildGroup(wanted);
    const asked = { action: { action: 'approve' }, filter: { consignorId } };
    const preview = bulkPreview.parse((await post(staff, '/admin/bulk-runs/preview', asked)).body);
    expect(preview).toMatchObject({ listings: 1_203, done: 1_199, refused: 4, consignors: 1 });
    expect(preview.refusals).toMatchObject([{ code: 'transition_refused', listings: 4 }]);
    expect(preview.events).toMatchObject([{ listings: 1_199, price: 1_199 * 2 * 10_000 }]);
    expect(await listingCounts(running.context, ids[1] as string)).toMatchObject({ state: 'submitted' });

    const started = await post(staff, '/admin/bulk-runs', asked);
    expect(started.status).toBe(202);
    const run = await finished(bulkRun.parse(started.body).id);
    expect(run).toMatchObject({ listings: 1_203, done: 1_199, refused: 4, mine: true, state: 'done' });
    const refused = await reportOf(run.id, '&outcome=refused');
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({
      listingId: ids[0],
      code: 'transition_refused',
      message: "It is live: approve isn't possible now.",
    });
    expect(bulkRunList.parse(await read('/admin/bulk-runs?mine=true')).data[0]?.id).toBe(run.id);
    const [counted] = await running.context
      .db('audit_entries')
      .whereIn('subject', ids)
      .where({ what: 'listing.approve' })
      .count('* as n');
    expect(counted?.n).toBe(1_199);
  });

  it('reaches all of a view but the listings that it excepts', async () => {
    const { consignorId, ids } = await buildGroup(
      ['A', 'B', 'C', 'D'].map((row) => ({ row, state: 'submitted' as const })),
    );
    const except = `${ids[1]},${ids[3]}`;
    const asked = { action: { action: 'approve' }, filter: { consignorId, except } };
    expect(bulkPreview.parse((await post(staff, '/admin/bulk-runs/preview', asked)).body)).toMatchObject({
      listings: 2,
      done: 2,
    });
    const run = await finished(bulkRun.parse((await post(staff, '/admin/bulk-runs', asked)).body).id);
    expect(run).toMatchObject({ listings: 2, done: 2, filter: { consignorId, except } });
    const states = await Promise.all(ids.map((id) => listingCounts(running.context, id)));
    expect(states.map(({ state }) => state)).toEqual(['live', 'submitted', 'live', 'submitted']);
  });

  it('leaves out what somebody changed since, says who, and tries it again when asked', async () => {
    const { consignorId, ids } = await buildGroup([{ row: 'A' }, { row: 'B' }]);
    const { context } = running;
    const runId = await context.db.transaction(async (trx) => {
      const principal = { by: 'system', requestId: null };
      const view = await freezeView(trx, { filter: { consignorId }, undo: false }, principal);
      const action = { action: 'pause', reason: 'The club asks' } as const;
      const { id } = await startBulkRun(trx, action, view.id, principal);
      await context.engine.apply(trx, [
        messageTo(
          listingMachine,
          ids[1] as string,
          { type: 'reprice', priceAmount: 9_000 },
          { by: 'system', reason: 'A slip' },
        ),
      ]);
      return id;
    });
    const run = await finished(runId);
    expect(run).toMatchObject({ done: 1, refused: 1 });
    expect(await reportOf(runId, '&outcome=refused')).toMatchObject([
      {
        listingId: ids[1],
        code: 'version_conflict',
        message: 'Holdfast changed it meanwhile (price $100.00 → $90.00): “A slip”.',
      },
    ]);
    expect((await post(staff, `/admin/bulk-runs/${runId}/retry`, {})).status).toBe(202);
    expect(await finished(runId)).toMatchObject({ done: 2, refused: 0 });
    expect(await listingCounts(context, ids[1] as string)).toMatchObject({
      state: 'paused',
      price_amount: 9_000,
    });
    expect((await post(staff, `/admin/bulk-runs/${runId}/retry`, {})).body).toMatchObject({
      code: 'nothing_to_do',
    });
  });

  it('carried out by two workers at once reaches each listing once', async () => {
    const { consignorId, ids } = await buildGroup(Array.from({ length: 700 }, (_, i) => ({ row: `T${i}` })));
    const asked = {
      action: { action: 'price', change: { by: 'percent', bps: 1_000 } },
      filter: { consignorId },
    };
    const { id } = bulkRun.parse((await post(staff, '/admin/bulk-runs', asked)).body);
    await Promise.all([performBulkRun(running.context, id), performBulkRun(running.context, id)]);
    expect(await finished(id)).toMatchObject({ done: 700, refused: 0 });
    const prices = await running.context
      .db('listings')
      .whereIn('id', ids)
      .distinct('price_amount', 'version');
    expect(prices).toEqual([{ price_amount: 11_000, version: 4 }]);
    // What somebody has changed since is theirs: it is left out, and named.
    const dearer = {
      action: 'price',
      ids: [ids[5]],
      change: { by: 'set', amount: 15_000 },
      reason: 'A final',
    };
    await post(staff, '/admin/listings/actions', dearer);
    const undo = { action: { action: 'undoPrice' }, filter: { runId: id } };
    expect(bulkPreview.parse((await post(staff, '/admin/bulk-runs/preview', undo)).body)).toMatchObject({
      done: 699,
      refusals: [{ code: 'version_conflict', listings: 1 }],
    });
    const undone = bulkRun.parse((await post(staff, '/admin/bulk-runs', undo)).body);
    expect(await finished(undone.id)).toMatchObject({ done: 699, refused: 1 });
    expect(await reportOf(undone.id, '&outcome=refused')).toMatchObject([
      { listingId: ids[5], message: 'Some staff changed it meanwhile (price $110.00 → $150.00): “A final”.' },
    ]);
    expect(
      await running.context
        .db('listings')
        .whereIn('id', ids)
        .distinct('price_amount')
        .orderBy('price_amount'),
    ).toEqual([{ price_amount: 10_000 }, { price_amount: 15_000 }]);
  });

  it('shows old and new price of each listing before and after, and retries only what can succeed', async () => {
    const { consignorId, ids } = await buildGroup([
      { row: 'A' },
      { row: 'B', priceAmount: 20_000 },
      { row: 'C' },
    ]);
    const limits = { action: 'limits', ids: [ids[0], ids[2]], floor: 9_500 };
    await post(staff, '/admin/listings/actions', limits);
    const view = (await post(staff, '/admin/bulk-runs/views', { filter: { consignorId } }))
      .body as FrozenView;
    const action = { action: 'price', change: { by: 'percent', bps: -1_000 } };
    const page = async (asked: number) =>
      previewRows.parse(
        (
          await post(staff, '/admin/bulk-runs/preview/rows', {
            action,
            view: view.id,
            page: asked,
            perPage: 2,
          })
        ).body,
      );
    const rows = [...(await page(1)).data, ...(await page(2)).data];
    expect((await page(1)).total).toBe(3);
    expect(rows).toMatchObject([
      { id: ids[0], ok: false, code: 'below_floor', priceBefore: 10_000 },
      { id: ids[1], ok: true, priceBefore: 20_000, priceAmount: 18_000 },
      { id: ids[2], ok: false, code: 'below_floor', priceBefore: 10_000 },
    ]);
    const asked = { action, view: view.id };
    const run = await finished(bulkRun.parse((await post(staff, '/admin/bulk-runs', asked)).body).id);
    expect(await reportOf(run.id)).toMatchObject([
      { listingId: ids[0], outcome: 'refused', priceBefore: 10_000, priceAfter: null },
      { listingId: ids[1], outcome: 'done', priceBefore: 20_000, priceAfter: 18_000 },
      { listingId: ids[2], outcome: 'refused', priceBefore: 10_000, priceAfter: null },
    ]);
    const possible = async () => retryable.parse(await read(`/admin/bulk-runs/${run.id}/retry`));
    expect(await possible()).toEqual({ refused: 2, retryable: 0 });
    expect((await post(staff, `/admin/bulk-runs/${run.id}/retry`, {})).body).toMatchObject({
      code: 'nothing_to_do',
    });
    await post(staff, '/admin/listings/actions', { action: 'limits', ids: [ids[2]], floor: null });
    expect(await possible()).toEqual({ refused: 2, retryable: 1 });
    await post(staff, `/admin/bulk-runs/${run.id}/retry`, {});
    expect(await finished(run.id)).toMatchObject({ done: 2, refused: 1 });
    expect((await reportOf(run.id))[2]).toMatchObject({ outcome: 'done', priceAfter: 9_000 });
  });

  it('is asked for once, however often the request comes', async () => {
    const { consignorId } = await buildGroup([{ row: 'K' }]);
    const key = randomUUID();
    const asked = { action: { action: 'assign', ownerId: null }, filter: { consignorId } };
    const answers = await Promise.all([1, 2, 3].map(() => post(staff, '/admin/bulk-runs', asked, key)));
    expect(new Set(answers.map(({ body }) => (body as BulkRun).id)).size).toBe(1);
  });

  it('is not for an empty view, not for finance, and names a missing reason', async () => {
    const consignorId = await buildConsignor(running.context);
    const asked = { action: { action: 'approve' }, filter: { consignorId } };
    expect((await post(staff, '/admin/bulk-runs', asked)).body).toMatchObject({ code: 'nothing_to_do' });
    expect((await post(await signedIn(running, 'finance'), '/admin/bulk-runs', asked)).status).toBe(403);
    expect(
      (await post(staff, '/admin/bulk-runs', { ...asked, action: { action: 'reject' } })).body,
    ).toMatchObject({
      errors: [{ field: 'action.reason', message: 'Say why, in a few words.' }],
    });
  });
});
