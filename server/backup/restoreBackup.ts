/** Restores a backup into an empty database, whole or not at all, and brings it to this version's schema. */
import { pipeline } from 'node:stream/promises';
import { migrateToLatest, steps } from '@holdfast/migrations';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Entry, ZipFile } from 'yauzl';
import { prepareSchema } from '../sandbox/index.ts';
import { marketZoneStatements } from '../src/stats/index.ts';
import { BackupError, type CopiedTable, entryOf, hashing, type Manifest } from './manifest.ts';
import { openBackup, readEntry } from './openBackup.ts';
import { columnsOf, named, setCounters, tablesOf, withoutConstraints } from './tables.ts';

/**
 * Restores a backup. A run that was stopped can be run again.
 * @returns what was restored
 * @throws BackupError when the file isn't whole, comes from a newer version, or the database isn't empty; no row was changed
 */
export async function restoreBackup(path: string, databaseUrl: string): Promise<Manifest> {
  const { zip, entries, manifest } = await openBackup(path);
  try {
    const own = stepsOf(manifest);
    await withClient(databaseUrl, refuseFilled);
    await migrateToLatest(databaseUrl, { steps: own });
    await withClient(databaseUrl, async (client) => {
      if (manifest.sandbox) await prepareSchema(client, 'sandbox');
      await refuseOtherTables(client, manifest);
      await client.query('BEGIN');
      await client.query(`TRUNCATE ${manifest.tables.map(named).join(', ')}`);
      await withoutConstraints(client, manifest.tables, async () => {
        for (const table of manifest.tables) await load(client, zip, entries, table);
      });
      await setCounters(client, manifest.tables);
      await setZone(client);
      // Whoever worked on a job isn't there any more.
      await client.query('UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL');
      await client.query('UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL');
      await client.query('COMMIT');
      await client.query('ANALYZE');
    });
    await migrateToLatest(databaseUrl);
    return manifest;
  } finally {
    zip.close();
  }
}

async function withClient(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET statement_timeout = 0');
    await work(client);
  } finally {
    await client.end();
  }
}

/** The steps that the backup's database had; those since then run over its rows afterwards. */
function stepsOf(manifest: Manifest): typeof steps {
  const names = new Set(manifest.steps);
  const own = steps.filter(([name]) => names.has(name));
  if (own.length < names.size) {
    const unknown = manifest.steps.filter((name) => !own.some(([known]) => known === name));
    throw new BackupError(
      `The backup is of a newer version of Holdfast (this one doesn't know ${unknown.join(', ')}). Restore it with that version.`,
    );
  }
  return own;
}

/** A database in which nobody has an account and nothing happened counts as empty: a stopped restore leaves such a one. */
async function refuseFilled(client: pg.Client): Promise<void> {
  const { rows: tables } = await client.query<{ migrated: boolean }>(
    `SELECT to_regclass('public.people') IS NOT NULL AND to_regclass('public.transitions') IS NOT NULL AS migrated`,
  );
  if (!tables[0]?.migrated) return;
  const { rows } = await client.query<{ filled: boolean }>(
    'SELECT EXISTS (SELECT FROM people) OR EXISTS (SELECT FROM transitions) AS filled',
  );
  if (rows[0]?.filled)
    throw new BackupError(
      'This database isn’t empty, and a backup never replaces anything. Point DATABASE_URL at an empty database; of the embedded one, move the folder .data/postgres away first.',
    );
}

async function refuseOtherTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = new Map((await tablesOf(client)).map((table) => [entryOf(table), new Set(table.columns)]));
  const missing = manifest.tables.flatMap((table) => {
    const columns = here.get(entryOf(table));
    if (!columns) return [`${table.schema}.${table.name}`];
    return table.columns
      .filter((column) => !columns.has(column))
      .map((column) => `${table.schema}.${table.name}.${column}`);
  });
  if (missing.length > 0)
    throw new BackupError(
      `This version has no place for ${missing.join(', ')} of the backup. Restore it with the version that made it.`,
    );
}

/** The marketplace's zone stands in two functions as well, which no table holds; in a backup of before there were settings, it doesn't. */
async function setZone(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('public.marketplace_settings') IS NOT NULL AND to_regproc('public.stats_day') IS NOT NULL AS known`,
  );
  if (!rows[0]?.known) return;
  const { rows: settings } = await client.query<{ zone: string }>(
    'SELECT quote_literal(time_zone) AS zone FROM marketplace_settings',
  );
  for (const { zone } of settings) for (const text of marketZoneStatements(zone)) await client.query(text);
}

async function load(
  client: pg.Client,
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  table: CopiedTable,
): Promise<void> {
  const entry = entries.get(entryOf(table));
  if (!entry) throw new BackupError(`The backup has no entry ${entryOf(table)}: it isn't whole.`);
  const rows = client.query(copyFrom(`COPY ${named(table)} (${columnsOf(table)}) FROM STDIN`));
  const { stream, sha256 } = hashing();
  await pipeline(await readEntry(zip, entry), stream, rows);
  if (sha256() !== table.sha256)
    throw new BackupError(
      `${entryOf(table)} isn't as it was written: the file is damaged. Use another backup.`,
    );
}
