/**
 * The one clock of a test run: real time plus an offset, the same for Node, its child processes, PostgreSQL and the
 * browser. Every run begins at the same instant, so that no test depends on the day on which it runs.
 */
import type { Client } from 'pg';

/**
 * A Tuesday in the season of both leagues, in a year with the calendar of 2026. It is ahead of real time,
 * because the browser judges cookies by its own clock and must not find them expired.
 */
export const firstInstant = '2037-11-24T15:00:00.000Z';

/** Preloads this clock into a child process: `fork(file, args, { execArgv: onTestClock })`. */
export const onTestClock = ['--import', new URL('./preloadTestClock.ts', import.meta.url).href];
/** The environment variable that passes the offset to child processes, ms. */
export const offsetVariable = 'TEST_CLOCK_OFFSET_MS';

/**
 * Creates functions that precede PostgreSQL's own on the search path. They keep their volatility, so `now()`
 * stays the start of the transaction; the planner inlines them. `CURRENT_TIMESTAMP` is a keyword and can't be
 * replaced.
 * @param offsetMs whole milliseconds
 */
export async function createDatabaseClock(client: Client, offsetMs: number): Promise<void> {
  await client.query(databaseClockText(offsetMs));
}

/** The statements of `createDatabaseClock`. Run again, they replace the offset. */
export function databaseClockText(offsetMs: number): string {
  const offset = `interval '${Math.round(offsetMs)} milliseconds'`;
  return `
    CREATE SCHEMA IF NOT EXISTS test_clock;
    CREATE OR REPLACE FUNCTION test_clock.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
      RETURN pg_catalog.now() + ${offset};
    CREATE OR REPLACE FUNCTION test_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE
      RETURN pg_catalog.clock_timestamp() + ${offset};
  `;
}

/**
 * Sets the search path of a database; copies don't inherit it. `public` stays first, so that new tables are
 * created there.
 */
export async function useDatabaseClock(client: Client, database: string): Promise<void> {
  await client.query(`ALTER DATABASE ${database} SET search_path = public, test_clock, pg_catalog`);
}
