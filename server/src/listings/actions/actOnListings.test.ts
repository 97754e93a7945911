import { listingActionRequest } from '@holdfast/shared/listings';
import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../../test/appContext.ts';
import { buildEvent } from '../../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../../test/factories/consignors.ts';
import { buildHold } from '../../../test/factories/holds.ts';
import { buildListing, buildListings, listingCounts } from '../../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../../test/factories/times.ts';
import { it } from '../../../test/fixtures.ts';
import { sweep } from '../../platform/actors/index.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { actOnListings } from './actOnListings.ts';

const principal = { by: newId('person'), requestId: 'req_test' };

let app: TestAppContext;
it.beforeAll(({ context: opened }) => {
  app = opened;
});

function act(request: Parameters<typeof listingActionRequest.parse>[0]) {
  const { ids, versions, preview, ...action } = listingActionRequest.parse(request);
  return inTransaction(app.db, (trx) =>
    actOnListings(trx, app.engine, { action, ids, versions, preview }, principal),
  );
}

async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await app.db.raw(sql, values as string[])).rows as Row[];
}

/** Every table that an action could write, row for row. */
const everything = () =>
  rows(`SELECT (SELECT md5(string_agg(l::text, '|' ORDER BY l.id)) FROM listings l) AS listings,
    (SELECT count(*) FROM transitions) AS transitions, (SELECT count(*) FROM timers) AS timers,
    (SELECT count(*) FROM listing_prices) AS prices, (SELECT count(*) FROM audit_entries) AS audit,
    (SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM tickets t) AS tickets,
    (SELECT count(*) FROM graphile_worker.jobs) AS jobs`);

