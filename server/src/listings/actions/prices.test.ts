/** What a price may be, and how it is taken back. */
import { listingActionRequest, listingQuery } from '@holdfast/shared/listings';
import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../../test/appContext.ts';
import { buildEvent, buildVenue } from '../../../test/factories/catalog.ts';
import { buildConsignor } from '../../../test/factories/consignors.ts';
import { buildListing, buildListings, listingCounts } from '../../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../../test/factories/times.ts';
import { it } from '../../../test/fixtures.ts';
import { addPerson } from '../../accounts/index.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { createPriceCap, endPriceCap } from '../../priceCaps/index.ts';
import { listPriceCaps, showPriceCap } from '../caps/listPriceCaps.ts';
import { listListings } from '../listingQueries.ts';
import { readMarket } from '../market.ts';
import { countViews } from '../queues.ts';
import { requestDelist } from '../requestDelist.ts';
import { showListing } from '../showListing.ts';
import { actOnListings } from './actOnListings.ts';

let app: TestAppContext;
let principal: { by: string; requestId: null };
it.beforeAll(async ({ context: opened }) => {
  app = opened;
  const { id: by } = await addPerson(app.db, {
    name: 'Ann Keller',
    email: 'ann@example.com',
    password: 'a long enough one',
    roles: ['staff'],
  });
  principal = { by, requestId: null };
});

function act(request: Parameters<typeof listingActionRequest.parse>[0]) {
  const { ids, versions, preview, ...action } = listingActionRequest.parse(request);
  return inTransaction(app.db, (trx) =>
    actOnListings(trx, app.engine, { action, ids, versions, preview }, principal),
  );
}
const queuesNow = async (me: string | null) =>
  (await inTransaction(app.db, (trx) => countViews(trx, [], me))).queues;
const codes = async (action: Parameters<typeof listingActionRequest.parse>[0]) =>
  (await act(action)).rows.map(({ code }) => code);

describe('a floor and a ceiling', () => {
  it('leave out what goes beyond them, or stop the price there', async () => {
    const { id } = await buildListing(app, { priceAmount: 10_000 });
    await act({ action: 'limits', ids: [id], floor: 9_000, ceiling: 12_000 });
    const down = { action: 'price', ids: [id], change: { by: 'percent', bps: -2_000 } } as const;
    expect((await act({ ...down, preview: true })).rows[0]).toMatchObject({
      code: 'below_floor',
      message: '$80.00 is below its floor of $90.00. Change the floor first, or stop at it.',
    });
    expect(await codes({ action: 'price', ids: [id], change: { by: 'set', amount: 12_001 } })).toEqual([
      'above_ceiling',
    ]);
    expect((await act({ ...down, keepWithinLimits: true })).rows[0]).toMatchObject({ priceAmount: 9_000 });
    expect(await codes({ action: 'limits', ids: [id], floor: 9_000, ceiling: 8_000 })).toEqual([
      'limits_crossed',
    ]);
    const [entry] = await app
      .db('audit_entries')
      .where({ subject: id, what: 'listing.limits' })
      .select('before', 'after');
    expect(entry).toEqual({
      before: { floorAmount: null, ceilingAmount: null },
      after: { floorAmount: 9_000, ceilingAmount: 12_000 },
    });
  });
});

describe('one limit alone', () => {
  it('is set, and the other stays as it is', async () => {
    const { id } = await buildListing(app, { priceAmount: 10_000 });
    await act({ action: 'limits', ids: [id], floor: 9_000, ceiling: 12_000 });
    await act({ action: 'limits', ids: [id], floor: 10_000 });
    expect(await app.db('listings').where({ id }).first('floor_amount', 'ceiling_amount')).toEqual({
      floor_amount: 10_000,
      ceiling_amount: 12_000,
    });
    expect(await codes({ action: 'limits', ids: [id], floor: 12_001 })).toEqual(['limits_crossed']);
    expect(await codes({ action: 'limits', ids: [id] })).toEqual(['unchanged']);
    const atFloor = await listListings(app, listingQuery.parse({ atLimit: 'floor' }), principal.by);
    expect(atFloor.data.map((listing) => listing.id)).toContain(id);
    const atCeiling = await listListings(app, listingQuery.parse({ atLimit: 'ceiling' }), principal.by);
    expect(atCeiling.data.map((listing) => listing.id)).not.toContain(id);
  });
});

