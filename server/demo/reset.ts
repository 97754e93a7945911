/** `npm run demo:reset`: deletes the database's contents and seeds the demo again. */
import { MigrationError, migrateToLatest } from '@holdfast/migrations';
import { defaultDataDirectory, EmbeddedPostgresError, startEmbeddedPostgres } from '../embedded/index.ts';
import { ConfigError, readConfig } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { keptSecret } from '../src/platform/keptSecret.ts';
import { clearDatabase, NotReset, seedCleared, whyNotReset } from './resetDatabase.ts';

/** One process owns the embedded server: while `npm start` runs, this refuses with a message. */
async function open(databaseUrl: string | null): Promise<{ url: string; stop(): Promise<void> }> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => {} };
  const log = { info() {}, warn: console.warn, error: console.error };
  return startEmbeddedPostgres({ dataDir: defaultDataDirectory(), log });
}

async function reset(): Promise<void> {
  const config = readConfig(process.env);
  const refusal = whyNotReset(config, process.argv.includes('--yes'));
  if (refusal !== null) throw new NotReset(refusal);
  const database = await open(config.databaseUrl);
  const db = openDatabase(database.url, { max: 4, onError: () => {} });
  try {
    await clearDatabase(db);
    await migrateToLatest(database.url);
    await seedCleared(db, keptSecret(config), console.log);
  } finally {
    await db.destroy();
    await database.stop();
  }
}

try {
  await reset();
} catch (error) {
  const expected = [ConfigError, EmbeddedPostgresError, MigrationError, NotReset].some(
    (kind) => error instanceof kind,
  );
  if (!expected) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
