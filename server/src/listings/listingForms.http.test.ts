/** Listings that staff take in by hand or correct, over HTTP: validated as an import's row is, and never under a fan. */
import { randomUUID } from 'node:crypto';
import type { ListingCorrection, NewListingBody, PublicListings } from '@holdfast/shared/listings';
import { afterEach, describe, expect } from 'vitest';
import { buildEvent, buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, buildListings, listingCounts } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let staff: Fan;

it.beforeAll(async ({ running: started }) => {
  app = started;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  staff = await signedIn(app, 'staff');
});
afterEach(() => app.verify());

interface Answer {
  id: string;
  code: string;
  errors: Array<{ field: string; code: string; message: string }>;
}
const key = () => ({ 'idempotency-key': randomUUID() });
const takeIn = (body: object) => staff.ask<Answer>('POST', '/admin/listings', body, key());
const correct = async (id: string, body: Partial<ListingCorrection>) => {
  const { version } = await rowOf(id);
  const whole = { reason: 'Taken in wrong', version, ...body };
  return staff.ask<Answer>('PUT', `/admin/listings/${id}`, whole, key());
};
const rowOf = (id: string) => app.context.db('listings').where({ id }).first();
const offered = async (eventId: string) =>
  (await new Fan(app).ask<PublicListings>('GET', `/events/${eventId}/listings`)).body.data;
const ticketStates = async (listingId: string) =>
  (await app.context.db('tickets').where({ listing_id: listingId }).orderBy('seat')).map(
    ({ section, row, seat, state }) => `${section}/${row}/${seat} ${state}`,
  );
const fields = ({ body }: { body: Answer }) => body.errors.map(({ field, code }) => `${field} ${code}`);

async function wanted(more: Partial<NewListingBody> = {}) {
  const [consignorId, eventId] = [await buildConsignor(app.context), await buildEvent(app.context)];
  const body = {
    kind: 'seated',
    consignorId,
    eventId,
    section: '101',
    row: 'A',
    seats: '5–8',
    splitRule: 'pairs',
    priceAmount: 12_000,
    ...more,
  };
  return { ...body, consignorId: body.consignorId ?? consignorId, eventId: body.eventId ?? eventId };
}

