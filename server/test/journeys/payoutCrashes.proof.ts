/**
 * kill -9 between two statements, and within the last one, while 12,000 consignors (or as many as `PAYOUTS` says) are paid: by bank
 * file, of which one payout in a hundred comes back and is paid by check. Up to a hundred are killed at each statement; more of them at
 * statements of a seed (`SEED`), for each kill is a process of its own.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFor } from '../../demo/consignment/random.ts';
import { type TestAppContext, testAppContext } from '../appContext.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { onTestClock } from '../testClock.ts';
import { oweConsignors, payWhileKilled } from './payoutCrashes.ts';
import type { PayoutStep } from './payoutStep.ts';
import type { PayoutWork } from './payoutSteps.ts';

const payouts = Number(process.env.PAYOUTS ?? 12_000);
const isEvery = payouts <= 100;
/** To verify thousands of payouts takes longer than a step: it is done once each is taken. */
const sizes = { payouts, returnsOneOf: isEvery ? 10 : 100, verifiesEach: isEvery };
/** Within so many statements a step is killed first, and within twice as many each time it moved on by nothing. */
const fewStatements = 8;
/** Of a step of many transactions a part of what is left is taken before the next kill. */
const partOfRest = 5;
const random = randomFor(process.env.SEED ?? 'statements', 'kills');
const run = promisify(execFile);
let database: TestDatabase;
let app: TestAppContext;

beforeAll(async () => {
  database = await testDatabase();
  app = await testAppContext(database.url);
  await oweConsignors(app, sizes);
}, 600_000);
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

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

/** In a process of its own, killed once as many statements were sent as it was tried before, and one. */
async function take(work: PayoutWork, killAfter: number): Promise<boolean> {
  const step: PayoutStep = { ...work, url: database.url, killAfter };
  try {
    await run(process.execPath, [
      ...onTestClock,
      join(import.meta.dirname, 'payoutStep.ts'),
      JSON.stringify(step),
    ]);
    return true;
  } catch (error) {
    if ((error as { signal?: string }).signal !== 'SIGKILL') throw error;
    await leftBehind();
    return false;
  }
}

test('each consignor is paid once', { timeout: 3_600_000 }, async () => {
  const kills = await payWhileKilled(app, sizes, (work, kill, left) =>
    take(
      work,
      isEvery ? kill : random.whole(1, fewStatements * 2 ** (kill - 1) * Math.ceil(left / partOfRest)),
    ),
  );
  console.log('killed between statements:', kills);
});
