import { newPackage, packageQuery } from '@holdfast/shared/packages';
import { describe, expect, it } from 'vitest';
import { buildEvent, buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { packageClient } from '../../test/packageClient.ts';
import { setSeasonWindows } from '../catalog/seasons/seasonWindows.ts';
import { createListings } from '../listings/createListings.ts';
import { inTransaction } from '../platform/db/index.ts';
import { packageCalendar } from './calendar.ts';
import { listPackages } from './packageRows.ts';
import { confirmPackage, endPackage } from './packages.ts';

const client = packageClient();
const { act, consign, create, principal, seasonOfTwo, seats } = client;

describe('a season package', () => {
  it('is a draft until staff confirm it, and consigns nothing before', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const made = await create({ ...season, ...seats });
    expect(made).toMatchObject({ state: 'draft', lowSeat: 5, highSeat: 8, seatStep: 1, listings: 0 });
    await expect(consign(made.id, { eventIds })).rejects.toMatchObject({
      code: 'transition_refused',
      members: { accepts: ['confirm', 'terms', 'end'] },
    });
    const confirmed = await act((trx) => confirmPackage(trx, made.id, principal));
    expect(confirmed).toMatchObject({ state: 'confirmed', confirmedBy: principal.by });
    await expect(act((trx) => confirmPackage(trx, made.id, principal))).rejects.toMatchObject({
      code: 'transition_refused',
    });
    expect(await consign(made.id, { eventIds })).toMatchObject({ listings: 2, tickets: 8 });
    await act((trx) => endPackage(trx, made.id, 'He moved away', principal));
    await expect(consign(made.id, { eventIds })).rejects.toThrow('This package has ended.');
    const audited = await client.app.db('audit_entries').where({ subject: made.id }).orderBy('id');
    expect(audited.map(({ what }) => what)).toEqual([
      'package.create',
      'package.confirm',
      'package.consign',
      'package.end',
    ]);
  });

  it('puts its seats into the queue for each chosen game at once', async () => {
    const season = await seasonOfTwo();
    const made = await create({ ...season, ...seats, floorAmount: 9_000, ceilingAmount: 20_000 });
    expect(made).toMatchObject({
      state: 'confirmed',
      listings: 2,
      counts: { submitted: 2, live: 0, sold: 0 },
    });
    const listings = await client.app.db('listings').where({ package_id: made.id });
    expect(listings).toHaveLength(2);
    expect(listings[0]).toMatchObject({
      seats: [5, 6, 7, 8],
      state: 'submitted',
      split_rule: 'neverLeaveOne',
      floor_amount: 9_000,
      ceiling_amount: 20_000,
    });
    expect(await client.app.db('tickets').where({ listing_id: listings[0].id })).toHaveLength(4);
  });

  it('may count by two, and its listings with it', async () => {
    const season = await seasonOfTwo();
    const body = { ...season, ...seats, seats: '2, 6, 4' };
    await expect(create(body)).rejects.toMatchObject({
      members: { errors: [{ field: 'seats', code: 'seats_apart' }] },
    });
    const made = await create({ ...body, countsByTwo: true });
    expect(made).toMatchObject({ lowSeat: 2, highSeat: 6, seatStep: 2 });
    expect(await client.app.db('listings').where({ package_id: made.id }).first()).toMatchObject({
      seats: [2, 4, 6],
    });
  });

  it('is refused as a whole when a seat is listed already, naming that listing', async () => {
    const season = await seasonOfTwo();
    const { id } = await buildListing(client.app, {
      eventId: season.eventIds[1] as string,
      section: '234',
      row: 'b',
      seats: [7, 8, 9],
    });
    const error = await create({ ...season, ...seats }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'same_seats' });
    expect(error.message).toMatch(/^Seats 7–8 are listed already: .* 234 \/ b \/ 7–9 of Consignor/);
    expect(error.members.conflicts).toMatchObject([
      {
        wanted: { section: '234', row: 'B', seats: [5, 6, 7, 8] },
        seats: [7, 8],
        existing: { listingId: id },
      },
    ]);
    expect(await client.app.db('packages').where({ season_id: season.seasonId })).toEqual([]);
  });

  it('consigns those that can where that is asked, and says why the others can’t', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const made = await create({ ...season, ...seats, confirm: true });
    await buildListing(client.app, { eventId: eventIds[1] as string, section: '234', row: 'B', seats: [8] });
    const preview = await consign(made.id, { eventIds, mode: 'possible', preview: true });
    expect(preview).toMatchObject({
      listings: 1,
      tickets: 4,
      refused: 1,
      worth: { proceeds: 38_400, commission: 9_600, price: 48_000, allIn: 53_760 },
      games: [
        { ok: true, priceAmount: 12_000, listingId: null },
        { ok: false, code: 'same_seats' },
      ],
    });
    expect(await client.app.db('listings').where({ package_id: made.id })).toEqual([]);
    const done = await consign(made.id, { eventIds, mode: 'possible' });
    expect(done.games[0]?.listingId).toMatch(/^lst_/);
    expect(await client.app.db('listings').where({ package_id: made.id })).toHaveLength(1);
  });

  it('prices by the face value and by the opponent, within floor and ceiling', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const { away_id } = await client.app.db('events').where({ id: eventIds[0] }).first();
    const made = await create({
      ...season,
      ...seats,
      faceValueAmount: 9_999,
      price: { by: 'face', bps: 1_500 },
      opponents: [{ performerId: away_id, price: { by: 'set', amount: 30_000 } }],
      confirm: true,
    });
    // Limits that were agreed before prices were held against them.
    await client.app.db('packages').where({ id: made.id }).update({ ceiling_amount: 25_000 });
    expect((await consign(made.id, { eventIds, mode: 'possible', preview: true })).games).toMatchObject([
      { ok: false, code: 'price_out_of_limits', priceAmount: 30_000 },
      { ok: true, priceAmount: 11_499 },
    ]);
    const refused = await consign(made.id, { eventIds }).catch((caught) => caught);
    expect(refused.members.errors).toMatchObject([{ field: 'eventIds.0', code: 'price_out_of_limits' }]);
  });

  it('may have seats that were withdrawn', async () => {
    const season = await seasonOfTwo();
    const eventId = season.eventIds[0] as string;
    await buildListing(client.app, { eventId, section: '234', row: 'B', seats: [5, 6], state: 'withdrawn' });
    expect(await create({ ...season, ...seats })).toMatchObject({ listings: 2 });
  });

  it('names every field that needs another look', async () => {
    const season = await seasonOfTwo();
    const foreign = await buildEvent(client.app);
    const error = await create({
      ...season,
      ...seats,
      floorAmount: 20_000,
      ceilingAmount: 10_000,
      price: { by: 'face', bps: 0 },
    }).catch((caught) => caught);
    expect(error.members.errors.map(({ field }: { field: string }) => field)).toEqual([
      'faceValueAmount',
      'ceilingAmount',
    ]);
    await expect(create({ ...season, ...seats, eventIds: [foreign] })).rejects.toMatchObject({
      members: { errors: [{ field: 'eventIds.0', code: 'not_of_season' }] },
    });
    await expect(
      create({ ...season, ...seats, seats: '1–8', splitRule: 'allOrNothing' }),
    ).rejects.toMatchObject({
      members: { errors: [{ code: 'split_not_possible' }, { code: 'split_not_possible' }] },
    });
    expect(newPackage.safeParse({ ...season, ...seats, seats: '8–5' }).error?.issues[0]).toMatchObject({
      path: ['seats'],
      message: 'The low seat comes first. Write 5–8.',
    });
  });

  it('makes thousands of seats quickly: forty seats for eighty games', async () => {
    const { seasonId, homeId, venueId } = await buildGame(client.app);
    const eventIds = [];
    for (let game = 0; game < 80; game++)
      eventIds.push(await buildEvent(client.app, { homeId, venueId, seasonId, maxPerType: 40 }));
    const made = await create({
      seasonId,
      consignorId: await buildConsignor(client.app),
      ...seats,
      seats: '1–40',
      eventIds,
    });
    expect(made.listings).toBe(80);
    const [count] = await client.app
      .db('tickets')
      .whereIn('listing_id', client.app.db('listings').where({ package_id: made.id }).select('id'))
      .count({ n: '*' });
    expect(Number(count?.n)).toBe(3_200);
  });
});

