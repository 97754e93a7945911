/** A refusal is written a second late, perhaps by another process: it leaves no address of an account that is closed by then. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { eventually } from '../../../test/fan.ts';
import { type Database, openDatabase } from '../db/index.ts';
import { createLogger } from '../logging.ts';
import { Problem } from '../problem.ts';
import type { Ctx } from './context.ts';
import { createSecurityLog, eraseTriedAddress } from './securityLog.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, { max: 6, onError: () => {} });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** A log with one failed sign-in that isn't written yet. */
function logOf(email: string, ip: string) {
  const log = createSecurityLog({ db, log: createLogger('silent', 'test') });
  const ctx = { path: '/api/session', method: 'POST', ip, state: {}, request: { body: { email } } };
  log.refused(ctx as unknown as Ctx, new Problem('sign_in_failed', 'Wrong.'));
  return log;
}
const written = (address: string) => db('security_events').where({ address }).first('account', 'times');
/** Whether one transaction of this database waits for such a lock. */
async function oneWaits(locktype: 'advisory' | 'relation'): Promise<boolean> {
  const rows = await db('pg_locks')
    .where({ granted: false, locktype })
    .whereRaw('database = (SELECT oid FROM pg_database WHERE datname = current_database())');
  return rows.length === 1;
}

it('a row that comes after the account is closed has no address; another account’s has its own', async () => {
  const late = logOf('Closed@example.com', '203.0.113.1');
  const other = logOf('other@example.com', '203.0.113.2');
  await db.transaction((trx) => eraseTriedAddress(trx, 'closed@example.com'));
  await Promise.all([late.close(), other.close()]);
  expect(await written('203.0.113.1')).toEqual({ account: null, times: 1 });
  expect(await written('203.0.113.2')).toEqual({ account: 'other@example.com', times: 1 });
});

it('a row that is written while the account is being closed waits, and has no address', async () => {
  const log = logOf('closing@example.com', '203.0.113.3');
  const closing = await db.transaction();
  await eraseTriedAddress(closing, 'closing@example.com');
  const writing = log.close();
  await eventually('the writing waits', () => oneWaits('advisory'));
  await closing.commit();
  await writing;
  expect(await written('203.0.113.3')).toEqual({ account: null, times: 1 });
});

it('closing waits for a row that is being written, and takes its address out', async () => {
  const log = logOf('writing@example.com', '203.0.113.4');
  // What the writing waits for in its insert.
  const blocker = await db.transaction();
  await blocker.raw('LOCK TABLE erased_addresses IN ACCESS EXCLUSIVE MODE');
  const writing = log.close();
  await eventually('the insert waits', () => oneWaits('relation'));
  const closing = db.transaction((trx) => eraseTriedAddress(trx, 'writing@example.com'));
  await eventually('the closing waits', () => oneWaits('advisory'));
  await blocker.commit();
  await Promise.all([writing, closing]);
  expect(await written('203.0.113.4')).toEqual({ account: null, times: 1 });
});

it('a closing that is rolled back leaves the addresses as they were', async () => {
  const log = logOf('stays@example.com', '203.0.113.5');
  const closing = await db.transaction();
  await eraseTriedAddress(closing, 'stays@example.com');
  await closing.rollback();
  await log.close();
  expect(await written('203.0.113.5')).toEqual({ account: 'stays@example.com', times: 1 });
});
