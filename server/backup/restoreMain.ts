/**
 * `npm run restore -- <file>`: restores a backup into the empty database of DATABASE_URL, or the embedded one
 * after its folder was moved away, brings it to this version's schema and checks every invariant.
 */
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

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which backup? npm run restore -- backups/holdfast-20261129T060000Z.zip');
  process.exit(1);
}
const database = await databaseOfCommand();
try {
  const { tables, takenAt } = await restoreBackup(path, database.url);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `Restored the state of ${takenAt}: ${rows.toLocaleString('en-US')} rows of ${tables.length} tables.`,
  );
  await check(database.url);
} catch (error) {
  if (!(error instanceof BackupError || error instanceof MigrationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.release();
}
