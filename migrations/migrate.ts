/**
 * Migrates databases. A run that was stopped in any way can be run again:
 * - Each step commits together with its record, so a stopped step leaves nothing.
 * - One process at a time migrates, by an advisory lock on the connection that runs the steps. PostgreSQL releases it when
 *   that connection ends. knex's own lock (`migrations_lock`) is a committed row when a step runs without a transaction; a
 *   killed process leaves it behind, and then every later run fails with "MigrationLocked" (knex issues 1772 and 2502).
 *   A process that has the advisory lock knows that knex's lock is stale, and releases it.
 */
import { setTimeout } from 'node:timers/promises';
import { runMigrations } from 'graphile-worker';
import knex, { type Knex } from 'knex';
import { steps as allSteps, type NamedStep } from './steps.ts';

/** An expected failure: the message is for the person who runs the migration, with the remedy. */
export class MigrationError extends Error {}

/** How to migrate. */
export interface MigrationOptions {
  /** The steps to run; default: all. For tests of earlier schemas. */
  steps?: readonly NamedStep[];
  /** Receives one line when this process waits for another migration. */
  log?: (line: string) => void;
}

/** An arbitrary advisory lock. */
const advisoryLock = 4_711_007;
/** Milliseconds between the server's checks whether the client of a running statement still exists. */
const clientCheckMs = 1_000;
/** Milliseconds between two questions whether another process still migrates. */
const lockCheckMs = 200;
const tableName = 'migrations';

/**
 * Migrates a database to the newest schema, including the job queue's. Safe to run from several processes at
 * once, and again after it was stopped. Needs its own session, so no transaction pooler.
 * @param databaseUrl a PostgreSQL 15 or newer; its user may create schemas
 * @throws MigrationError when the recorded steps aren't those of this version; nothing is changed
 * @throws Error when a step fails: nothing of that step remains, the steps before it are recorded
 */
export async function migrateToLatest(
  databaseUrl: string,
  { steps = allSteps, log = () => {} }: MigrationOptions = {},
): Promise<void> {
  // One connection, so that the lock isn't released before a statement that a killed process left running.
  const db = knex({ client: 'pg', connection: databaseUrl, pool: { min: 1, max: 1 }, log: silent });
  try {
    await takeLock(db, log);
    await runSteps(db, steps);
    await runMigrations({ connectionString: databaseUrl });
  } finally {
    await db.destroy();
  }
}

async function takeLock(db: Knex, log: (line: string) => void): Promise<void> {
  // Without it, a long statement of a killed process delays every other migration until it ends.
  await db.raw(`SET client_connection_check_interval = ${clientCheckMs}`).catch(ignoreUnsupported);
  // Asked again and again: a statement that waits for the lock keeps its snapshot, for whose end an index that the lock's
  // owner builds concurrently waits in turn.
  for (let isFirst = true; ; isFirst = false) {
    const { rows } = await db.raw('SELECT pg_try_advisory_lock(?) AS taken', [advisoryLock]);
    if (rows[0].taken) return;
    if (isFirst) log('Another process is migrating this database: waiting for it.');
    await setTimeout(lockCheckMs);
  }
}

/** On some operating systems the check isn't possible; there PostgreSQL refuses the setting. */
function ignoreUnsupported(error: { code?: string }): void {
  if (error.code !== '22023') throw error;
}

async function runSteps(db: Knex, steps: readonly NamedStep[]): Promise<void> {
  const config: Knex.MigratorConfig = { migrationSource: sourceOf(steps), tableName };
  const [recorded, missing] = await db.migrate.list({ ...config, disableMigrationsListValidation: true });
  refuseOtherPast(
    recorded.map(({ name }: { name: string }) => name),
    steps,
  );
  await db.migrate.forceFreeMigrationsLock(config);
  for (const [name] of missing as NamedStep[]) {
    try {
      // One step at a time, because `latest` would run all of them in one transaction.
      await db.migrate.up(config);
    } catch (cause) {
      throw new Error(`The step ${name} failed: ${(cause as Error).message}`, { cause });
    }
  }
}

function sourceOf(steps: readonly NamedStep[]): Knex.MigrationSource<NamedStep> {
  return {
    getMigrations: async () => [...steps],
    getMigrationName: ([name]) => name,
    getMigration: async ([, { up, config }]) => ({
      up,
      down: () => {
        throw new Error('Migrations only go forward. Restore a backup, or write a step that corrects it.');
      },
      ...(config ? { config } : {}),
    }),
  };
}

function refuseOtherPast(recorded: string[], steps: readonly NamedStep[]): void {
  const known = new Set(steps.map(([name]) => name));
  const unknown = recorded.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const first = steps[0]?.[0] ?? '';
  throw new MigrationError(
    recorded.includes(first)
      ? `This database was migrated by a newer version of Holdfast (this one doesn't know ${unknown.join(', ')}). Nothing was changed. Run that version, or restore a backup of before.`
      : `This database was made by a version of Holdfast from before its first schema release (it has ${unknown[0]}, not ${first}) and can't be brought forward. Nothing was changed. Start over: "npm run demo:reset" makes the demo anew; otherwise use an empty database.`,
  );
}

/** knex logs warnings of failures that it also throws. */
const silent = { warn() {}, error() {}, deprecate() {}, debug() {} };
