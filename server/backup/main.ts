/**
 * `npm run backup`: copies the database of DATABASE_URL, or the embedded one, to a file, also while the marketplace runs.
 * `npm run backup -- --to /somewhere/a-name.zip` says where.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseOfCommand } from '../src/platform/databaseOfCommand.ts';
import { BackupError } from './manifest.ts';
import { writeBackup } from './writeBackup.ts';

const { values } = parseArgs({ options: { to: { type: 'string' } } });
const stamp = new Date().toISOString().replace(/\.\d+|[-:]/g, '');
const path = resolve(values.to ?? join('backups', `holdfast-${stamp}.zip`));

const database = await databaseOfCommand();
try {
  await mkdir(dirname(path), { recursive: true });
  const { tables } = await writeBackup(database.url, path);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${path}: ${rows.toLocaleString('en-US')} rows of ${tables.length} tables.`);
  console.log(
    'Keep SECRET (without one set: .data/secret) in another place: what it seals can’t be read without it.',
  );
} catch (error) {
  if (!(error instanceof BackupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.release();
}