describe('its calendar', () => {
  it('says of each game what became of the seats', async () => {
    const { seasonId, homeId, venueId } = await buildGame(client.app, { startsAt: fromNow(-dayMs) });
    const more = [];
    for (let day = 11; day < 17; day++)
      more.push(
        await buildEvent(client.app, {
          homeId,
          venueId,
          seasonId,
          startsAt: fromNow(day * dayMs),
          name: `Day ${day}`,
        }),
      );
    const consignorId = await buildConsignor(client.app);
    const place = { consignorId, section: '234', row: 'B', seats: [5, 6, 7, 8] };
    const [consigned, listed, held, withdrawn, rejected] = more as [string, string, string, string, string];
    await buildListing(client.app, { ...place, eventId: consigned, state: 'submitted' });
    await buildListing(client.app, { ...place, eventId: listed });
    const heldListing = await buildListing(client.app, { ...place, eventId: held });
    await buildHold(client.app, [{ listingId: heldListing.id, quantity: 2 }]);
    await buildListing(client.app, { ...place, eventId: withdrawn, state: 'withdrawn' });
    await buildListing(client.app, { ...place, eventId: rejected, state: 'rejected' });
    const made = await create({ seasonId, consignorId, ...seats });
    await act((trx) =>
      setSeasonWindows(
        trx,
        seasonId,
        {
          selling: null,
          regular: { from: fromNow(-9 * dayMs).slice(0, 10), until: fromNow(13 * dayMs).slice(0, 10) },
          playoffs: { from: fromNow(15 * dayMs).slice(0, 10), until: fromNow(40 * dayMs).slice(0, 10) },
        },
        principal,
      ),
    );
    const calendar = await act((trx) => packageCalendar(trx, made.id));
    expect(calendar.games.map(({ state }) => state)).toEqual([
      'past',
      'consigned',
      'listed',
      'held',
      'withdrawn',
      'consigned',
      'free',
    ]);
    expect(calendar.games[3]?.listing).toMatchObject({ held: 2, available: 2, ofPackage: false });
    expect(calendar.games[1]?.part).toBe('regular');
    expect(calendar.games[6]?.part).toBe('playoffs');
    expect(calendar.counts).toMatchObject({ free: 1, consigned: 2, past: 1, sold: 0 });
    // A play-off game that nobody knew of is offered when it appears.
    await buildEvent(client.app, { homeId, venueId, seasonId, startsAt: fromNow(30 * dayMs), name: 'Final' });
    const later = await act((trx) => packageCalendar(trx, made.id));
    expect(later.games.at(-1)).toMatchObject({ name: 'Final', state: 'free', part: 'playoffs' });
  });
});

