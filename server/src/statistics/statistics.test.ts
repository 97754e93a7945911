/** What staff reads, over HTTP, of orders that fans bought, held and had refunded. */
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import type {
  SoldTicket,
  StatisticsList,
  StatisticsSeries,
  StatisticsSplit,
  StatisticsTops,
} from '@holdfast/shared/stats';
import readXlsx from 'read-excel-file/node';
import { describe, expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { dayMs, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it as base } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { type Addressed, messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { foldHolds } from '../stats/index.ts';
import { compareStatistics, freezeBegunEvents } from './keep.ts';
import { rebuildSales } from './recount.ts';

const it = base.extend('sandboxAgrees', { scope: 'file' }, false);
let app: TestApp;
let client: Fan;
let finance: Fan;
let game: { eventId: string; homeId: string; venueId: string };
let other: { eventId: string };
let consignorId: string;
let refundedId: string;
const today = new Date().toISOString().slice(0, 10);

const ask = async <T = StatisticsList>(query: string, who = client) =>
  (await who.ask<T>('GET', `/admin/statistics${query}`)).body;
const apply = (message: Addressed) =>
  inTransaction(app.context.db, (trx) => app.context.engine.apply(trx, [message]));

/** Gives money back, all the way to the bank's word. */
async function refund(reservationId: string, amount: number): Promise<void> {
  const payment = await app.context.db('payments').where({ reservation_id: reservationId }).first();
  const why = 'For a test';
  await apply(messageTo(paymentMachine, payment.id, { type: 'refund', amount, why }, { by: 'test' }));
  await eventually('the refund is done', async () => {
    const open = await app.context
      .db('refunds')
      .where({ payment_id: payment.id })
      .whereNot({ state: 'done' })
      .first('id');
    return open === undefined;
  });
}

it.beforeAll(async ({ running: started }) => {
  app = started;
  [client, finance] = [await signedIn(app, 'staff'), await signedIn(app, 'finance')];
  game = await buildGame(app.context, {
    home: 'Pittsburgh Steelers',
    away: 'Chicago Bears',
    venue: 'Acrisure Stadium',
  });
  other = await buildGame(app.context, {
    home: 'Dallas Cowboys',
    away: 'Philadelphia Eagles',
    venue: 'AT&T Stadium',
  });
  consignorId = await buildConsignor(app.context, { name: '=cmd()|Wexler' });
  const [seated, admission] = await buildListings(app.context, [
    { eventId: game.eventId, consignorId, section: '101', seats: [1, 2, 3, 4, 5, 6], priceAmount: 10_000 },
    { eventId: game.eventId, consignorId, ticketType: 'Terrace', quantity: 20, priceAmount: 4_000 },
  ]);
  const elsewhere = await buildListing(app.context, {
    eventId: other.eventId,
    seats: [1, 2],
    priceAmount: 5_000,
  });
  if (!seated || !admission) throw new Error('nothing to sell');
  await buildListing(app.context, {
    eventId: game.eventId,
    consignorId,
    section: '102',
    seats: [1, 2],
    state: 'withdrawn',
  });
  await new Fan(app).buy(seated.id, 2);
  await new Fan(app).buy(admission.id, 3);
  refundedId = (await new Fan(app).buy(elsewhere.id, 2)).id;
  await new Fan(app).hold(seated.id, 2);
  await refund(refundedId, 11_200);
});

describe('statistics', () => {
  it('count an event’s sales, holds, orders and refunds, with totals over all rows', async () => {
    const answer = await ask('');
    expect(answer.total).toBe(2);
    expect(answer.data[0]).toMatchObject({
      id: game.eventId,
      name: 'Bears at Steelers',
      listed: 26,
      held: 2,
      sold: 5,
      sellThrough: 5 / 26,
      reservations: 3,
      orders: 2,
      perOrder: 2.5,
      averagePrice: 6_400,
      gross: 32_000,
      consignors: 25_600,
      commission: 6_400,
      fees: 3_840,
      refunds: 0,
    });
    expect(answer.data[1]).toMatchObject({
      id: other.eventId,
      sold: 2,
      refunds: 11_200,
      refundedTickets: 2,
      sellThrough: 0,
    });
    expect(answer.totals).toMatchObject({
      listed: 28,
      held: 2,
      sold: 7,
      reservations: 4,
      orders: 3,
      gross: 42_000,
      refunds: 11_200,
    });
    expect(answer.totals.daysToSell).toBeLessThan(1);
  });

  it.each([
    [
      'ticketType',
      [
        ['Seated', 4],
        ['Terrace', 3],
      ],
    ],
    [
      'consignor',
      [
        ['=cmd()|Wexler', 5],
        [expect.any(String), 2],
      ],
    ],
    [
      'team',
      [
        ['Pittsburgh Steelers', 5],
        ['Dallas Cowboys', 2],
      ],
    ],
    [
      'venue',
      [
        ['Acrisure Stadium', 5],
        ['AT&T Stadium', 2],
      ],
    ],
    ['day', [[today, 7]]],
  ])('say the same by %s', async (by, rows) => {
    for (const countedBy of by === 'day' ? ['sale', 'payment'] : ['sale', 'payment', 'event']) {
      const answer = await ask(`?by=${by}&countedBy=${countedBy}`);
      expect(answer.data.map(({ name, sold }) => [name, sold])).toEqual(rows);
      expect(answer.totals).toMatchObject({ sold: 7, orders: 3, gross: 42_000, refunds: 11_200 });
    }
  });

  it('keep to their period, by whichever date', async () => {
    // The total of what is listed is the same whichever way it is cut.
    expect(await ask('?until=2020-01-01')).toMatchObject({ total: 0, totals: { sold: 0, listed: 28 } });
    expect((await ask(`?from=${today}&until=${today}&countedBy=payment`)).totals.sold).toBe(7);
    // By the event’s own day, what wasn’t sold belongs to the answer, and today has no game.
    expect((await ask(`?from=${today}&until=${today}&countedBy=event`)).total).toBe(0);
    expect((await ask(`?from=${today}&countedBy=event`)).totals).toMatchObject({ sold: 7, listed: 28 });
  });

  it('filter by event, consignor, words and type, and never mix currencies', async () => {
    expect((await ask(`?eventId=${other.eventId}`)).totals).toMatchObject({ sold: 2, listed: 2 });
    expect((await ask(`?consignorId=${consignorId}&by=ticketType`)).totals).toMatchObject({
      sold: 5,
      listed: 26,
      held: 2,
    });
    expect((await ask('?q=steelers')).totals.sold).toBe(5);
    expect((await ask('?ticketType=Terrace')).totals).toMatchObject({ sold: 3, listed: 20, gross: 12_000 });
    expect((await ask('?currency=CAD')).total).toBe(0);
    expect(await ask('?from=yesterday')).toMatchObject({ code: 'validation_failed' });
  });

  it('sort by every column, either way, and page', async () => {
    const ids = async (query: string) => (await ask(query)).data.map(({ id }) => id);
    expect(await ids('?sort=refunds')).toEqual([other.eventId, game.eventId]);
    expect(await ids('?sort=name&order=asc')).toEqual([game.eventId, other.eventId]);
    expect(await ids('?perPage=1&page=2')).toEqual([other.eventId]);
    expect((await ask('?perPage=1&page=2')).totals.sold).toBe(7);
  });

  it('name the first events three ways', async () => {
    const tops = await ask<StatisticsTops>('/tops');
    expect(tops.bestSelling.map(({ id, value }) => [id, value])).toEqual([
      [game.eventId, 5],
      [other.eventId, 2],
    ]);
    expect(tops.popular[0]).toMatchObject({ id: game.eventId, value: 2 });
    expect(tops.profitable[0]).toMatchObject({ id: game.eventId, value: 10_240 });
  });

  it('open every figure to its days, sections and tickets', async () => {
    const series = await ask<StatisticsSeries>(`/series?eventId=${game.eventId}`);
    expect(series.data).toEqual([
      { day: today, sold: 5, orders: 2, gross: 32_000, commission: 6_400, refunds: 0 },
    ]);
    const split = await ask<StatisticsSplit>(`/split?eventId=${game.eventId}`);
    expect(split.data).toEqual([
      { name: 'Terrace', sold: 3, soldSinceYesterday: 3 },
      { name: '101', sold: 2, soldSinceYesterday: 2 },
    ]);
    const all = await ask<{ data: SoldTicket[]; total: number }>('/rows');
    expect(all.total).toBe(7);
    expect(all.data).toHaveLength(7);
    const paged = await Promise.all(
      [1, 2, 3].map((page) => ask<{ data: SoldTicket[] }>(`/rows?perPage=3&page=${page}`)),
    );
    expect(paged.flatMap(({ data }) => data)).toEqual(all.data);
    // A page may begin within the line of an order, whichever way the tickets are ordered.
    for (const order of ['asc', 'desc'])
      for (const perPage of [1, 2, 3]) {
        const whole = await ask<{ data: SoldTicket[] }>(`/rows?order=${order}`);
        const seen: SoldTicket[] = [];
        let place: string | null = '';
        while (place !== null) {
          const page: { data: SoldTicket[]; next: string | null } = await ask(
            `/rows?order=${order}&perPage=${perPage}${place && `&after=${place}`}`,
          );
          seen.push(...page.data);
          place = page.next;
        }
        expect(seen).toEqual(whole.data);
      }
    expect(all.data.filter(({ isRefunded }) => isRefunded).map(({ reservationId }) => reservationId)).toEqual(
      [refundedId, refundedId],
    );
    const seats = await ask<{ data: SoldTicket[] }>(`/rows?eventId=${game.eventId}&ticketType=Seated`);
    expect(
      seats.data.map(({ section, seat, price, commission: kept }) => [section, seat, price, kept]),
    ).toEqual([
      ['101', 1, 10_000, 2_000],
      ['101', 2, 10_000, 2_000],
    ]);
  });

  it('are for staff and finance', async () => {
    expect((await finance.ask('GET', '/admin/statistics')).status).toBe(200);
    expect((await new Fan(app).ask('GET', '/admin/statistics')).status).toBe(401);
    expect((await (await signedIn(app, 'support')).ask('GET', '/admin/statistics.csv')).status).toBe(403);
  });
});

describe('exports', () => {
  it('are exactly the rows of the filter, harmless to spreadsheets, with the totals last', async () => {
    const { body, headers } = await client.ask<string>('GET', '/admin/statistics.csv?by=consignor&sort=sold');
    expect(headers.get('content-disposition')).toBe('attachment; filename="statistics-by-consignor.csv"');
    const lines = body.trim().split('\r\n');
    expect(lines[0]).toContain('Consignor,Listed,Held,Sold,Sell-through,Reservations,Orders');
    expect(lines[1]).toMatch(/^'=cmd\(\)\|Wexler,26,2,5,0.1923,3,2,2.5,64,320,256,64,38.4,0,0,/);
    expect(lines.at(-1)).toMatch(/^All 2,28,2,7,/);
    expect(lines).toHaveLength(4);
  });

  it('come as a workbook whose figures are numbers', async () => {
    const rows = await readXlsx(await client.file('/admin/statistics.xlsx?sort=sold'));
    const sheet = Array.isArray(rows[0]) ? rows : (rows[0] as unknown as { data: unknown[][] }).data;
    expect((sheet as unknown[][])[1]?.slice(0, 1)).toEqual(['Bears at Steelers']);
    expect((sheet as unknown[][])[1]?.slice(2, 5)).toEqual([26, 2, 5]);
    expect(sheet).toHaveLength(4);
  });
});

describe('what is counted', () => {
  it('equals a recount, which is kept and shown', async () => {
    expect(await compareStatistics(app.context.db)).toBe(0);
    expect((await ask('')).compared).toEqual({ at: expect.any(String), differences: 0 });
    await app.context.db('event_sales').where({ event_id: other.eventId }).increment('tickets', 1);
    expect(await compareStatistics(app.context.db)).toBeGreaterThan(0);
    expect((await ask('')).compared?.differences).toBeGreaterThan(0);
    await inTransaction(app.context.db, rebuildSales);
    expect(await compareStatistics(app.context.db)).toBe(0);
    await app.verify();
  });

  it('stands the same while holds are added up', async () => {
    const before = await ask('');
    expect(before.totals.reservations).toBe(4);
    await new Fan(app).hold(
      (await buildListing(app.context, { eventId: other.eventId, section: '3' })).id,
      2,
    );
    expect((await ask('')).totals.reservations).toBe(5);
    await foldHolds(app.context.db, 'listings_offered');
    expect(await app.context.db('hold_counts')).toEqual([]);
    expect((await ask('')).totals.reservations).toBe(5);
    expect((await ask('?by=ticketType')).totals.reservations).toBe(5);
    expect(await compareStatistics(app.context.db)).toBe(0);
  });

  it('holds for a refund in parts, and for one that the bank returned', async () => {
    const [first, second] = await buildListings(app.context, [
      { eventId: other.eventId, section: '7', seats: [1, 2], priceAmount: 3_333 },
      { eventId: other.eventId, section: '8', seats: [1, 2], priceAmount: 777 },
    ]);
    const fan = new Fan(app);
    const held = await fan.ask<{ id: string }>(
      'POST',
      '/reservations',
      {
        items: [
          { listingId: first?.id, quantity: 1 },
          { listingId: second?.id, quantity: 2 },
        ],
        email: 'parts@example.com',
      },
      { 'idempotency-key': 'parts-of-one-order' },
    );
    await fan.pay(held.body.id);
    await fan.until(held.body.id, ({ state }) => state === 'paid');
    await refund(held.body.id, 1_001);
    await refund(held.body.id, 333);
    expect(await compareStatistics(app.context.db)).toBe(0);
    const made = await app.context.db('refunds').where({ amount: 333 }).first();
    const failed = { type: 'failed', failure: 'account_closed' } as const;
    await apply(messageTo(refundMachine, made.id, failed, { by: 'test' }));
    expect(await compareStatistics(app.context.db)).toBe(0);
    expect((await ask(`?eventId=${other.eventId}`)).totals.refunds).toBe(11_200 + 1_001);
  });

  it('is kept as it stood when an event began; what is refunded later is told apart', async () => {
    const listing = await buildListing(app.context, { section: '9', seats: [1, 2, 3], priceAmount: 2_000 });
    const order = await new Fan(app).buy(listing.id, 2);
    expect(await freezeBegunEvents(app.context.db)).toBe(0);
    await travel(app.context.db, 10 * dayMs + hourMs);
    // The worker's clock may come first: once is enough.
    await freezeBegunEvents(app.context.db);
    expect(await freezeBegunEvents(app.context.db)).toBe(0);
    await refund(order.id, 4_480);
    const [row] = (await ask(`?eventId=${listing.eventId}`)).data;
    expect(row).toMatchObject({
      sold: 2,
      refunds: 4_480,
      atStart: { listed: 3, held: 0, sold: 2, gross: 4_000, refundsSince: 4_480 },
    });
  });
});
