/** Backups of whole databases, restored into empty ones. */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { takeInDeliveries } from '../src/fulfillment/index.ts';
import { inTransaction, openDatabase } from '../src/platform/db/index.ts';
import { setMarketZone } from '../src/stats/index.ts';
import { verify } from '../src/verify/verify.ts';
import { testAppContext } from '../test/appContext.ts';
import { emptyDatabase, type TestDatabase, testDatabase } from '../test/database.ts';
import { demoDatabase } from '../test/demoDatabase.ts';
import { databaseOfRelease } from '../test/releases/bringForward.ts';
import { BackupError } from './manifest.ts';
import { openBackup, readEntry, whyNotOpened } from './openBackup.ts';
import { restoreBackup } from './restoreBackup.ts';
import { named, tablesOf } from './tables.ts';
import { writeBackup } from './writeBackup.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, 'restoreMain.ts');

const opened: TestDatabase[] = [];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterAll(async () => {
  for (const database of opened) await database.drop();
  await rm(folder, { recursive: true });
});
const kept = async (made: Promise<TestDatabase>) => {
  const database = await made;
  opened.push(database);
  return database;
};

async function withClient<T>({ url }: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table, as PostgreSQL's text of it, hashed by table. */
const contents = (database: TestDatabase) =>
  withClient(database, async (client) => {
    await client.query(`SET TimeZone = 'UTC'`);
    const hashes = new Map<string, string>();
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS hash FROM ${named(table)} t`,
      );
      hashes.set(`${table.schema}.${table.name}`, rows[0].hash);
    }
    return hashes;
  });

async function violationsOf({ url }: TestDatabase) {
  const db = openDatabase(url, { max: 2, onError: () => {} });
  const { engine, close } = await testAppContext(url);
  try {
    // A worker does it when it starts.
    await takeInDeliveries({ db, engine });
    return await verify(db, engine);
  } finally {
    await close();
    await db.destroy();
  }
}

/** Writes the same backup again, with some entries changed. */
async function copyBackup(from: string, to: string, change: (entry: string, text: string) => string) {
  const { zip, entries } = await openBackup(from);
  const copy = new ZipFile();
  for (const [name, entry] of entries) {
    const changed = change(name, String(await buffer(await readEntry(zip, entry))));
    copy.addBuffer(Buffer.from(changed), name);
  }
  zip.close();
  copy.end();
  await pipeline(copy.outputStream, createWriteStream(to));
}

it('the demo comes back row by row, with its play money, and goes on counting', async () => {
  const demo = await kept(demoDatabase());
  const path = join(folder, 'demo.zip');
  await withClient(demo, (client) =>
    client.query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'a dead worker'`),
  );
  const written = await writeBackup(demo.url, path);
  expect(written).toMatchObject({ format: 1, sandbox: true });

  const restored = await kept(emptyDatabase());
  await restoreBackup(path, restored.url);
  await withClient(demo, (client) =>
    client.query('UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL'),
  );
  expect(await contents(restored)).toEqual(await contents(demo));
  expect(await violationsOf(restored)).toEqual([]);
  await withClient(restored, async (client) => {
    const { rows } = await client.query(
      `SELECT job.id > ALL (SELECT id FROM graphile_worker._private_jobs) AS above
       FROM graphile_worker.add_job('tests.afterwards') AS job`,
    );
    expect(rows).toEqual([{ above: true }]);
    const keys = `SELECT count(*)::int AS keys FROM pg_constraint WHERE contype = 'f' AND convalidated`;
    expect((await client.query(keys)).rows).toEqual(
      await withClient(demo, async (other) => (await other.query(keys)).rows),
    );
    const disabled = await client.query(`SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'`);
    expect(disabled.rows).toEqual([]);
  });

  // What has accounts or a past is never replaced.
  await expect(restoreBackup(path, restored.url)).rejects.toThrow(BackupError);
  await expect(restoreBackup(path, restored.url)).rejects.toThrow(/isn’t empty/);
});