describe('taking one listing in by hand', () => {
  it('saves it as submitted, with its terms, tickets, price and log', async () => {
    const body = await wanted({
      floorAmount: 9_000,
      ceilingAmount: 15_000,
      faceValueAmount: 10_000,
      disclosure: 'A pillar in view',
      delivery: 'Mobile transfer',
      inHandOn: '2037-12-01',
    });
    const made = await takeIn(body);
    expect(made.status).toBe(201);
    expect(await rowOf(made.body.id)).toMatchObject({
      state: 'submitted',
      section: '101',
      row: 'A',
      seats: [5, 6, 7, 8],
      split_rule: 'pairs',
      floor_amount: 9_000,
      ceiling_amount: 15_000,
      face_value_amount: 10_000,
      disclosure: 'A pillar in view',
      delivery: 'Mobile transfer',
      source: 'By hand',
    });
    expect(await listingCounts(app.context, made.body.id)).toMatchObject({
      available: 4,
      price_amount: 12_000,
    });
    const [entry] = await app.context.db('audit_entries').where({ subject: made.body.id });
    expect(entry).toMatchObject({ what: 'listing.takeIn', before: null, after: { state: 'submitted' } });
  });

  it('refuses a price that no payment can be, where the seats are sold together only', async () => {
    const body = await wanted({ seats: '1–12', splitRule: 'allOrNothing', priceAmount: 9_000_000 });
    expect((await takeIn(body)).body).toMatchObject({
      errors: [{ field: 'priceAmount', message: expect.stringContaining('$999,999.99 at most') }],
    });
  });

  it('or as a draft, and takes admissions', async () => {
    const { consignorId, eventId } = await wanted();
    const made = await takeIn({
      kind: 'generalAdmission',
      consignorId,
      eventId,
      ticketType: 'Lawn',
      quantity: 30,
      priceAmount: 5_000,
      asDraft: true,
    });
    expect(await listingCounts(app.context, made.body.id)).toMatchObject({ state: 'draft', available: 30 });
  });

  it('refuses by the rules of an import’s row, and names the field', async () => {
    const body = await wanted();
    expect(fields(await takeIn({ ...body, seats: '5, 6, 9' }))).toEqual(['seats seats_apart']);
    expect(fields(await takeIn({ ...body, seats: '5', splitRule: 'pairs' }))).toEqual([
      'splitRule split_not_possible',
    ]);
    expect((await takeIn({ ...body, seats: '8–5' })).body.errors[0]?.message).toContain('Write 5–8');
    expect(fields(await takeIn({ ...body, floorAmount: 13_000 }))).toEqual(['priceAmount below_floor']);
    const odd = { ...body, seats: '1, 3, 5', splitRule: 'any' as const };
    expect((await takeIn(odd)).body.errors[0]).toMatchObject({
      code: 'seats_apart',
      message: expect.stringContaining('or say that the row counts by two'),
    });
    expect(fields(await takeIn({ ...odd, seats: '1–3', countsByTwo: true }))).toEqual(['seats seats_apart']);
    expect((await takeIn({ ...odd, row: 'O', countsByTwo: true })).status).toBe(201);
    const begun = await buildEvent(app.context, { startsAt: fromNow(-hourMs) });
    expect(fields(await takeIn({ ...body, eventId: begun }))).toEqual(['eventId event_begun']);
    // 0101 and 101, a and A are one place.
    await takeIn(body);
    const same = await takeIn({ ...body, section: '0101', row: 'a', seats: '8–9' });
    expect(fields(same)).toEqual(['seats same_seats']);
    expect(same.body.errors[0]?.message).toContain('Seat 8 is listed already');
  });

  it('asks about a price far from that of its section until it is confirmed', async () => {
    const body = await wanted();
    await buildListings(
      app.context,
      [1, 2, 3].map((n) => ({ eventId: body.eventId, section: '101', row: `R${n}`, priceAmount: 11_000 })),
    );
    const asked = await takeIn({ ...body, priceAmount: 1_100 });
    expect(fields(asked)).toEqual(['priceAmount price_absurd']);
    expect(asked.body.errors[0]?.message).toMatch(
      /less than a third of the market: .* Confirm it if it is meant\./,
    );
    const dear = await takeIn({ ...body, priceAmount: 55_000, confirmedPriceAmount: 1_100 });
    expect(fields(dear)).toEqual(['priceAmount price_absurd']);
    expect(dear.body.errors[0]?.message).toMatch(/5 times the market: /);
    const confirmed = { ...body, priceAmount: 55_000, confirmedPriceAmount: 55_000 };
    expect((await takeIn(confirmed)).status).toBe(201);
  });

  it('is for staff', async () => {
    const finance = await signedIn(app, 'finance');
    expect((await finance.ask('POST', '/admin/listings', await wanted(), key())).status).toBe(403);
  });
});

