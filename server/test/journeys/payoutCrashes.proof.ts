/**
 * kill -9 between any two statements, and within the last one, while 12,000 consignors (or as many as `PAYOUTS` says) are paid: by bank
 * file, of which one payout in a hundred comes back and is paid by check.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestAppContext, testAppContext } from '../appContext.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { onTestClock } from '../testClock.ts';
import { oweConsignors, payWhileKilled } from './payoutCrashes.ts';
import type { PayoutStep } from './payoutStep.ts';
import type { PayoutWork } from './payoutSteps.ts';

const sizes = { payouts: Number(process.env.PAYOUTS ?? 12_000), returnsOneOf: 100 };
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
  console.log('killed between statements:', await payWhileKilled(app, sizes, take));
});
