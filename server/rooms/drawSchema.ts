/** `npm run schema:diagram`: writes docs/schema.md from a database of every step, made for it and removed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateToLatest } from '@holdfast/migrations';
import pg from 'pg';
import { startEmbeddedPostgres, temporaryDataDirectory } from '../embedded/index.ts';
import { readRelations } from './owners.ts';
import { drawSchema } from './schemaDiagram.ts';

const root = join(import.meta.dirname, '../..');
const log = { info() {}, warn: console.warn, error: console.error };
const postgres = await startEmbeddedPostgres({ dataDir: temporaryDataDirectory(), throwaway: true, log });
try {
  await migrateToLatest(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const drawn = await drawSchema(client, readRelations(join(root, 'migrations/steps')));
  await client.end();
  writeFileSync(join(root, 'docs/schema.md'), drawn);
  console.log('docs/schema.md is drawn.');
} finally {
  await postgres.stop();
}
