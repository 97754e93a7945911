/**
 * kill -9 between any two statements, and within the last one, while 12,000 consignors (or as many as `PAYOUTS` says) are paid by bank
 * file. A run is made and approved part after part: after each kill whole parts of it were, and going on does the others. The other
 * steps were taken for all or for none. Each consignor is paid once.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeBankSettings, giveBankAccount } from '../../src/bankAccounts/index.ts';
import { post } from '../../src/ledger/index.ts';
import { partSize } from '../../src/payouts/lockRun.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { type TestAppContext, testAppContext } from '../appContext.ts';
import { payDay, usAccount, usOrigin } from '../bankData.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { testSecret } from '../runningApp.ts';
import { onTestClock } from '../testClock.ts';
import type { PayoutStep } from './payoutStep.ts';

const payouts = Number(process.env.PAYOUTS ?? 12_000);
const run = promisify(execFile);
const maker = { by: 'maker', requestId: null };
let database: TestDatabase;
let app: TestAppContext;

beforeAll(async () => {
  database = await testDatabase();
  app = await testAppContext(database.url);
  await inTransaction(app.db, (trx) =>
    changeBankSettings(
      trx,
      testSecret,
      { waitingDays: 0, requiresBankData: false, sepa: null, us: usOrigin, version: 1 },
      maker,
    ),
  );
  await app.db.raw(
    `INSERT INTO consignors (id, name, email, created_at)
     SELECT 'con_' || lpad(n::text, 26, '0'), 'Consignor ' || n, n || '@example.com', now() FROM generate_series(1, ?::int) n`,
    [payouts],
  );
  const ids: string[] = await app.db('consignors').where('name', 'like', 'Consignor %').pluck('id');
  await inTransaction(app.db, async (trx) => {
    for (const consignorId of ids)
      await giveBankAccount(
        trx,
        { secret: testSecret, consignorId, details: usAccount, as: 'finance' },
        maker,
      );
    await post(
      trx,
      ids.map((id, at) => ({
        kind: 'adjustment',
        cause: `proof/${id}`,
        reservationId: null,
        paymentId: null,
        currency: 'USD',
        at: new Date().toISOString(),
        entries: [
          { account: `consignor:${id}`, amount: -(10_000 + at) },
          { account: 'adjustments', amount: 10_000 + at },
        ],
      })),
    );
  });
}, 600_000);
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const states = async () => {
  const rows: { state: string; count: number }[] = await app
    .db('payouts')
    .select('state')
    .count({ count: '*' })
    .groupBy('state');
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
};

/** Until the database has ended what a killed process left behind. */
async function leftBehind(): Promise<void> {
  const busy = async () => {
    const { rows } = await app.db.raw(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'`,
    );
    return rows[0].count;
  };
  await expect.poll(busy, { timeout: 300_000 }).toBe(0);
}

/** @returns whether the process lived to its end */
async function take(step: PayoutStep): Promise<boolean> {
  const file = join(import.meta.dirname, 'payoutStep.ts');
  try {
    await run(process.execPath, [...onTestClock, file, JSON.stringify(step)]);
    return true;
  } catch (error) {
    if ((error as { signal?: string }).signal !== 'SIGKILL') throw error;
    await leftBehind();
    return false;
  }
}

/** Whether payouts stand between two parts of a step: none stands elsewhere, and as many as before moved on, or more. */
function isBetween(
  now: Record<string, number>,
  [from, to]: readonly [string | null, string],
  movedBefore: number,
): boolean {
  const moved = now[to] ?? 0;
  const left = from === null ? payouts - moved : (now[from] ?? 0);
  const isWhole = moved % partSize === 0 || left === 0;
  return (
    moved >= movedBefore &&
    moved + left === payouts &&
    isWhole &&
    Object.keys(now).every((state) => state === from || state === to)
  );
}

/**
 * Takes a step part after part in one process after another, each killed a statement later than the one before, until one lives to
 * its end.
 */
async function takeParts(
  step: Pick<PayoutStep, 'step' | 'id' | 'day'>,
  way: readonly [string | null, string],
): Promise<void> {
  let moved = 0;
  for (let killAfter = 1; ; killAfter += 1) {
    const lived = await take({ ...step, url: database.url, secret: testSecret, killAfter });
    const now = await states();
    expect(isBetween(now, way, moved), `${JSON.stringify(now)} after ${killAfter} statements`).toBe(true);
    moved = now[way[1]] ?? 0;
    if (!lived) continue;
    console.log(`${step.step}: killed after each of ${killAfter - 1} statements`);
    expect(now).toEqual({ [way[1]]: payouts });
    expect(await verify(app.db, app.engine)).toEqual([]);
    return;
  }
}

/**
 * Takes a step in one process after another, each killed a statement later than the one before, until one lives to its end.
 * @param before the states of payouts until it is taken
 * @param after and once it is
 */
async function takeKilled(
  step: Pick<PayoutStep, 'step' | 'id' | 'day'>,
  before: Record<string, number>,
  after: Record<string, number>,
): Promise<void> {
  expect(await states()).toEqual(before);
  for (let killAfter = 1; ; killAfter += 1) {
    const lived = await take({ ...step, url: database.url, secret: testSecret, killAfter });
    const now = await states();
    // Killed as it sent COMMIT, a process may have taken the step; all of it or nothing.
    expect([before, after], `killed after ${killAfter} statements`).toContainEqual(now);
    if (!lived && JSON.stringify(now) === JSON.stringify(before)) continue;
    console.log(`${step.step}: killed after each of ${killAfter - 1} statements`);
    expect(await verify(app.db, app.engine)).toEqual([]);
    return;
  }
}

test('each consignor is paid once', { timeout: 3_600_000 }, async () => {
  const newest = async (table: string) => (await app.db(table).orderBy('id', 'desc').first('id')).id;
  const day = payDay();
  await takeParts({ step: 'make', id: '', day }, [null, 'draft']);
  const id = await newest('payout_runs');
  await takeParts({ step: 'approve', id, day }, ['draft', 'approved']);
  await takeKilled({ step: 'file', id, day }, { approved: payouts }, { sending: payouts });
  const file = {
    step: 'settle',
    id: await newest('bank_files'),
    day: new Date().toISOString().slice(0, 10),
  } as const;
  await takeKilled(file, { sending: payouts }, { paid: payouts });
  const { rows } = await app.db.raw(
    `SELECT (SELECT count(*) FROM payout_runs)::int AS runs, (SELECT count(*) FROM bank_files)::int AS files,
       (SELECT count(DISTINCT payout_id) FROM payout_attempts WHERE state = 'paid')::int AS paid, (SELECT count(*) FROM payout_attempts)::int AS attempts,
       (SELECT sum(amount) FROM ledger_postings WHERE account LIKE 'consignor:%')::bigint AS owed`,
  );
  expect(rows[0]).toEqual({ runs: 1, files: 1, paid: payouts, attempts: payouts, owed: 0 });
});
