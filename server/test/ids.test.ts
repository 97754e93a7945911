/**
 * PostgreSQL can't use an index of one collation for a comparison in another: when a key is "C" and a column
 * that refers to it isn't, every join reads the whole table. Measured: 29 ms instead of 1 for an event's
 * listings.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../src/platform/db/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/**
 * PostgreSQL can't use an index of one collation for a comparison in another: where a key is "C" and what refers to it
 * is not, every join reads the whole table. Seen: 29 ms instead of 1 for an event's listings.
 */
it('every id has the collation "C", so that joins use their indexes', async () => {
  const db = openDatabase(database.url, { max: 1, onError: () => {} });
  const { rows } = await db.raw(
    `SELECT con.conrelid::regclass::text || '.' || a.attname AS column
     FROM pg_constraint con JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = ANY (con.conkey)
     JOIN pg_class t ON t.oid = con.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
     WHERE con.contype IN ('f', 'p') AND n.nspname = 'public' AND a.atttypid = 'text'::regtype AND a.attname ~ '(^|_)id$'
       AND a.attcollation <> '"C"'::regcollation AND t.relname NOT IN ('heartbeats', 'stripe_events', 'timers')`,
  );
  await db.destroy();
  expect(rows).toEqual([]);
});