describe('bulk actions', () => {
  it('do what they can, and name each listing that they left as it was', async () => {
    const [ready, live, changed] = await buildListings(app, [
      { state: 'submitted' },
      { state: 'live' },
      { state: 'submitted' },
    ]);
    const unknown = newId('listing');
    const ids = [ready?.id, live?.id, changed?.id, unknown] as string[];
    const result = await act({ action: 'approve', ids, versions: { [changed?.id as string]: 7 } });
    expect(result).toMatchObject({ preview: false, done: 1, refused: 3, tickets: 2 });
    expect(result.rows.map(({ id, ok, code }) => [id, ok, code])).toEqual([
      [ready?.id, true, null],
      [live?.id, false, 'transition_refused'],
      [changed?.id, false, 'version_conflict'],
      [unknown, false, 'not_found'],
    ]);
    expect(result.rows[0]).toMatchObject({ state: 'live', version: 3 });
    expect(result.rows[1]?.message).toBe("It is live: approve isn't possible now.");
    expect(await listingCounts(app, ready?.id as string)).toMatchObject({ state: 'live', version: 3 });
    expect(await listingCounts(app, changed?.id as string)).toMatchObject({
      state: 'submitted',
      version: 2,
    });
  });

  it('say what they would do, and write nothing', async () => {
    const [one, other] = await buildListings(app, [{ state: 'live' }, { state: 'rejected' }]);
    const before = await everything();
    const preview = await act({
      action: 'price',
      change: { by: 'percent', bps: 1_000 },
      ids: [one?.id, other?.id],
      preview: true,
    });
    expect(preview).toMatchObject({ preview: true, done: 2, refused: 0, tickets: 4 });
    expect(preview.before).toEqual({ proceeds: 32_000, commission: 8_000, price: 40_000, allIn: 44_800 });
    expect(preview.after).toEqual({ proceeds: 35_200, commission: 8_800, price: 44_000, allIn: 49_280 });
    const approve = await act({ action: 'approve', ids: [one?.id, other?.id], preview: true });
    expect(approve).toMatchObject({ done: 0, refused: 2 });
    expect(await everything()).toEqual(before);
  });

  it('count at the percentages in force of each consignor', async () => {
    const consignorId = await buildConsignor(app);
    await buildPercentages(app, { consignorId, commissionBps: 1_500, feeBps: 1_000 });
    const { id } = await buildListing(app, { consignorId, priceAmount: 9_999, seats: [1, 2, 3] });
    const result = await act({ action: 'pause', ids: [id], reason: 'Waiting for the club' });
    expect(result.before).toEqual({
      proceeds: 3 * 8_499,
      commission: 3 * 1_500,
      price: 3 * 9_999,
      allIn: 3 * 10_999,
    });
  });

  it('keep the price with its history, who and why', async () => {
    const { id } = await buildListing(app, { priceAmount: 10_000 });
    const change = { by: 'percent', bps: -3_333 };
    await act({ action: 'price', change, ids: [id], reason: 'The game is on a Monday' });
    await act({ action: 'price', change: { by: 'amount', amount: 333 }, ids: [id] });
    expect(await listingCounts(app, id)).toMatchObject({ price_amount: 7_000, version: 5 });
    const prices = await rows(
      'SELECT version, price_amount, by, reason FROM listing_prices WHERE listing_id = ? ORDER BY version',
      [id],
    );
    expect(prices).toEqual([
      { version: 1, price_amount: 10_000, by: 'system', reason: null },
      { version: 4, price_amount: 6_667, by: principal.by, reason: 'The game is on a Monday' },
      { version: 5, price_amount: 7_000, by: principal.by, reason: null },
    ]);
    const [entry] = await rows(
      `SELECT what, by, reason, before, after, request_id FROM audit_entries WHERE subject = ? ORDER BY id LIMIT 1`,
      [id],
    );
    expect(entry).toEqual({
      what: 'listing.price',
      by: principal.by,
      reason: 'The game is on a Monday',
      before: { state: 'live', priceAmount: 10_000 },
      after: { state: 'live', priceAmount: 6_667 },
      request_id: 'req_test',
    });
  });

  it('refuse a price that is out of range or the same, row by row', async () => {
    const [cheap, dear] = await buildListings(app, [{ priceAmount: 200 }, { priceAmount: 5_000 }]);
    const lowered = await act({
      action: 'price',
      change: { by: 'amount', amount: -150 },
      ids: [cheap?.id, dear?.id],
    });
    expect(lowered.rows.map(({ code }) => code)).toEqual(['price_out_of_range', null]);
    const same = await act({ action: 'price', change: { by: 'set', amount: 4_850 }, ids: [dear?.id] });
    expect(same.rows[0]?.code).toBe('price_unchanged');
  });

  it('refuse to put on sale what has begun', async () => {
    const eventId = await buildEvent(app, { startsAt: fromNow(-hourMs) });
    const { id } = await buildListing(app, { eventId, state: 'submitted' });
    const result = await act({ action: 'approve', ids: [id] });
    expect(result.rows[0]).toMatchObject({ ok: false, code: 'transition_refused' });
    expect(result.rows[0]?.message).toMatch(/begun/);
  });

  it('tell the consignor of a rejection, once', async () => {
    const { id } = await buildListing(app, { state: 'submitted' });
    await act({ action: 'reject', ids: [id], reason: 'The row is another one' });
    const notifications = await rows<{ cause: string; kind: string; facts: unknown }>(
      'SELECT cause, kind, facts FROM consignor_notifications WHERE listing_id = ?',
      [id],
    );
    expect(notifications).toEqual([
      { cause: `listing/${id}/3`, kind: 'rejected', facts: { reason: 'The row is another one' } },
    ]);
  });

  it('approve a thousand in one go', async () => {
    const wanted = Array.from({ length: 1_000 }, (_, index) => ({
      section: `B${index}`,
      row: '1',
      state: 'submitted' as const,
    }));
    const listings = await buildListings(app, wanted);
    const result = await act({ action: 'approve', ids: listings.map(({ id }) => id) });
    expect(result).toMatchObject({ done: 1_000, refused: 0, tickets: 2_000 });
    const timers = await rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM timers WHERE actor_id = ANY(?)',
      [listings.map(({ id }) => id)],
    );
    expect(timers[0]?.n).toBe(1_000);
  });
});

describe('a withdrawn listing', () => {
  it('lets a fan keep what they hold; those seats leave when they are free', async () => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4] });
    await buildHold(app, [{ listingId: id, quantity: 2 }]);
    const result = await act({ action: 'withdraw', ids: [id], reason: 'They go themselves' });
    expect(result).toMatchObject({ done: 1, tickets: 4 });
    expect(result.after.price).toBe(2 * 10_000);
    expect(await listingCounts(app, id)).toMatchObject({
      state: 'withdrawn',
      available: 0,
      held: 2,
      withdrawn: 2,
    });
    await sweep(app.db, app.engine, fromNow(dayMs));
    expect(await listingCounts(app, id)).toMatchObject({ available: 0, held: 0, withdrawn: 4 });
    const states = await rows('SELECT DISTINCT state FROM tickets WHERE listing_id = ?', [id]);
    expect(states).toEqual([{ state: 'withdrawn' }]);
  });
});