describe('the market', () => {
  it('is the middle of what is on sale in the section, and else as far above face value as the event’s others', async () => {
    const eventId = await buildEvent(app);
    const [a, , , lone] = await buildListings(app, [
      { eventId, section: 'C1', priceAmount: 10_000, faceValueAmount: 8_000 },
      // One section, in the spellings of three consignors.
      { eventId, section: 'c1', priceAmount: 20_000, faceValueAmount: 8_000 },
      { eventId, section: 'C01', priceAmount: 12_000, faceValueAmount: 8_000 },
      { eventId, section: 'Z9', priceAmount: 99_000, faceValueAmount: 20_000 },
    ]);
    await inTransaction(app.db, readMarket);
    const follow = { action: 'price', change: { by: 'market', bps: -1_000 }, roundTo: 500 } as const;
    // 10 % below 120.00 is 108.00, in fives 110.00.
    expect((await act({ ...follow, ids: [a?.id as string] })).rows[0]).toMatchObject({ priceAmount: 11_000 });
    const { prices } = await showListing(app, a?.id as string);
    expect(prices.map(({ amount, market }) => [amount.amount, market])).toEqual([
      [11_000, 12_000],
      [10_000, null],
    ]);
    expect((await act({ ...follow, ids: [lone?.id as string], preview: true })).rows[0]).toMatchObject({
      // Twice its face value, as the middle of the four is, less 10 %.
      priceAmount: 36_000,
    });
    const apart = await buildListing(app);
    expect(await codes({ ...follow, ids: [apart.id] })).toEqual(['no_market']);
  });
});

describe('the law of a place', () => {
  it('keeps prices at face value and what it allows above; a listing above it waits in "to price"', async () => {
    const venueId = await buildVenue(app);
    await app.db('venues').where({ id: venueId }).update({ country: 'CA', region: 'QC' });
    const eventId = await buildEvent(app, { venueId });
    const [known, blank] = await buildListings(app, [
      { eventId, priceAmount: 12_000, faceValueAmount: 10_000 },
      { eventId, priceAmount: 12_000, state: 'submitted' },
    ]);
    const ids = [known?.id as string];
    const capId = await inTransaction(app.db, (trx) =>
      createPriceCap(
        trx,
        { country: 'CA', region: 'QC', overFaceBps: 1_000, overFaceAmount: 200, law: 'A law of Québec' },
        principal,
      ),
    );
    const cap = await inTransaction(app.db, (trx) => showPriceCap(trx, capId));
    expect(cap.listingsAbove).toBe(1);
    const waiting = async () => (await queuesNow(null)).find(({ queue }) => queue === 'toPrice')?.listings;
    const before = await waiting();
    expect(await codes({ action: 'price', ids, change: { by: 'set', amount: 11_201 } })).toEqual([
      'above_cap',
    ]);
    expect(await codes({ action: 'approve', ids: [blank?.id as string] })).toEqual(['face_value_missing']);
    await act({ action: 'price', ids, change: { by: 'amount', amount: 0 }, keepWithinLimits: true });
    expect(await listingCounts(app, ids[0] as string)).toMatchObject({ price_amount: 11_200 });
    expect(await waiting()).toBe((before ?? 0) - 1);
    await expect(
      inTransaction(app.db, (trx) =>
        createPriceCap(
          trx,
          { country: 'CA', region: 'QC', overFaceBps: 0, overFaceAmount: 0, law: 'Another' },
          principal,
        ),
      ),
    ).rejects.toMatchObject({ code: 'cap_exists' });
    await inTransaction(app.db, (trx) => endPriceCap(trx, cap.id, principal));
    expect(await codes({ action: 'approve', ids: [blank?.id as string] })).toEqual([null]);
    const { data } = await inTransaction(app.db, listPriceCaps);
    expect(data[0]).toMatchObject({ createdBy: 'Ann Keller', listingsAbove: 0 });
    expect(data[0]?.endedAt).not.toBeNull();
  });
});

