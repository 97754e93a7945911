/** `npm run demo:reset`: throws the database away and makes the demo's anew. */
import { migrateToLatest } from '@holdfast/migrations';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/db/index.ts';
import {
  defaultDataDirectory,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../platform/embedded/index.ts';
import { clearDatabase, seedCleared, whyNotReset } from './resetDatabase.ts';

const config = readConfig(process.env);
const refusal = whyNotReset(config, process.argv.includes('--yes'));
if (refusal !== null) {
  console.error(refusal);
  process.exit(1);
}

/** The embedded server is owned by one process: while `npm start` runs, this refuses to start and says so. */
async function open(): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, stop: async () => {} };
  const log = { info() {}, warn: console.warn, error: console.error };
  return startEmbeddedPostgres({ dataDir: defaultDataDirectory(), log });
}

try {
  const database = await open();
  try {
    const db = openDatabase(database.url, { max: 4, onError: () => {} });
    try {
      await clearDatabase(db);
      await migrateToLatest(database.url);
      await seedCleared(db, console.log);
    } finally {
      await db.destroy();
    }
  } finally {
    await database.stop();
  }
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError) && (error as Error).name !== 'InUse') throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
