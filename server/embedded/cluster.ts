import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './dataFolder.ts';
import { EmbeddedPostgresError } from './log.ts';
import { asUser, giveTo, type ServerUser } from './serverUser.ts';

/** The major version of the packaged server, and so of every cluster. */
const MAJOR_VERSION = '18';
/** The name of the superuser and of the database. */
export const HOLDFAST = 'holdfast';
const UNFINISHED = 'cluster.new-';

/**
 * Creates the cluster unless it exists. It is created in a temporary folder and renamed when complete, so
 * that a kill at any moment leaves either no cluster or a complete one.
 * @returns whether it was created now
 * @throws EmbeddedPostgresError when initdb fails, or when the cluster has another major version
 */
export async function ensureCluster(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<boolean> {
  if (existsSync(folder.cluster)) {
    const version = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
    if (version === MAJOR_VERSION) return false;
    throw new EmbeddedPostgresError(
      `The database in ${folder.path} is of PostgreSQL ${version}, and this Holdfast brings ${MAJOR_VERSION}: dump it with the old version, or move the folder away.`,
    );
  }
  for (const name of readdirSync(folder.path)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(folder.path, name), { recursive: true, force: true });
  }
  const unfinished = join(folder.path, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const cluster = join(unfinished, 'cluster');
  const passwordFile = join(unfinished, 'password');
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  for (const path of [unfinished, cluster, passwordFile]) giveTo(path, user);

  const options = ['-D', cluster, '-U', HOLDFAST, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const text = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  try {
    await promisify(execFile)(binaries.initdb, [...options, ...text, '--data-checksums'], {
      ...asUser(user),
      cwd: '/',
      env: binaries.env,
    });
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    const output = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new EmbeddedPostgresError(`PostgreSQL's initdb failed: ${output}`, { cause });
  }
  renameSync(passwordFile, join(cluster, 'holdfast.password'));
  renameSync(cluster, folder.cluster);
  if (process.platform !== 'win32') {
    chmodSync(folder.cluster, 0o700);
    syncFolder(folder.path);
  }
  rmSync(unfinished, { recursive: true, force: true });
  return true;
}

/** Flushes a folder: a rename is durable only when its folder is flushed. */
function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
