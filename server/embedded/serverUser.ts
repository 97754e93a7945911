import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './log.ts';

/** The system user that runs PostgreSQL when it isn't the current one. */
export type ServerUser = { name: string; uid: number; gid: number };

const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/**
 * The user that runs the server. PostgreSQL refuses to run as root, so root runs it as an unprivileged user.
 * @param clusterDir the owner of an existing cluster runs it, so that the same data can be opened by a user
 * today and by root tomorrow
 * @returns undefined when the current user runs the server (everybody but root, and Windows)
 * @throws EmbeddedPostgresError when root finds no such user
 */
export function findServerUser(clusterDir: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = systemAccounts();
  const cluster = statSync(clusterDir, { throwIfNoEntry: false });
  if (cluster && cluster.uid !== 0) {
    const { uid, gid } = cluster;
    return accounts.find((account) => account.uid === uid) ?? { name: `uid ${uid}`, uid, gid };
  }
  for (const name of CANDIDATES) {
    const account = accounts.find((candidate) => candidate.name === name);
    if (account) return account;
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root and this machine has neither a "postgres" nor a "nobody" user: start Holdfast as a normal user.',
  );
}

/** The `spawn` options for that user; empty for the current user. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** Changes the owner of a file or folder; does nothing for the current user. */
export function giveTo(path: string, user: ServerUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/**
 * Whether that user can enter a folder. It tries, because the permission bits of the parents don't show
 * access lists, mount options or security modules.
 */
export function canEnter(folder: string, user: ServerUser | undefined): boolean {
  if (!user) return true;
  const went = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...asUser(user),
    cwd: '/',
    stdio: 'ignore',
  });
  return went.status === 0;
}

function systemAccounts(): ServerUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && !fields[0]?.startsWith('#'))
    .map(([name = '', , uid, gid]) => {
      // macOS reports nobody as -2; the kernel needs it unsigned.
      return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
    });
}
