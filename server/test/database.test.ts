import { Client } from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('each test file has its own database', async () => {
  const [ours, theirs] = await Promise.all([testDatabase(), testDatabase()]);
  await ask(ours.url, 'CREATE TABLE seat_marks (seat text)');
  const exists = "SELECT to_regclass('seat_marks') IS NOT NULL AS found";
  expect(await ask(ours.url, exists)).toEqual([{ found: true }]);
  expect(await ask(theirs.url, exists)).toEqual([{ found: false }]);
  await Promise.all([ours.drop(), theirs.drop()]);
});

test('drop removes the database even while somebody is connected to it', async () => {
  const database = await testDatabase();
  const forgotten = new Client({ connectionString: database.url });
  const disconnected = new Promise<string>((resolve) =>
    forgotten.on('error', (error) => resolve(error.message)),
  );
  await forgotten.connect();
  await database.drop();
  expect(await disconnected).toMatch(/terminat/);
  await expect(ask(database.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
});

test('the server compares and folds text by Unicode code points', async () => {
  const database = await testDatabase();
  expect(await ask(database.url, "SELECT lower('ÉTÉ') AS folded, 'Z' < 'a' AS ordered")).toEqual([
    { folded: 'été', ordered: true },
  ]);
  await database.drop();
});
