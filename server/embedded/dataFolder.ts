import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sharedFolder } from './binaries.ts';
import { EmbeddedPostgresError } from './log.ts';
import { canEnter, findServerUser, type ServerUser } from './serverUser.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** The files of one embedded server. Only `cluster` belongs to the user that runs PostgreSQL. */
export type DataFolder = {
  path: string;
  cluster: string;
  password: string;
  lock: string;
  connection: string;
  serverLog: string;
};

/** The files in a data folder. */
export function dataFolder(path: string): DataFolder {
  const folder = resolve(path);
  const cluster = join(folder, 'cluster');
  return {
    path: folder,
    cluster,
    // Inside the cluster, so that one rename creates both or neither.
    password: join(cluster, 'holdfast.password'),
    lock: join(folder, 'lock'),
    connection: join(folder, 'connection.json'),
    serverLog: join(folder, 'postgres.log'),
  };
}

/**
 * This clone's data folder by default: `.data/postgres` in the repository. When root's clone is in a folder
 * that the server's user can't enter (a home with mode 0700), it is a folder in /var/lib that is the same at
 * every start of this clone.
 */
export function defaultDataDirectory(): string {
  const inRepository = join(REPOSITORY, '.data', 'postgres');
  const user = findServerUser(dataFolder(inRepository).cluster);
  if (canEnter(REPOSITORY, user)) return inRepository;
  const clone = createHash('sha256').update(realpathSync(REPOSITORY)).digest('hex').slice(0, 12);
  return join(sharedFolder(), `data-${clone}`);
}

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/**
 * What is asked of the machine before a cluster is kept in its memory, bytes: several times what twelve files of browser tests were
 * seen to take at once, 0.55 GB.
 */
const MEMORY_ROOM = 4 * 2 ** 30;
const MEMORY_LEFT = 6 * 2 ** 30;

/**
 * A new empty folder for a temporary server; in the temporary folder whenever the server's user can enter
 * that.
 * @param inMemory whether files in memory will do, where there is plenty of it. A database is some 1,500 files: to copy
 * and drop one took 0.75 s of CPU on ext4 and 0.05 s in memory
 */
export function temporaryDataDirectory({ inMemory = false } = {}): string {
  const user = findServerUser('');
  if (inMemory && hasMemory() && canEnter(MEMORY, user)) return mkdtempSync(join(MEMORY, 'holdfast-test-'));
  const parent = canEnter(tmpdir(), user) ? tmpdir() : sharedFolder();
  return mkdtempSync(join(parent, 'holdfast-test-'));
}

function hasMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > MEMORY_ROOM && process.availableMemory() > MEMORY_LEFT;
  } catch {
    return false; // There is no such folder on this system, or it can't be written.
  }
}

/**
 * Creates the folder, and ensures that the server's user can reach the cluster in it.
 * @throws EmbeddedPostgresError when it isn't writable, or when the server's user can't enter it
 */
export function prepareDataFolder(folder: DataFolder, user: ServerUser | undefined): void {
  try {
    mkdirSync(folder.path, { recursive: true });
    accessSync(folder.path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The database folder ${folder.path} can't be written by this user: give it back with chown, or choose another folder.`,
      { cause },
    );
  }
  const cluster = statSync(folder.cluster, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (cluster && self !== undefined && self !== 0 && cluster.uid !== self) {
    throw new EmbeddedPostgresError(
      `The database in ${folder.path} belongs to another user (uid ${cluster.uid}), probably because Holdfast was started as root before: start it as that user again, or choose another folder.`,
    );
  }
  // Others may traverse the folder but not list it; the cluster itself is 0700 and belongs to the server's user.
  if (self !== undefined) chmodSync(folder.path, user ? 0o711 : 0o700);
  if (!canEnter(folder.path, user)) {
    throw new EmbeddedPostgresError(
      `User ${user?.name}, who runs PostgreSQL for root, can't enter ${folder.path}: choose a folder outside of a closed home.`,
    );
  }
}
