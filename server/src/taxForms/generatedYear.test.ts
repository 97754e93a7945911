/** What Form 1099-K counts equals the books to the cent, over a generated year of sales, refunds and disputes. */
import { DateTime } from 'luxon';
import { expect } from 'vitest';
import { generateData } from '../../demo/generate/generate.ts';
import type { TestAppContext } from '../../test/appContext.ts';
import { it } from '../../test/fixtures.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { paidInYear, proceedsBooked } from './gross.ts';
import { judgePayees } from './judgePayees.ts';

const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const zone = 'America/New_York';
/** The year in which most of the generated sales are. */
const year = new Date(now - 120 * 86_400_000).getUTCFullYear();

let app: TestAppContext;
it.beforeAll(async ({ context: opened }) => {
  app = opened;
  const sizes = { events: 24, listings: 480, tickets: 3_000, seed: 'tax', now };
  await generateData(app, sizes, () => ({ to() {} }));
});

interface Sale {
  consignor: string | null;
  consignors: number;
  gross: number;
  proceeds: number;
  at: Date;
}

/** Each sale as its transaction in the books has it: what the consignor and the marketplace got of the price. */
const salesBooked = () =>
  inTransaction(app.db, (trx) =>
    queryPrepared<Sale>(
      trx,
      `SELECT min(e.account) FILTER (WHERE e.account LIKE 'consignor:%') AS consignor,
         count(*) FILTER (WHERE e.account LIKE 'consignor:%')::int AS consignors,
         -sum(e.amount) FILTER (WHERE e.account LIKE 'consignor:%' OR e.account = 'commission')::bigint AS gross,
         -sum(e.amount) FILTER (WHERE e.account LIKE 'consignor:%')::bigint AS proceeds, t.at
       FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
       WHERE t.kind = 'sale' GROUP BY t.id, t.at ORDER BY t.id`,
      [],
    ),
  );

it('every month, every consignor, every payment', async () => {
  const { rows: settings } = await app.db.raw('SELECT time_zone FROM marketplace_settings');
  expect(settings).toEqual([{ time_zone: zone }]);
  const { rows: own } = await app.db.raw('SELECT id FROM consignors WHERE is_marketplace');
  const isOwn = new Set(own.map(({ id }: { id: string }) => `consignor:${id}`));
  const expected = new Map<
    string,
    { gross: number; transactions: number; proceeds: number; months: number[] }
  >();
  for (const sale of await salesBooked()) {
    const day = DateTime.fromJSDate(sale.at, { zone });
    // Of the marketplace's own events all of the price is its own.
    if (day.year !== year || sale.consignor === null || isOwn.has(sale.consignor)) continue;
    // One listing an order, so that the commission of a sale is one consignor's.
    expect(sale.consignors).toBe(1);
    const sums = expected.get(sale.consignor) ?? {
      gross: 0,
      transactions: 0,
      proceeds: 0,
      months: Array.from({ length: 12 }, () => 0),
    };
    sums.gross += sale.gross;
    sums.proceeds += sale.proceeds;
    sums.transactions += 1;
    sums.months[day.month - 1] = (sums.months[day.month - 1] ?? 0) + sale.gross;
    expected.set(sale.consignor, sums);
  }
  const paid = await inTransaction(app.db, (trx) => paidInYear(trx, year));
  expect(paid.length).toBeGreaterThan(2);
  expect(
    Object.fromEntries(
      paid.map(({ consignorId, gross, transactions, proceeds, months }) => [
        `consignor:${consignorId}`,
        { gross, transactions, proceeds, months },
      ]),
    ),
  ).toEqual(Object.fromEntries(expected));
  const total = paid.reduce((sum, { proceeds }) => sum + proceeds, 0);
  expect(await inTransaction(app.db, (trx) => proceedsBooked(trx, year))).toBe(total);
  // Some of it went back to fans: nothing is reduced by that.
  const { rows } = await app.db.raw(
    `SELECT count(*)::int AS n FROM reservations WHERE state = 'refunded' AND extract(year FROM paid_at) = ?`,
    [year],
  );
  expect(rows[0].n).toBeGreaterThan(0);
});

it('whoever is above both federal limits is reported, and nobody else while no state is known', async () => {
  const judged = await inTransaction(app.db, (trx) => judgePayees(trx, year));
  const federal = judged.filter(({ payee }) => payee.gross > 2_000_000 && payee.transactions > 200);
  expect(federal.length).toBeGreaterThan(0);
  for (const { payee } of judged) {
    expect(payee.months.reduce((sum, month) => sum + month, 0)).toBe(payee.gross);
    expect(payee.verdict.federal).toBe(payee.gross > 2_000_000 && payee.transactions > 200);
  }
});
