/** Writes a backup of a running marketplace: one snapshot of all tables, so that money, seats and log agree. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { BackupError, type CopiedTable, entryOf, hashing, type Manifest, manifestEntry } from './manifest.ts';
import { columnsOf, named, type Table, tablesOf } from './tables.ts';

/**
 * Copies a database to a file, while the marketplace runs. Nothing is locked against writers; memory stays flat.
 * @param path a file that doesn't exist yet; it appears when it is whole
 * @throws BackupError when the database has no schema of Holdfast
 */
export async function writeBackup(databaseUrl: string, path: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const unfinished = `${path}.unfinished`;
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const about = await describe(client);
    const zip = new ZipFile();
    const written = pipeline(zip.outputStream, createWriteStream(unfinished, { mode: 0o600, flush: true }));
    // One after the other: a connection copies one table at a time.
    const copied: CopiedTable[] = [];
    const tables = await tablesOf(client);
    const copying = (async () => {
      for (const table of tables) copied.push(await addTable(client, zip, table));
      const manifest: Manifest = { ...about, tables: copied };
      zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), manifestEntry);
      zip.end();
      return manifest;
    })();
    const [manifest] = await Promise.all([copying, written]);
    await rename(unfinished, path);
    return manifest;
  } finally {
    await client.end();
    await rm(unfinished, { force: true });
  }
}

async function describe(client: pg.Client): Promise<Omit<Manifest, 'tables'>> {
  const { rows: found } = await client.query<{ steps: boolean; jobs: boolean; sandbox: boolean; now: Date }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS steps, to_regclass('graphile_worker.migrations') IS NOT NULL AS jobs,
       to_regclass('sandbox.records') IS NOT NULL AS sandbox, now()`,
  );
  if (!found[0]?.steps || !found[0].jobs)
    throw new BackupError('This database has no schema of Holdfast: there is nothing to back up.');
  const { rows: steps } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return {
    format: 1,
    takenAt: found[0].now.toISOString(),
    steps: steps.map(({ name }) => name),
    sandbox: found[0].sandbox,
  };
}

async function addTable(client: pg.Client, zip: ZipFile, table: Table): Promise<CopiedTable> {
  const rows = client.query(copyTo(`COPY ${named(table)} (${columnsOf(table)}) TO STDOUT`));
  const { stream, sha256 } = hashing();
  // The size isn't known before, and a table may be larger than 4 GiB.
  zip.addReadStream(stream, entryOf(table), { forceZip64Format: true });
  await pipeline(rows, stream);
  return { ...table, rows: rows.rowCount, sha256: sha256() };
}