describe('the same seats from two hands at once', () => {
  it('are taken in once', async () => {
    const eventId = await buildEvent(client.app);
    const consignorId = await buildConsignor(client.app);
    const attempt = () =>
      inTransaction(client.app.db, (trx) =>
        createListings(
          trx,
          client.app.engine,
          [
            {
              eventId,
              consignorId,
              offer: { kind: 'seated', section: '1', row: '1', seats: [1, 2], splitRule: 'any' },
              priceAmount: 1_000,
              delivery: 'Tickets ready now',
              source: 'Test',
            },
          ],
          { by: 'system' },
        ),
      );
    const results = await Promise.allSettled(Array.from({ length: 6 }, attempt));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'same_seats'));
    expect(await client.app.db('listings').where({ event_id: eventId })).toHaveLength(1);
  });
});

describe('the list of packages', () => {
  it('is searched by words of consignor, team and seats, and ordered', async () => {
    const [first, second] = [await seasonOfTwo(), await seasonOfTwo()];
    const low = await create({ ...first, ...seats, section: '9' });
    const high = await create({ ...second, ...seats, section: '101' });
    const found = async (query: object) => {
      const { data, total } = await listPackages(client.app.db, packageQuery.parse(query));
      expect(data).toHaveLength(total);
      return data.map(({ id }) => id).filter((id) => [low.id, high.id].includes(id));
    };
    expect(await found({ q: low.season.name.toUpperCase() })).toEqual([low.id]);
    expect(await found({ q: `101 ${high.consignor.name}`, sort: 'section' })).toContain(high.id);
    expect(await found({ q: '100%' })).toEqual([]);
    for (const sort of ['consignor', 'season', 'sold', 'createdAt'] as const)
      expect(await found({ sort })).toHaveLength(2);
    expect(await found({ sort: 'section', order: 'asc', perPage: 1000 })).toEqual([low.id, high.id]);
    expect(await found({ state: 'ended' })).toEqual([]);
  });
});
