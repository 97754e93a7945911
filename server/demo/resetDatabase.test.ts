import { migrateToLatest } from '@holdfast/migrations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/platform/db/index.ts';
import { testAppContext } from '../test/appContext.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { demoShapeFaults } from '../test/demoShape.ts';
import { buildListing } from '../test/factories/listings.ts';
import { eventually } from '../test/fan.ts';
import { clearDatabase, clearUnfinished, seedCleared, whyNotReset } from './resetDatabase.ts';
import { seedDemo } from './seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('the reset of the demo', () => {
  it('needs a confirmation for another database than the demo’s own', () => {
    const url = 'postgres://somewhere/holdfast';
    expect(whyNotReset({ production: false, databaseUrl: null }, false)).toBeNull();
    expect(whyNotReset({ production: false, databaseUrl: url }, false)).toMatch(/DATABASE_URL.*--yes/);
    for (const yes of [false, true])
      expect(whyNotReset({ production: true, databaseUrl: url }, yes)).toMatch(
        /production.*Nothing was done/,
      );
  });

  it('does nothing while another process is connected', async () => {
    const app = await testAppContext(database.url);
    const { id } = await buildListing(app);
    const db = openDatabase(database.url, { max: 1, onError: () => {} });
    await expect(clearDatabase(db)).rejects.toThrow(/Stop Holdfast/);
    expect(await app.db('listings').where({ id })).toHaveLength(1);
    await app.close();
    await db.destroy();
  });

  it('seeds everything again', async () => {
    const db = openDatabase(database.url, { max: 4, onError: () => {} });
    await clearDatabase(db);
    await migrateToLatest(database.url);
    await seedCleared(db, 'a secret of the test, long enough to seal', () => {});
    const [{ n, left }] = (
      await db.raw(
        `SELECT count(*)::int AS n, count(*) FILTER (WHERE source = 'Test')::int AS left FROM listings`,
      )
    ).rows;
    expect(n).toBeGreaterThan(1_000);
    expect(left).toBe(0);
    await db.destroy();
  });
});

describe('a demo whose making was interrupted after its sales', () => {
  it('begins anew at the next start and is complete then; another database is left as it is, with what to do', async () => {
    const own = await testDatabase();
    const app = await testAppContext(own.url);
    const seeding = expect(seedDemo(app)).rejects.toThrow();
    // What the kill of a process does: the connection that holds the seeding's lock ends, once the sales are committed.
    await eventually('the seeding was cut off after its first part', async () => {
      const { rowCount } = await app.db.raw(
        `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_namespace n ON n.nspname = 'demo_unfinished'
         WHERE l.locktype = 'advisory' AND l.objid = 4711005 AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rowCount > 0;
    });
    await seeding;
    await app.close();

    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    await expect(clearUnfinished(own.url, { databaseUrl: own.url }, say)).rejects.toThrow(
      'The demo in the database of DATABASE_URL is incomplete',
    );
    await clearUnfinished(own.url, { databaseUrl: null }, say);
    expect(lines).toEqual(['The making of the demo was interrupted: it begins anew.']);
    const again = await testAppContext(own.url);
    expect(await seedDemo(again)).toBe(true);
    expect(await demoShapeFaults(again.db)).toEqual([]);
    await clearUnfinished(own.url, { databaseUrl: null }, say);
    expect(lines).toHaveLength(1);
    expect(await seedDemo(again)).toBe(false);
    await again.close();
    await own.drop();
  });
});
