import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedPostgresError } from './log.ts';

/**
 * Locks a data folder for this process, so that a second start can't stop the server of the first.
 *
 * The operating system releases the lock however the process ends; a file with a process id would be
 * unreliable after every kill -9 and reboot. Node has no API for file locks; an exclusive SQLite transaction
 * on an empty file is a file lock on every platform.
 * @returns a function that releases it; undefined when a running process has it
 */
export function takeOwnership(lockFile: string): (() => void) | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile, { timeout: 0 });
    chmodSync(lockFile, 0o600);
    // Nothing is written, so no journal file is needed.
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
