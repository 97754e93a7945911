/** 500 misspelled searches among the real schedules. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../../../test/database.ts';
import { demoDatabase } from '../../../test/demoDatabase.ts';
import { type Database, openDatabase } from '../../platform/db/index.ts';
import { expectFound, misspellings } from './misspelled.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await demoDatabase();
  db = openDatabase(database.url, { max: 2, onError: () => {} });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('find the right game first in at least 95 of 100', async () => {
  const all = misspellings();
  expect(all).toHaveLength(500);
  await expectFound(db, all);
});
