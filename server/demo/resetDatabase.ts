/** Clears a database for the demo: checks whether it may, and does it. */
import { migrateToLatest } from '@holdfast/migrations';
import { actors } from '../src/openAppContext.ts';
import { createEngine } from '../src/platform/actors/index.ts';
import type { Config } from '../src/platform/config.ts';
import { type Database, inTransaction, openDatabase, queryPrepared } from '../src/platform/db/index.ts';
import { jobs } from '../src/platform/jobs/index.ts';
import { seedDemo } from './seed.ts';
import { isUnfinished, unfinishedSchema } from './unfinished.ts';

/** Nothing was done; the message says why, with the remedy. */
export class NotReset extends Error {}

/**
 * Why the database must not be cleared: a sentence with the remedy, or null. Never in production: the demo's administrator
 * has a password that everybody knows.
 */
export function whyNotReset(config: Pick<Config, 'production' | 'databaseUrl'>, yes: boolean): string | null {
  if (config.production)
    return 'This would erase everything in the production database and make an administrator whose password everybody knows. Nothing was done. The demo starts without NODE_ENV=production, on a database of its own.';
  if (yes || config.databaseUrl === null) return null;
  return 'This would erase everything in the database of DATABASE_URL, and nothing was done. If that is what you want: npm run demo:reset -- --yes';
}

/** Only our schemas are dropped; other schemas of the database stay. */
const schemas = ['public', 'graphile_worker', 'sandbox', unfinishedSchema] as const;

/**
 * Drops our schemas.
 * @throws NotReset while another process is connected, because it would lose its work
 */
export async function clearDatabase(db: Database): Promise<void> {
  await inTransaction(db, async (trx) => {
    const [others] = await queryPrepared<{ n: number }>(
      trx,
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    if (others && others.n > 0)
      throw new NotReset(
        `${others.n} others are connected to this database. Stop Holdfast (npm start) first; nothing was done.`,
      );
    for (const schema of schemas) await trx.raw('DROP SCHEMA IF EXISTS ?? CASCADE', [schema]);
    await trx.raw('CREATE SCHEMA public');
  });
}

/**
 * Clears the demo's own database where its seeding was interrupted, so that it is seeded whole.
 * @param log receives one line where it was
 * @throws NotReset where DATABASE_URL names the database: nothing of it is erased unasked
 */
export async function clearUnfinished(
  databaseUrl: string,
  config: Pick<Config, 'databaseUrl'>,
  log: (line: string) => void,
): Promise<void> {
  const db = openDatabase(databaseUrl, { max: 1, onError: () => {} });
  try {
    if (!(await isUnfinished(db))) return;
    if (config.databaseUrl !== null)
      throw new NotReset(
        'The demo in the database of DATABASE_URL is incomplete, since its making was interrupted. To erase everything there and make it anew: npm run demo:reset -- --yes',
      );
    log('The making of the demo was interrupted: it begins anew.');
    await clearDatabase(db);
  } finally {
    await db.destroy();
  }
  await migrateToLatest(databaseUrl);
}

/** Seeds a database that was just cleared and migrated. */
export async function seedCleared(db: Database, secret: string, log: (line: string) => void): Promise<void> {
  await seedDemo({ db, engine: createEngine(actors, jobs), secret }, log);
}
