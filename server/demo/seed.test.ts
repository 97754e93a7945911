import { type TinKind, tinProblem } from '@holdfast/shared/taxpayers';
import { afterAll, describe, expect, inject } from 'vitest';
import { checkPassword, demoAccounts } from '../src/accounts/index.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { openTins } from '../src/taxpayers/index.ts';
import { verify } from '../src/verify/verify.ts';
import type { TestAppContext } from '../test/appContext.ts';
import { demoShapeFaults } from '../test/demoShape.ts';
import { it } from '../test/fixtures.ts';
import { shiftDate } from '../test/shiftDate.ts';
import { moveClock } from '../test/travel.ts';
import { seedDemo } from './seed.ts';

/** From 3 PM to half past two in the night, UTC: at the marketplace it is still the day before. */
const intoTheNightMs = 11.5 * 3_600_000;

let app: TestAppContext;
const lines: string[] = [];
it.beforeAll(async ({ context: opened }) => {
  app = opened;
  await moveClock(app.db, intoTheNightMs);
  await seedDemo(app, (line) => lines.push(line));
});
afterAll(() => shiftDate(inject('testServer').clockOffsetMs));

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await app.db.raw(sql)).rows as Row[];
}

describe('the demo', () => {
  it('logs what it created', () => {
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^demo data: \d+ games, 300 consignors, \d+ listings, \d+ orders in \d+ ms$/);
  });

  it('has what the journeys, the screens and the documentation expect', async () => {
    expect(await demoShapeFaults(app.db)).toEqual([]);
  });

  it('breaks no invariant', async () => {
    expect(await verify(app.db, app.engine)).toEqual([]);
  });

  it('lets every demo account sign in, the consignor with listings', async () => {
    for (const { email, password, role } of demoAccounts) {
      const { personId } = await checkPassword(app.db, email, password);
      const consignor_id = role === 'consignor' ? expect.stringMatching(/^con_/) : null;
      expect(await rows(`SELECT roles, consignor_id FROM people WHERE id = '${personId}'`)).toEqual([
        { roles: [role], consignor_id },
      ]);
    }
  });

  it('has consignors’ tax data with numbers that nobody has, some missing, and what was withheld, half of it paid to the IRS', async () => {
    const kinds = await rows<{ kind: string; n: number }>(
      'SELECT kind, count(*)::int AS n FROM taxpayers WHERE ended_at IS NULL GROUP BY kind ORDER BY kind',
    );
    expect(kinds).toEqual([
      { kind: 'w8', n: 1 },
      { kind: 'w9', n: 31 },
    ]);
    const missing = await rows(
      `SELECT t.consignor_id FROM taxpayers_standing t WHERE t.missing = 'taxMissing' AND EXISTS (
         SELECT FROM ledger_postings p WHERE p.account = 'consignor:' || t.consignor_id AND p.kind = 'sale')`,
    );
    expect(missing.length).toBeGreaterThan(3);
    const given = await rows<{ id: string; tin_kind: TinKind }>(
      'SELECT id, tin_kind FROM taxpayers WHERE tin_kind IS NOT NULL',
    );
    const numbers = await inTransaction(app.db, (trx) =>
      openTins(
        trx,
        app.secret,
        given.map(({ id }) => id),
      ),
    );
    expect(new Set(numbers.values()).size).toBe(given.length);
    // What can’t be anybody’s number is refused of whoever types it.
    for (const { id, tin_kind } of given) expect(tinProblem(tin_kind, numbers.get(id) ?? '')).not.toBeNull();

    const [tax] = await rows<{ withheld: number; paid: number; sales: number }>(
      `SELECT (SELECT coalesce(sum(amount), 0) FROM payout_withholdings)::int AS withheld,
         (SELECT coalesce(sum(amount), 0) FROM payout_withholding_deposits)::int AS paid,
         (SELECT count(DISTINCT p.reservation_id) FROM ledger_postings p JOIN payout_withholding_notices n ON p.account = 'consignor:' || n.consignor_id
          WHERE p.kind = 'sale' AND p.at >= stats_day_start(date_trunc('year', stats_day(now())::timestamp)::date))::int AS sales`,
    );
    // Tax is withheld above the federal threshold of the calendar year, which begins anew in January.
    expect((tax?.withheld ?? 0) > 0).toBe((tax?.sales ?? 0) > 200);
    expect(tax?.paid).toBe(Math.floor((tax?.withheld ?? 0) / 2));
  });

  it('has past payouts, one that came back, a refund that is claimed back, a closed month and an open one', async () => {
    const [money] = await rows<{
      paid: number;
      returned: number;
      claims: number;
      closed: number;
      later: number;
    }>(
      `SELECT (SELECT count(*) FROM payouts WHERE state = 'paid')::int AS paid,
         (SELECT count(*) FROM payouts WHERE state = 'returned')::int AS returned,
         (SELECT count(DISTINCT f.id) FROM refunds f JOIN ledger_postings p ON p.payment_id = f.payment_id AND p.kind = 'sale'
            JOIN payout_lines l ON l.transaction_id = p.transaction_id AND l.line = p.line
            JOIN payouts o ON o.id = l.payout_id AND o.state = 'paid' AND o.created_at < f.created_at)::int AS claims,
         (SELECT count(*) FROM month_closings)::int AS closed,
         (SELECT count(DISTINCT to_char(stats_day(p.at), 'YYYY-MM')) FROM ledger_postings p)::int AS later`,
    );
    expect(money?.paid).toBeGreaterThan(3);
    expect(money?.returned).toBeGreaterThan(0);
    expect(money?.claims).toBe(1);
    expect(money?.closed).toBe(1);
    expect(money?.later).toBeGreaterThan(1);
  });

  it('is seeded once', async () => {
    const count = () => rows('SELECT count(*)::int AS n FROM listings');
    const before = await count();
    expect(await seedDemo(app)).toBe(false);
    expect(await count()).toEqual(before);
  });
});
