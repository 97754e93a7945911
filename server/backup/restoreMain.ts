/**
 * `npm run restore -- <file>`: restores a backup into the empty database of DATABASE_URL, or the embedded one
 * after its folder was moved away, brings it to this version's schema and checks every invariant.
 * `--into restored` takes the database of this name on the same server instead.
 */
import { parseArgs } from 'node:util';
import { MigrationError } from '@holdfast/migrations';
import { takeInDeliveries } from '../src/fulfillment/index.ts';
import { actors } from '../src/openAppContext.ts';
import { createEngine } from '../src/platform/actors/index.ts';
import { databaseOfCommand } from '../src/platform/databaseOfCommand.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { jobs } from '../src/platform/jobs/index.ts';
import { verify } from '../src/verify/verify.ts';
import { BackupError } from './manifest.ts';
import { restoreBackup } from './restoreBackup.ts';

async function check(url: string): Promise<void> {
  const db = openDatabase(url, { max: 2, onError: () => {} });
  const engine = createEngine(actors, jobs);
  try {
    // A worker does it when it starts: orders of an earlier version get what they have now.
    await takeInDeliveries({ db, engine });
    const violations = await verify(db, engine);
    for (const { invariant, subject, detail } of violations)
      console.error(`${invariant}  ${subject}: ${detail}`);
    if (violations.length > 0) process.exitCode = 1;
    else console.log('Every invariant holds (`npm run verify` says them).');
  } finally {
    await db.destroy();
  }
}

/** The address of another database on the same server. */
function withName(url: string, name: string | undefined): string {
  if (name === undefined) return url;
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

const {
  values: { into },
  positionals: [path],
} = parseArgs({ options: { into: { type: 'string' } }, allowPositionals: true });
if (path === undefined) {
  console.error('Which backup? npm run restore -- backups/holdfast-20261129T060000Z.zip');
  process.exit(1);
}
const database = await databaseOfCommand();
try {
  const url = withName(database.url, into);
  const { tables, takenAt } = await restoreBackup(path, url);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `Restored the state of ${takenAt}: ${rows.toLocaleString('en-US')} rows of ${tables.length} tables.`,
  );
  await check(url);
} catch (error) {
  if (!(error instanceof BackupError || error instanceof MigrationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.release();
}
