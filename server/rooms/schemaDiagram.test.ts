/** The drawing of the schema is of this schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { testDatabase } from '../test/database.ts';
import { readRelations } from './owners.ts';
import { drawSchema } from './schemaDiagram.ts';

const root = join(import.meta.dirname, '../..');

it('docs/schema.md is what `npm run schema:diagram` draws', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const drawn = await drawSchema(client, readRelations(join(root, 'migrations/steps')));
    expect(readFileSync(join(root, 'docs/schema.md'), 'utf8')).toBe(drawn);
  } finally {
    await client.end();
    await database.drop();
  }
});
