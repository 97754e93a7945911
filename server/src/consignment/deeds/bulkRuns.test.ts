/** Work over whole views, over HTTP with the worker running. */

import { randomUUID } from 'node:crypto';
import {
  type BulkRun,
  type BulkRunRow,
  bulkPreview,
  bulkRun,
  bulkRunList,
  bulkRunRowList,
} from '@holdfast/shared/consignment';
import { listingMachine } from '@holdfast/shared/consignment/machines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildConsignor, buildEvent, buildListings, listingStanding } from '../../../test/factories.ts';
import type { Fan } from '../../../test/fan.ts';
import { signedIn } from '../../../test/people.ts';
import { startTestedHouse, type TestedHouse } from '../../../test/runningHouse.ts';
import { messageTo } from '../../platform/actors/index.ts';
import { startBulkRun } from './bulkRuns.ts';
import { carryOut } from './carryOut.ts';

let running: TestedHouse;
let staff: Fan;

beforeAll(async () => {
  running = await startTestedHouse();
  staff = await signedIn(running, 'staff');
});
afterAll(async () => {
  await running.verify();
  await running.close();
});

const post = (who: Fan, path: string, body: unknown, key: string = randomUUID()) =>
  who.ask<never>('POST', path, body, { 'idempotency-key': key });
const read = async (path: string) => (await staff.ask<never>('GET', path)).body;

async function finished(id: string): Promise<BulkRun> {
  await expect
    .poll(async () => bulkRun.parse(await read(`/office/bulk-runs/${id}`)).state, { timeout: 60_000 })
    .toBe('done');
  return bulkRun.parse(await read(`/office/bulk-runs/${id}`));
}
async function reportOf(id: string, outcome = ''): Promise<BulkRunRow[]> {
  return bulkRunRowList.parse(await read(`/office/bulk-runs/${id}/rows?perPage=1000${outcome}`)).data;
}

/** Listings of one consignor, so that a filter reaches just them. */
async function lot(
  wanted: Parameters<typeof buildListings>[1],
): Promise<{ consignorId: string; ids: string[] }> {
  const consignorId = await buildConsignor(running.house);
  const eventId = await buildEvent(running.house);
  const listings = await buildListings(
    running.house,
    wanted.map((wishes) => ({ consignorId, eventId, ...wishes })),
  );
  return { consignorId, ids: listings.map(({ id }) => id) };
}