it('days are those of the marketplace’s zone again, and every function is as it was', async () => {
  const source = await kept(testDatabase());
  const db = openDatabase(source.url, { max: 2, onError: () => {} });
  await inTransaction(db, (trx) => setMarketZone(trx, 'America/Denver'));
  await db('marketplace_settings').update({ time_zone: 'America/Denver' });
  await db.destroy();
  const path = join(folder, 'denver.zip');
  await writeBackup(source.url, path);
  const restored = await kept(emptyDatabase());
  await restoreBackup(path, restored.url);
  expect(await violationsOf(restored)).toEqual([]);
  const functions = (database: TestDatabase) =>
    withClient(database, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        `SELECT pg_get_functiondef(oid) AS text FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' ORDER BY oid::regprocedure::text COLLATE "C"`,
      );
      return rows.map(({ text }) => text);
    });
  const before = await functions(source);
  expect(before.join()).toContain('America/Denver');
  expect(await functions(restored)).toEqual(before);
});

it('a backup of an earlier schema is brought to this one', async () => {
  const earlier = await kept(databaseOfRelease('3'));
  const path = join(folder, 'earlier.zip');
  const { steps } = await writeBackup(earlier.url, path);
  const restored = await kept(emptyDatabase());
  await restoreBackup(path, restored.url);
  expect(await violationsOf(restored)).toEqual([]);
  await withClient(restored, async (client) => {
    const { rows } = await client.query('SELECT count(*)::int AS steps FROM migrations');
    expect(rows[0].steps).toBeGreaterThan(steps.length);
  });
});

it('a file that isn’t whole is refused, and its database can be used for the whole one', async () => {
  const source = await kept(testDatabase());
  const path = join(folder, 'small.zip');
  await writeBackup(source.url, path);
  const bytes = await readFile(path);
  const target = await kept(emptyDatabase());

  const cut = join(folder, 'cut.zip');
  await writeFile(cut, bytes.subarray(0, bytes.length / 2));
  await expect(restoreBackup(cut, target.url)).rejects.toThrow(/isn't a whole backup/);
  const other = join(folder, 'other.zip');
  await writeFile(other, 'name,price\n');
  await expect(restoreBackup(other, target.url)).rejects.toThrow(BackupError);
  await expect(restoreBackup(join(folder, 'none.zip'), target.url)).rejects.toThrow(/There is no file/);
  await expect(restoreBackup(folder, target.url)).rejects.toThrow(/is a folder. Name the file/);
  expect(await withClient(target, tablesOf)).toEqual([]);

  const damaged = join(folder, 'damaged.zip');
  await copyBackup(path, damaged, (name, text) =>
    name === 'public.percentages.copy' ? text.replace(/\d/, (digit) => String(9 - Number(digit))) : text,
  );
  await expect(restoreBackup(damaged, target.url)).rejects.toThrow(/isn't as it was written/);
  await restoreBackup(path, target.url);
  expect(await contents(target)).toEqual(await contents(source));
});

it('a database without a schema is no backup', async () => {
  const empty = await kept(emptyDatabase());
  await expect(writeBackup(empty.url, join(folder, 'never.zip'))).rejects.toThrow(/nothing to back up/);
  await expect(readFile(join(folder, 'never.zip'))).rejects.toThrow(/ENOENT/);
});

it('`npm run restore -- <file> --into <name>` takes another database of the same server', async () => {
  const source = await kept(testDatabase());
  const path = join(folder, 'into.zip');
  await writeBackup(source.url, path);
  const target = await kept(emptyDatabase());
  const name = new URL(target.url).pathname.slice(1);
  const { stdout } = await run(process.execPath, [main, path, '--into', name], {
    env: { ...process.env, DATABASE_URL: source.url },
  });
  expect(stdout).toContain('Every invariant holds');
  expect(await contents(target)).toEqual(await contents(source));
});

it('a backup that its reader may not open is told as that', () => {
  const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  expect(whyNotOpened('/backups/a.zip', refused)).toMatch(
    /^\/backups\/a\.zip may not be read by this user\./,
  );
});
