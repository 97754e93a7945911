import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './log.ts';

/** The system user that PostgreSQL runs as when it isn't the one that we are ourselves. */
export type ServerUser = { name: string; uid: number; gid: number };

const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/**
 * Who runs the server. PostgreSQL refuses to run as root, so root hands it to somebody without rights.
 * @param clusterDir an existing cluster stays with the user that it belongs to, so that the same data can be
 *   opened by a user today and by root tomorrow
 * @returns undefined when the server runs as the user that we are (everybody but root, and Windows)
 * @throws EmbeddedPostgresError when root finds nobody to hand the server to
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

/** What `spawn` needs to start a process as that user; nothing when it is ourselves. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** Hands a file or folder to that user; nothing to do when it is ourselves. */
export function giveTo(path: string, user: ServerUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/**
 * Whether that user can enter a folder. Asked of the kernel by going there, because permission bits of the
 * parents don't tell about access lists, mount options or security modules.
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
      // macOS writes nobody as -2; the kernel wants it unsigned.
      return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
    });
}
