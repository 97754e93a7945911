/** The season of a package on one page, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { OwnSeason, PackageSeasonReport } from '@holdfast/shared/packages';
import { newPackage } from '@holdfast/shared/packages';
import { expect } from 'vitest';
import { buildEvent, buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { createPackage } from './packages.ts';

it.beforeAll(async ({ running }) => {
  await buildPercentages(running.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

/** A season of two games ahead and so many in an hour, with a package of seats 5 and 6 in section 234, row B. */
async function season(running: TestApp, soon: number) {
  const app = running.context;
  const {
    eventId: second,
    seasonId,
    homeId,
    venueId,
  } = await buildGame(app, { home: `Home ${randomUUID()}` });
  const place = { homeId, venueId, seasonId };
  const ahead = [second, await buildEvent(app, { ...place, startsAt: fromNow(30 * dayMs) })];
  const games = [];
  for (let n = 0; n < soon; n += 1)
    games.push(await buildEvent(app, { ...place, startsAt: fromNow(hourMs) }));
  const consignorId = await buildConsignor(app);
  const made = await inTransaction(app.db, (trx) =>
    createPackage(
      trx,
      app.engine,
      newPackage.parse({
        consignorId,
        seasonId,
        section: '234',
        row: 'B',
        seats: '5–6',
        price: { by: 'set', amount: 10_000 },
        confirm: true,
      }),
      { by: newId('person'), requestId: null },
    ),
  );
  const seats = { section: '234', row: 'B', seats: [5, 6], consignorId };
  return { id: made.id, consignorId, ahead, games, seats };
}
const read = async (who: Fan, id: string) =>
  (await who.ask<PackageSeasonReport>('GET', `/admin/packages/${id}/season`)).body;

it('shows each seat of each game with what it gave and cost, and no forecast from four games', async ({
  running,
}) => {
  const app = running.context;
  const { id, ahead, games, seats } = await season(running, 4);
  const [first = '', second = ''] = games;
  const sold = await buildListing(app, { ...seats, eventId: first, priceAmount: 10_000 });
  const half = await buildListing(app, { ...seats, eventId: second, priceAmount: 12_500 });
  await buildListing(app, { ...seats, eventId: ahead[0], priceAmount: 9_000 });
  const { code } = await new Fan(running).buy(sold.id, 2);
  await new Fan(running).buy(half.id, 1);
  const staff = await signedIn(running, 'staff');
  const put = await staff.ask(
    'PUT',
    `/admin/packages/${id}/cost`,
    { costAmount: 100_003 },
    { 'idempotency-key': randomUUID() },
  );
  expect(put.status).toBe(200);
  await travel(app.db, dayMs);
  const report = await read(await signedIn(running, 'finance'), id);
  expect(report.games).toHaveLength(6);
  const of = (eventId: string) => report.games.find((game) => game.eventId === eventId)?.seats;
  expect(of(first)).toMatchObject([
    {
      seat: 5,
      state: 'sold',
      asked: 10_000,
      price: 10_000,
      commission: 2_000,
      fees: 1_200,
      net: 8_000,
      order: code,
    },
    { seat: 6, state: 'sold', net: 8_000 },
  ]);
  expect(
    of(second)
      ?.map(({ state }) => state)
      .sort(),
  ).toEqual(['sold', 'unsold']);
  expect(of(ahead[0] ?? '')).toMatchObject([
    { state: 'onSale', asked: 9_000, price: null, net: null },
    { state: 'onSale' },
  ]);
  expect(of(ahead[1] ?? '')).toMatchObject([{ state: 'free', asked: null }, { state: 'free' }]);
  expect(report.totals).toEqual({
    seats: 12,
    sold: 3,
    price: 32_500,
    commission: 6_500,
    fees: 3_900,
    net: 26_000,
    cost: 100_003,
  });
  const costs = report.games.flatMap((game) => game.seats.map(({ cost }) => cost ?? 0));
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(100_003);
  // Two games had seats of the section on sale; the others had none.
  expect(report.forecast).toEqual({ seats: 2, games: 2, perSeat: null, total: null });
});

it('forecasts the rest from five games of the section that are over, unsold seats counted', async ({
  running,
}) => {
  const app = running.context;
  const { id, consignorId, ahead, games, seats } = await season(running, 5);
  // What a seat gave: 80.00, 60.00, 40.00 where one of two was sold, 20.00, and nothing.
  const prices = [10_000, 7_500, 10_000, 2_500, 20_000];
  const bought = [2, 2, 1, 2, 0];
  for (const [at, eventId] of games.entries()) {
    const listing = await buildListing(app, { ...seats, eventId, priceAmount: prices[at] });
    if (bought[at]) await new Fan(running).buy(listing.id, bought[at]);
  }
  // Another section doesn't count.
  const far = await buildListing(app, { section: '999', eventId: games[0], priceAmount: 90_000 });
  await new Fan(running).buy(far.id, 2);
  await buildListing(app, { ...seats, eventId: ahead[0] });
  await travel(app.db, dayMs);
  const report = await read(await signedIn(running, 'staff'), id);
  expect(report.forecast).toEqual({
    seats: 2,
    games: 5,
    perSeat: { low: 2_000, middle: 4_000, high: 6_000 },
    total: { low: 4_000, middle: 8_000, high: 12_000 },
  });
  const file = await (await signedIn(running, 'staff')).file(`/admin/packages/${id}/season.csv`);
  expect(String(file)).toContain('Total');
  expect(String(file).trim().split('\n')).toHaveLength(1 + 14 + 2);
  const { who: owner } = await somebody(running, ['consignor'], { consignorId });
  const own = (await owner.ask<OwnSeason>('GET', '/selling/season')).body;
  expect(own.packages).toMatchObject([{ id, section: '234', row: 'B', seats: [5, 6] }]);
  expect(own.report).toEqual(report);
  expect(String(await owner.file('/selling/season.csv'))).toBe(String(file));
});

it('is shown to its consignor alone', async ({ running }) => {
  const { id } = await season(running, 0);
  const { who: stranger } = await somebody(running, ['consignor'], {
    consignorId: await buildConsignor(running.context),
  });
  expect((await stranger.ask<OwnSeason>('GET', '/selling/season')).body).toEqual({
    packages: [],
    report: null,
  });
  expect((await stranger.ask('GET', `/selling/season?packageId=${id}`)).status).toBe(404);
  expect((await stranger.ask('GET', `/selling/season.csv?packageId=${id}`)).status).toBe(404);
  expect((await stranger.ask('GET', `/admin/packages/${id}/season`)).status).toBe(403);
});
