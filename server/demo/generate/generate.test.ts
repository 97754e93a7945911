/** Generated data keeps every invariant, is the same for the same seed, and is generated once. */
import { expect } from 'vitest';
import { inTransaction, queryPrepared } from '../../src/platform/db/index.ts';
import { compareStatistics } from '../../src/statistics/index.ts';
import { verify } from '../../src/verify/verify.ts';
import type { TestAppContext } from '../../test/appContext.ts';
import { it } from '../../test/fixtures.ts';
import { generateData, NotGenerated } from './generate.ts';
import { planEvents, planListings, planOrders, type Team } from './plan.ts';
import { progressOf } from './progress.ts';

const sizes = { events: 24, listings: 480, tickets: 3_000 };
const seed = 'test';
const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const silent = () => ({ to() {} });

/** What was booked in a month on an account, minor units. */
interface MonthSum {
  month: string;
  account: string;
  kind: string;
  debits: number;
  credits: number;
}

let app: TestAppContext;
it.beforeAll(async ({ context: opened }) => {
  app = opened;
  await generateData(app, { ...sizes, seed, now }, silent);
});

const ask = <Row extends object>(text: string) =>
  inTransaction(app.db, (trx) => queryPrepared<Row>(trx, text));

it('keeps every invariant', async () => {
  expect(await verify(app.db, app.engine)).toEqual([]);
  expect(await compareStatistics(app.db)).toBe(0);
});

it('has exactly the requested number of tickets, and every state', async () => {
  const [sold] = await ask<{ n: number }>(
    `SELECT count(*)::int AS n FROM tickets t JOIN events e ON e.id = t.event_id WHERE t.state = 'sold' AND e.source = 'generated'`,
  );
  expect(sold?.n).toBe(sizes.tickets);
  const listings = await ask<{ state: string; n: number }>(
    `SELECT state, count(*)::int AS n FROM listings WHERE source = 'Generated' GROUP BY state ORDER BY state`,
  );
  expect(listings.map(({ state }) => state)).toEqual([
    'ended',
    'live',
    'paused',
    'rejected',
    'submitted',
    'withdrawn',
  ]);
  expect(listings.reduce((sum, { n }) => sum + n, 0)).toBe(sizes.listings);
  const orders = await ask<{ state: string }>(`SELECT DISTINCT state FROM reservations ORDER BY state`);
  expect(orders.map(({ state }) => state)).toEqual(['expired', 'paid', 'refunded']);
  const [year] = await ask<{ days: number }>(
    `SELECT max(paid_at)::date - min(paid_at)::date AS days FROM reservations`,
  );
  expect(year?.days).toBeGreaterThan(300);
});

it('has past payouts, one that came back, and a claim', async () => {
  const generated = `consignor_id LIKE 'con\\_00b%'`;
  const states = await ask<{ state: string }>(
    // What is left of the demo's consignors is in its run too.
    `SELECT DISTINCT state FROM payouts WHERE run_id IN (SELECT run_id FROM payouts WHERE ${generated}) ORDER BY state`,
  );
  expect(states.map(({ state }) => state)).toEqual(['paid', 'returned']);
  const claims = await ask(
    `SELECT consignor_id FROM payout_adjustments WHERE ${generated} AND kind = 'against'`,
  );
  expect(claims).toHaveLength(1);
});

it('sums of each month equal the ledger, entry by entry', async () => {
  const ofLedger = await ask<MonthSum>(
    `SELECT to_char(at AT TIME ZONE 'America/New_York', 'YYYY-MM') AS month, account, kind, sum(greatest(amount, 0))::bigint AS debits,
       sum(least(amount, 0))::bigint AS credits FROM ledger_postings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  expect(new Set(ofLedger.map(({ month }) => month)).size).toBeGreaterThan(10);
  const isOfConsignor = ({ account }: { account: string }) => account.startsWith('consignor:');
  const summed = (table: string) =>
    ask<MonthSum>(
      `SELECT to_char(month, 'YYYY-MM') AS month, account, kind, sum(debits)::bigint AS debits, sum(credits)::bigint AS credits
       FROM ${table} WHERE basis = 'booked' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    );
  expect(await summed('accounting_consignor_months')).toEqual(ofLedger.filter(isOfConsignor));
  const ofAll = await summed('accounting_event_months');
  expect(ofAll.filter((row) => !isOfConsignor(row))).toEqual(ofLedger.filter((row) => !isOfConsignor(row)));
  const total = (rows: typeof ofLedger) =>
    rows.filter(isOfConsignor).reduce((sum, { debits, credits }) => sum + debits + credits, 0);
  expect(total(ofAll)).toBe(total(ofLedger));
});

it('fills a database only once', async () => {
  await expect(generateData(app, { ...sizes, seed, now }, silent)).rejects.toThrow(NotGenerated);
});

it('plans depend only on the seed', () => {
  const teams = ['a', 'b', 'c', 'd'].map((id): Team => ({ id, name: id, league: 'NFL', venueId: id }));
  const plan = (of: string) => {
    const events = planEvents(of, 10, teams, now);
    const listings = planListings(of, { events: 10, listings: 200, tickets: 900 }, events, now);
    return { events, listings, orders: planOrders(of, listings, now) };
  };
  expect(plan('one')).toEqual(plan('one'));
  expect(plan('one').orders).not.toEqual(plan('two').orders);
  const { listings, orders } = plan('one');
  expect(listings.reduce((sum, { sold }) => sum + sold, 0)).toBe(900);
  for (const { listingN, quantity, seatOffset } of orders) {
    const listing = listings[listingN];
    expect((seatOffset ?? 0) + quantity).toBeLessThanOrEqual(listing?.quantity ?? 0);
  }
});

it('shows its progress: a bar on a terminal, a line for each tenth elsewhere', () => {
  const written: string[] = [];
  const lines = progressOf('Orders', 40, { write: (text) => written.push(text), isTerminal: false });
  for (const done of [0, 1, 4, 5, 40]) lines.to(done);
  expect(written.map((line) => line.replace(/[\d.]+ s/, 'n s'))).toEqual([
    'Orders 0%, n s\n',
    'Orders 10%, n s\n',
    'Orders 100%, n s\n',
  ]);
  const bar = progressOf('Orders', 40, { write: (text) => written.push(text), isTerminal: true });
  bar.to(20);
  expect(written.at(-1)).toMatch(/^\rOrders {5}█{15}░{15} {2}50%/);
});
