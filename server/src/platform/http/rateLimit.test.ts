import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { type Database, openDatabase } from '../db/index.ts';
import { createLogger } from '../logging.ts';
import { createRateLimit } from './rateLimit.ts';

let database: TestDatabase;
const pools: Database[] = [];

/** What another web process has: a pool of its own. */
function openProcess() {
  const db = openDatabase(database.url, { max: 2, onError: () => {} });
  pools.push(db);
  return { db, log: createLogger('silent', 'test') };
}
const limit = { name: 'test', points: 3, seconds: 60 };

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await Promise.all(pools.map((db) => db.destroy()));
  await database.drop();
});

it('is shared by all processes, and refuses with the time to wait', async () => {
  const [one, other] = [createRateLimit(openProcess(), limit), createRateLimit(openProcess(), limit)];
  await one.consume('shared');
  await other.consume('shared');
  await one.consume('shared');
  for (const process of [one, other])
    await expect(process.consume('shared')).rejects.toMatchObject({
      code: 'too_many_requests',
      members: { retryAfter: expect.any(Number) },
    });
  await other.consume('another key');
});

it('counts tries that come at once', async () => {
  const processes = [openProcess(), openProcess()].map((each) => createRateLimit(each, limit));
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => processes[index % 2]!.consume('at once')),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(limit.points);
});

it('forgets a key that is reset, and keeps limits of two names apart', async () => {
  const process = openProcess();
  const [one, other] = [
    createRateLimit(process, limit),
    createRateLimit(process, { ...limit, name: 'other' }),
  ];
  for (let count = 0; count < limit.points; count++) await one.consume('reset');
  await other.consume('reset');
  await one.reset('reset');
  await one.consume('reset');
});

it('takes back a try that was none, and only that one', async () => {
  const process = createRateLimit(openProcess(), limit);
  await process.consume('given back');
  for (let count = 0; count < 5; count++) {
    await process.consume('given back');
    await process.reward('given back');
  }
  await process.consume('given back');
  await process.consume('given back');
  await expect(process.consume('given back')).rejects.toMatchObject({ code: 'too_many_requests' });
});

it('stores no key in the open', async () => {
  const process = openProcess();
  await createRateLimit(process, limit).consume('helen@example.com 203.0.113.7');
  const rows = await process.db('rate_limits').select('key');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ key }) => key.includes('helen') || key.includes('203'))).toEqual([]);
});

it('refuses when the database doesn’t count', async () => {
  const process = openProcess();
  const closed = createRateLimit(process, limit);
  await process.db.destroy();
  await expect(closed.consume('closed')).rejects.toMatchObject({ code: 'overloaded' });
});

it('refuses when the database is slow, in seconds', async () => {
  const process = openProcess();
  const lock = await openProcess().db.transaction();
  await lock.raw('LOCK TABLE rate_limits IN ACCESS EXCLUSIVE MODE');
  try {
    await expect(createRateLimit(process, limit).consume('slow')).rejects.toMatchObject({
      code: 'overloaded',
      members: { retryAfter: 5 },
    });
  } finally {
    // Held, it would keep the pools from closing, and a failure would look like a hang.
    await lock.rollback();
  }
});
