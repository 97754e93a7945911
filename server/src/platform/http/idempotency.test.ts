/** Idempotency on a real PostgreSQL: one execution per key under concurrency, and after a rollback. */
import { expect } from 'vitest';
import type { TestAppContext } from '../../../test/appContext.ts';
import { test } from '../../../test/fixtures.ts';
import { inTransaction } from '../db/index.ts';
import { readAnswers, readIdempotencyKey, runOnce, storeAnswers } from './idempotency.ts';

let app: TestAppContext;

test.beforeAll(({ context: opened }) => {
  app = opened;
});

/** How many transactions wait for a lock, as those do whose key another one holds. */
async function waiting(): Promise<number> {
  const { rows } = await app.db.raw(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0].count;
}

const once = <A>(key: string, hash: string, work: () => Promise<A>) =>
  inTransaction(app.db, (trx) => runOnce(trx, { key, hash }, work));

test('six concurrent requests with one key run once and get one answer', async () => {
  let runs = 0;
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      once('race', 'same', async () => {
        runs += 1;
        // The pool has two connections more: one of them asks who waits.
        await expect.poll(waiting).toBe(5);
        return { run: runs };
      }),
    ),
  );
  expect(runs).toBe(1);
  expect(answers).toEqual(Array.from({ length: 6 }, () => ({ run: 1 })));
});

test('the key with another request is refused and runs nothing', async () => {
  await once('reused', 'first', async () => 'done');
  let ran = false;
  const second = once('reused', 'second', async () => {
    ran = true;
  });
  await expect(second).rejects.toMatchObject({ code: 'idempotency_key_reused', status: 409 });
  expect(ran).toBe(false);
});

test('a failure leaves no trace: the key can be used again, also by one who waited', async () => {
  const began = Promise.withResolvers<void>();
  const failing = once('failed', 'same', async () => {
    began.resolve();
    await expect.poll(waiting).toBe(1);
    throw new Error('broken');
  });
  failing.catch(() => {});
  await began.promise;
  const second = once('failed', 'same', async () => 'second');
  await expect(failing).rejects.toThrow('broken');
  expect(await second).toBe('second');
  expect(await once('failed', 'same', async () => 'third')).toBe('second');
});

test('an answer of nothing is an answer', async () => {
  let runs = 0;
  const work = async () => {
    runs += 1;
  };
  await once('nothing', 'same', work);
  expect(await once('nothing', 'same', work)).toBeNull();
  expect(runs).toBe(1);
});

test('a batch stores and reads its answers by key', async () => {
  const answers = [
    { key: 'one', hash: 'a', status: 200, answer: { id: 1 } },
    { key: 'two', hash: 'b', status: 409, answer: { code: 'sold_out' } },
  ];
  await inTransaction(app.db, (trx) => storeAnswers(trx, answers));
  const stored = await inTransaction(app.db, (trx) => readAnswers(trx, ['two', 'unknown', 'one']));
  expect(stored).toEqual(
    new Map<string, unknown>([
      ['one', { hash: 'a', answer: { id: 1 } }],
      ['two', { hash: 'b', answer: { code: 'sold_out' } }],
    ]),
  );
});

test.each([
  ['', null],
  ['   ', null],
  [' a-key ', 'a-key'],
  ['x'.repeat(200), 'x'.repeat(200)],
])('the header %j is the key %j', (header, key) => {
  expect(readIdempotencyKey(header)).toBe(key);
});

test.each(['x'.repeat(201), 'two words', 'tab\there', 'ключ'])('the header %j is refused', (header) => {
  expect(() => readIdempotencyKey(header)).toThrow('1 to 200 visible characters');
});
