import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedPostgresError } from './log.ts';

/**
 * Takes a data folder for this process, so that a second start can't stop the server of the first.
 *
 * The lock is the operating system's, which lets go of it however the process ends; a file with a process id
 * would have to be doubted after each kill -9 and each reboot. Node has no call for file locks: an exclusive SQLite
 * transaction on an empty file is one, on each platform.
 * @returns how to let go; undefined when a living process has it
 */
export function takeOwnership(lockFile: string): (() => void) | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile, { timeout: 0 });
    chmodSync(lockFile, 0o600);
    // Nothing is ever written, so there is nothing to keep a journal of.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const held = lock;
    return () => held.close();
  } catch (error) {
    lock?.close();
    if (isLocked(error)) return undefined;
    throw new EmbeddedPostgresError(`The database folder can't be locked by this user (${lockFile}).`, {
      cause: error,
    });
  }
}

const SQLITE_BUSY = 5;

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