describe('a bulk run', () => {
  it('says before what it would do, does it in the background, and reports row by row', async () => {
    const wanted = Array.from({ length: 1_203 }, (_, i) => ({
      row: `W${i}`,
      state: i % 400 === 0 ? ('live' as const) : ('submitted' as const),
    }));
    const { consignorId, ids } = await lot(wanted);
    const asked = { deed: { action: 'approve' }, filter: { consignorId } };
    const preview = bulkPreview.parse((await post(staff, '/office/bulk-runs/preview', asked)).body);
    expect(preview).toMatchObject({ listings: 1_203, done: 1_199, refused: 4, consignors: 1 });
    expect(preview.refusals).toMatchObject([{ code: 'transition_refused', listings: 4 }]);
    expect(preview.events).toMatchObject([{ listings: 1_199, price: 1_199 * 2 * 10_000 }]);
    expect(await listingStanding(running.house, ids[1] as string)).toMatchObject({ state: 'submitted' });

    const started = await post(staff, '/office/bulk-runs', asked);
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
    expect(bulkRunList.parse(await read('/office/bulk-runs?mine=true')).data[0]?.id).toBe(run.id);
    const [counted] = await running.house
      .db('audit_entries')
      .whereIn('subject', ids)
      .where({ what: 'listing.approve' })
      .count('* as n');
    expect(counted?.n).toBe(1_199);
  });

  it('leaves out what somebody changed since, says who, and tries it again on a wish', async () => {
    const { consignorId, ids } = await lot([{ row: 'A' }, { row: 'B' }]);
    const { house } = running;
    const runId = await house.db.transaction(async (trx) => {
      const doer = { by: 'house', requestId: null };
      const { id } = await startBulkRun(
        trx,
        { action: 'pause', reason: 'The club asks' },
        { consignorId },
        doer,
      );
      await house.engine.apply(trx, [
        messageTo(
          listingMachine,
          ids[1] as string,
          { type: 'reprice', priceAmount: 9_000 },
          { by: 'house', reason: 'A slip' },
        ),
      ]);
      return id;
    });
    const run = await finished(runId);
    expect(run).toMatchObject({ done: 1, refused: 1 });
    expect(await reportOf(runId, '&outcome=refused')).toMatchObject([
      { listingId: ids[1], code: 'version_conflict', message: 'The house changed it meanwhile: “A slip”.' },
    ]);
    expect((await post(staff, `/office/bulk-runs/${runId}/retry`, {})).status).toBe(202);
    expect(await finished(runId)).toMatchObject({ done: 2, refused: 0 });
    expect(await listingStanding(house, ids[1] as string)).toMatchObject({
      state: 'paused',
      price_amount: 9_000,
    });
    expect((await post(staff, `/office/bulk-runs/${runId}/retry`, {})).body).toMatchObject({
      code: 'nothing_to_do',
    });
  });

  it('carried out by two workers at once reaches each listing once', async () => {
    const { consignorId, ids } = await lot(Array.from({ length: 700 }, (_, i) => ({ row: `T${i}` })));
    const asked = {
      deed: { action: 'price', change: { by: 'percent', bps: 1_000 } },
      filter: { consignorId },
    };
    const { id } = bulkRun.parse((await post(staff, '/office/bulk-runs', asked)).body);
    await Promise.all([carryOut(running.house, id), carryOut(running.house, id)]);
    expect(await finished(id)).toMatchObject({ done: 700, refused: 0 });
    const prices = await running.house.db('listings').whereIn('id', ids).distinct('price_amount', 'version');
    expect(prices).toEqual([{ price_amount: 11_000, version: 4 }]);
    // What somebody has changed since is theirs: it is left out, and named.
    const dearer = {
      action: 'price',
      ids: [ids[5]],
      change: { by: 'set', amount: 15_000 },
      reason: 'A final',
    };
    await post(staff, '/office/listings/actions', dearer);
    const undo = { deed: { action: 'undoPrice' }, filter: { runId: id } };
    expect(bulkPreview.parse((await post(staff, '/office/bulk-runs/preview', undo)).body)).toMatchObject({
      done: 699,
      refusals: [{ code: 'version_conflict', listings: 1 }],
    });
    const undone = bulkRun.parse((await post(staff, '/office/bulk-runs', undo)).body);
    expect(await finished(undone.id)).toMatchObject({ done: 699, refused: 1 });
    expect(await reportOf(undone.id, '&outcome=refused')).toMatchObject([
      { listingId: ids[5], message: 'Some staff changed it meanwhile: “A final”.' },
    ]);
    expect(
      await running.house.db('listings').whereIn('id', ids).distinct('price_amount').orderBy('price_amount'),
    ).toEqual([{ price_amount: 10_000 }, { price_amount: 15_000 }]);
  });

  it('is asked for once, however often the request comes', async () => {
    const { consignorId } = await lot([{ row: 'K' }]);
    const key = randomUUID();
    const asked = { deed: { action: 'assign', ownerId: null }, filter: { consignorId } };
    const answers = await Promise.all([1, 2, 3].map(() => post(staff, '/office/bulk-runs', asked, key)));
    expect(new Set(answers.map(({ body }) => (body as BulkRun).id)).size).toBe(1);
  });

  it('is not for an empty view, not for finance, and names a missing reason', async () => {
    const consignorId = await buildConsignor(running.house);
    const asked = { deed: { action: 'approve' }, filter: { consignorId } };
    expect((await post(staff, '/office/bulk-runs', asked)).body).toMatchObject({ code: 'nothing_to_do' });
    expect((await post(await signedIn(running, 'finance'), '/office/bulk-runs', asked)).status).toBe(403);
    expect(
      (await post(staff, '/office/bulk-runs', { ...asked, deed: { action: 'reject' } })).body,
    ).toMatchObject({
      errors: [{ field: 'deed.reason', message: 'Say why, in a few words.' }],
    });
  });
});