describe('an undo', () => {
  it('takes a price back, and again brings it forth', async () => {
    const { id } = await buildListing(app, { priceAmount: 10_000 });
    expect(await codes({ action: 'undoPrice', ids: [id] })).toEqual(['nothing_to_undo']);
    await act({ action: 'price', ids: [id], change: { by: 'set', amount: 15_000 } });
    await act({ action: 'undoPrice', ids: [id] });
    expect(await listingCounts(app, id)).toMatchObject({ price_amount: 10_000 });
    await act({ action: 'undoPrice', ids: [id] });
    expect(await listingCounts(app, id)).toMatchObject({ price_amount: 15_000 });
  });

  it('is refused once a ticket was sold at that price', async () => {
    const { id } = await buildListing(app, { priceAmount: 10_000 });
    await act({ action: 'price', ids: [id], change: { by: 'set', amount: 15_000 } });
    const reservationId = newId('reservation');
    await app.db('reservations').insert({
      id: reservationId,
      code: 'HF-UNDO',
      fan_id: newId('fan'),
      event_id: (await app.db('listings').where({ id }).first('event_id')).event_id,
      currency: 'USD',
      total_amount: 1,
      ticket_count: 1,
      created_at: fromNow(0),
      expires_at: fromNow(hourMs),
      paid_at: fromNow(1_000),
      state: 'paid',
      snapshot: '{}',
      machine_version: 1,
      version: 1,
    });
    await app
      .db('tickets')
      .where({ listing_id: id, seat: 1 })
      .update({ state: 'sold', reservation_id: reservationId, code: 'SOLD-SINCE', sold_at: fromNow(1_000) });
    await app.db('listings').where({ id }).update({ available: 1, sold: 1 });
    expect(await codes({ action: 'undoPrice', ids: [id] })).toEqual(['sold_since']);
  });
});

describe('two people on one listing', () => {
  it('hear who changed what, when and why, and may set theirs on top', async () => {
    const { id } = await buildListing(app, { priceAmount: 18_900 });
    const { version } = await listingCounts(app, id);
    await act({
      action: 'price',
      ids: [id],
      change: { by: 'set', amount: 20_400 },
      reason: 'Two pairs went',
    });
    const mine = { action: 'price', ids: [id], change: { by: 'set', amount: 19_500 } } as const;
    const [row] = (await act({ ...mine, versions: { [id]: version } })).rows;
    expect(row).toMatchObject({
      ok: false,
      code: 'version_conflict',
      version: version + 1,
      conflict: {
        by: 'Ann Keller',
        message: 'reprice',
        reason: 'Two pairs went',
        changes: [{ field: 'price', from: 18_900, to: 20_400 }],
      },
    });
    expect(await codes({ ...mine, versions: { [id]: version + 1 } })).toEqual([null]);
  });
});

describe('staff’s own marks', () => {
  it('are an owner, a day in hand, and an answer to a delist request; each is audited, none makes a version', async () => {
    const consignorId = await buildConsignor(app);
    const { id } = await buildListing(app, { consignorId });
    const { version } = await listingCounts(app, id);
    await inTransaction(app.db, (trx) => requestDelist(trx, consignorId, id, { reason: 'We go' }, principal));
    await act({ action: 'assign', ids: [id], ownerId: principal.by });
    await act({ action: 'inHand', ids: [id], on: '2020-01-01' });
    const mine = await queuesNow(principal.by);
    expect(mine.find(({ queue }) => queue === 'inHandPassed')).toMatchObject({
      listings: 1,
      mine: 1,
      pastLimit: 1,
    });
    expect(mine.find(({ queue }) => queue === 'delistRequested')).toMatchObject({
      listings: 1,
      mine: 1,
    });
    expect(await codes({ action: 'keepOnSale', ids: [id], reason: 'Sold by contract' })).toEqual([null]);
    expect(await codes({ action: 'keepOnSale', ids: [id], reason: 'Once more' })).toEqual(['unchanged']);
    await act({ action: 'inHand', ids: [id], on: null });
    const left = await queuesNow(null);
    expect(left.filter(({ queue }) => queue === 'delistRequested' || queue === 'inHandPassed')).toMatchObject(
      [{ listings: 0 }, { listings: 0 }],
    );
    expect((await listingCounts(app, id)).version).toBe(version);
    const entries = await app
      .db('audit_entries')
      .where({ subject: id })
      .orderBy('id')
      .select('what', 'after');
    expect(entries).toEqual([
      { what: 'listing.askDelist', after: expect.objectContaining({ delistReason: 'We go' }) },
      { what: 'listing.assign', after: { ownerId: principal.by } },
      { what: 'listing.inHand', after: { inHandOn: '2020-01-01' } },
      { what: 'listing.keepOnSale', after: { delistRequestedAt: null, delistReason: null } },
      { what: 'listing.inHand', after: { inHandOn: null } },
    ]);
  });
});

describe('a listing that is returned', () => {
  it('lies with its consignor as a draft, with the reason, until it is offered again', async () => {
    const { id } = await buildListing(app, { state: 'submitted' });
    const [returned] = (await act({ action: 'return', ids: [id], reason: 'Which row is it?' })).rows;
    expect(returned).toMatchObject({ ok: true, state: 'draft' });
    const [again] = (await act({ action: 'resubmit', ids: [id] })).rows;
    expect(again).toMatchObject({ ok: true, state: 'submitted' });
  });
});
