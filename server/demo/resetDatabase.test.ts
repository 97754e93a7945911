import { migrateToLatest } from '@holdfast/migrations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/platform/db/index.ts';
import { testAppContext } from '../test/appContext.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { buildListing } from '../test/factories/listings.ts';
import { clearDatabase, seedCleared, whyNotReset } from './resetDatabase.ts';

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
