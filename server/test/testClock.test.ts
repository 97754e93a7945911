import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';
import { firstInstant, onTestClock } from './testClock.ts';

/** The longest duration of a run on slow and busy machines, ms. */
const runMs = 3 * 3_600_000;
const minuteMs = 60_000;
const begins = Date.parse(firstInstant);

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const ask = async <Row>(sql: string) => (await client.query(sql)).rows[0] as Row;

test('this process, its children and the database have the time of the fixed day', async () => {
  expect(Date.now()).toBeGreaterThanOrEqual(begins);
  expect(Date.now()).toBeLessThan(begins + runMs);
  const { now, clock } = await ask<{ now: Date; clock: Date }>('SELECT now(), clock_timestamp() AS clock');
  const source = 'console.log(Date.now())';
  const child = spawnSync(process.execPath, [...onTestClock, '--eval', source], { encoding: 'utf8' });
  for (const time of [now.getTime(), clock.getTime(), Number(child.stdout)])
    expect(Math.abs(time - Date.now())).toBeLessThan(minuteMs);
});

test('only the present is shifted: parsing and copying dates is unchanged, and time advances', async () => {
  expect(new Date('2026-11-28').toISOString()).toBe('2026-11-28T00:00:00.000Z');
  expect(structuredClone(new Date(0))).toBeInstanceOf(Date);
  expect(Date()).toBe(new Date().toString());
  const before = Date.now();
  await expect.poll(() => Date.now() - before).toBeGreaterThan(5);
});

test('now() of the database is the start of the transaction, also where defaults and the job queue read it', async () => {
  await client.query('BEGIN');
  const first = await ask<{ now: Date; clock: Date }>('SELECT now(), clock_timestamp() AS clock');
  await client.query('SELECT pg_sleep(0.01)');
  const later = await ask<{ now: Date; clock: Date }>('SELECT now(), clock_timestamp() AS clock');
  expect(later.now).toEqual(first.now);
  expect(later.clock.getTime()).toBeGreaterThan(first.clock.getTime());
  const job = await ask<{ run_at: Date; created_at: Date; is_due: boolean }>(
    `WITH j AS (SELECT * FROM graphile_worker.add_job('nothing')) SELECT run_at, created_at, run_at <= now() AS is_due FROM j`,
  );
  expect(job).toEqual({ run_at: first.now, created_at: first.now, is_due: true });
  await client.query('ROLLBACK');
});
