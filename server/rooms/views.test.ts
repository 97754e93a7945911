/** Views are typed and documented, and the types are those of the schema. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { readRelations } from './owners.ts';

const root = join(import.meta.dirname, '../..');
const relations = readRelations(join(root, 'migrations/steps'));

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

const typeNameOf = (view: string) =>
  view.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The fields of the interface that describes a view's row. */
function fieldsOf(view: string): string[] {
  const { room } = relations.get(view) ?? { room: 'nobody' };
  const path = join(root, 'server/src', room === 'platform' ? 'platform/db/views.ts' : `${room}/views.ts`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const body = text.match(new RegExp(`export interface ${typeNameOf(view)} \\{([^}]*)\\}`))?.[1] ?? '';
  return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name as string);
}

it('every view has a comment, and a type with its columns in its room', async () => {
  const { rows } = await client.query<{ view: string; comment: string | null; columns: string[] }>(
    `SELECT c.relname AS view, obj_description(c.oid) AS comment, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace GROUP BY c.oid, c.relname ORDER BY c.relname`,
  );
  const views = [...relations.values()].filter(({ kind }) => kind === 'view').map(({ name }) => name);
  expect(rows.map(({ view }) => view)).toEqual(views.sort());
  for (const { view, comment, columns } of rows) {
    expect(comment, view).toMatch(/\w/);
    expect([view, fieldsOf(view)]).toEqual([view, columns]);
  }
});