describe('correcting a listing', () => {
  it('changes place, seats and terms, which fans see at once and the log keeps', async () => {
    const { eventId } = await buildGame(app.context);
    const { id } = await buildListing(app.context, {
      eventId,
      section: '101',
      row: 'A',
      seats: [1, 2, 3, 4],
    });
    const done = await correct(id, {
      section: '102',
      row: 'B',
      seats: '3–8',
      splitRule: 'pairs',
      faceValueAmount: 8_000,
      delivery: 'Mobile transfer',
      deliveryWay: 'file',
      disclosure: 'Low sun',
    });
    expect(done.status).toBe(200);
    expect(await offered(eventId)).toMatchObject([
      {
        id,
        section: '102',
        row: 'B',
        seats: [3, 4, 5, 6, 7, 8],
        delivery: 'Tickets to download',
        disclosure: 'Low sun',
      },
    ]);
    expect(await ticketStates(id)).toEqual([3, 4, 5, 6, 7, 8].map((seat) => `102/B/${seat} free`));
    expect(await listingCounts(app.context, id)).toMatchObject({ quantity: 6, available: 6, state: 'live' });
    const [entry] = await app.context.db('audit_entries').where({ subject: id });
    expect(entry).toMatchObject({
      what: 'listing.correct',
      reason: 'Taken in wrong',
      before: { section: '101', row: 'A', seats: [1, 2, 3, 4], splitRule: 'any' },
      after: { section: '102', row: 'B', seats: [3, 4, 5, 6, 7, 8], splitRule: 'pairs' },
    });
    expect((await new Fan(app).hold(id, 2)).status).toBe(201);
    expect((await correct(id, { delivery: 'Mobile transfer' })).body).toMatchObject({
      code: 'nothing_to_do',
    });
  });

  it('moves and renumbers at once, past what others list where it was', async () => {
    const { id, eventId } = await buildListing(app.context, { section: '101', row: 'A', seats: [1, 2] });
    await buildListing(app.context, { eventId, section: '101', row: 'A', seats: [3, 4, 5] });
    expect((await correct(id, { section: '102', seats: '3–5' })).status).toBe(200);
    expect(await ticketStates(id)).toEqual([3, 4, 5].map((seat) => `102/A/${seat} free`));
    expect(await listingCounts(app.context, id)).toMatchObject({ quantity: 3, available: 3 });
    expect((await correct(id, { row: 'C', seats: '5' })).status).toBe(200);
    expect(await ticketStates(id)).toEqual(['102/C/5 free']);
  });

  it('is refused over what somebody else changed since the form was opened, and names it', async () => {
    const { id } = await buildListing(app.context, { section: '101', row: 'A', seats: [1, 2, 3, 4] });
    const { version } = await rowOf(id);
    expect((await correct(id, { seats: '1–3', faceValueAmount: 8_000 })).status).toBe(200);
    const late = await correct(id, { version, delivery: 'Mobile transfer' });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'version_conflict',
        detail: expect.stringMatching(
          /^.+ changed it meanwhile \(face value and seats\): “Taken in wrong”\. Open the form again\.$/,
        ),
        conflict: { message: 'correct', corrected: ['faceValueAmount', 'seats'], changes: [] },
      },
    });
    expect(await rowOf(id)).toMatchObject({
      seats: [1, 2, 3],
      delivery: expect.not.stringMatching(/^Mobile/),
    });
    expect((await correct(id, { delivery: 'Mobile transfer' })).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ seats: [1, 2, 3], delivery: 'Mobile transfer' });
  });

  it('is a transition of the listing, so that actions on what was seen before leave it out', async () => {
    const { id } = await buildListing(app.context, { seats: [1, 2, 3, 4] });
    const act = (action: object) =>
      staff.ask<{ rows: Array<{ ok: boolean; code: string }> }>(
        'POST',
        '/admin/listings/actions',
        { ids: [id], ...action },
        key(),
      );
    await act({ action: 'pause', reason: 'Asked' });
    const { version } = await rowOf(id);
    await correct(id, { seats: '1–3' });
    expect(await rowOf(id)).toMatchObject({ version: version + 1, state: 'paused' });
    const seen = await act({ action: 'resume', versions: { [id]: version } });
    expect(seen.body.rows).toMatchObject([{ ok: false, code: 'version_conflict' }]);
    expect((await act({ action: 'undo', of: 'pause' })).body.rows).toMatchObject([
      { ok: false, code: 'acted_since' },
    ]);
    const { body } = await staff.ask<{ timeline: Array<{ text: string }> }>('GET', `/admin/listings/${id}`);
    expect(body.timeline[0]?.text).toMatch(/ corrected its seats\.$/);
  });

  it('lets fewer seats be right, and the seat that never existed can be listed elsewhere', async () => {
    const { id, eventId } = await buildListing(app.context, {
      section: '101',
      row: 'A',
      seats: [1, 2, 3, 4],
    });
    await correct(id, { seats: '1–3' });
    expect(await ticketStates(id)).toEqual(['101/A/1 free', '101/A/2 free', '101/A/3 free']);
    expect(await listingCounts(app.context, id)).toMatchObject({ quantity: 3, available: 3, withdrawn: 0 });
    const other = await buildListing(app.context, { eventId, section: '101', row: 'A', seats: [4, 5] });
    const taken = await correct(id, { seats: '1–4' });
    expect(fields(taken)).toEqual(['seats same_seats']);
    expect(fields(await correct(other.id, { row: 'a', seats: '3–4' }))).toEqual(['seats same_seats']);
  });

  it('never moves seats from under a fan who holds or bought them, and says what to do', async () => {
    const { id } = await buildListing(app.context, { section: '101', row: 'A', seats: [1, 2, 3, 4] });
    await new Fan(app).buy(id, 1);
    const holder = new Fan(app);
    const { body: hold } = await holder.hold(id, 1);
    const place = await correct(id, { row: 'B' });
    expect(fields(place)).toEqual(['row taken']);
    expect(place.body.errors[0]?.message).toMatch(
      /Seats 1–2 are with fans, whose tickets name this row\. .*refund/,
    );
    expect(fields(await correct(id, { section: '9', row: 'B' }))).toEqual(['section taken']);
    const held = await correct(id, { seats: '3–4' });
    expect(held.body.errors[0]?.message).toMatch(/Seats 1–2 are with fans\. Wait until the hold ends/);
    const ok = await correct(id, { seats: '1–3', disclosure: 'A pillar in view' });
    expect(ok.status).toBe(200);
    expect(await ticketStates(id)).toEqual(['101/A/1 sold', '101/A/2 held', '101/A/3 free']);
    await holder.ask('DELETE', `/reservations/${hold.id}`);
    expect(fields(await correct(id, { seats: '2–3' }))).toEqual(['seats taken']);
  });

  it('keeps what can be sold sellable, and admissions that fans have', async () => {
    const { id } = await buildListing(app.context, { seats: [1, 2, 3] });
    expect(fields(await correct(id, { seats: '1', splitRule: 'pairs' }))).toEqual([
      'splitRule split_not_possible',
    ]);
    expect(fields(await correct(id, { seats: '1, 2, 7' }))).toEqual(['seats seats_apart']);
    expect(fields(await correct(id, { seats: '1, 3, 5' }))).toEqual(['seats seats_apart']);
    expect((await correct(id, { seats: '1, 3, 5', countsByTwo: true })).status).toBe(200);
    // It counts by two from now on, unless somebody says otherwise.
    expect((await correct(id, { seats: '3, 5, 7' })).status).toBe(200);
    expect(fields(await correct(id, { seats: '3–5' }))).toEqual(['seats seats_apart']);
    expect((await correct(id, { seats: '3–5', countsByTwo: false })).status).toBe(200);
    const vip = await buildListing(app.context, { ticketType: 'VIP', quantity: 10 });
    await new Fan(app).hold(vip.id, 4);
    expect(fields(await correct(vip.id, { quantity: 3 }))).toEqual(['quantity taken']);
    expect(fields(await correct(vip.id, { ticketType: 'Gold' }))).toEqual(['ticketType taken']);
    expect((await correct(vip.id, { quantity: 6 })).status).toBe(200);
    expect(await listingCounts(app.context, vip.id)).toMatchObject({ quantity: 6, available: 2, held: 4 });
  });

  it('is refused once the listing has left the sale', async () => {
    const { id } = await buildListing(app.context, { state: 'withdrawn' });
    expect((await correct(id, { row: 'Z' })).body).toMatchObject({ code: 'transition_refused' });
  });

  it('and a hold at the same moment: one of them wins, no fan has a seat that moved', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await buildListing(app.context, { section: '101', seats: [1, 2] });
      const fan = new Fan(app);
      const [held, corrected] = await Promise.all([fan.hold(id, 2), correct(id, { section: '102' })]);
      const states = await ticketStates(id);
      if (corrected.status === 200 && held.status === 201)
        expect(states.every((state) => state.startsWith('102/'))).toBe(true);
      else expect([corrected.status, held.status]).toContain(201);
    }
  });
});
