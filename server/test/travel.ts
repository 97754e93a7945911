import { inject, onTestFinished } from 'vitest';
import { foldAnew } from '../src/platform/actors/index.ts';
import { type Database, inTransaction } from '../src/platform/db/index.ts';
import { shiftDate } from './shiftDate.ts';
import { databaseClockText } from './testClock.ts';

/**
 * Moves the clock of this process and of one database forward, until the test is finished. What is due by then is done
 * by the application itself, as it would be on that day. Other applications of this process must not be running.
 * @param ms milliseconds
 */
export async function travel(db: Database, ms: number): Promise<void> {
  onTestFinished(await moveClock(db, ms));
}

/** Moves both clocks as `travel` does, for a whole file. @returns moves them back */
export async function moveClock(db: Database, ms: number): Promise<() => Promise<void>> {
  const { clockOffsetMs } = inject('testServer');
  const set = async (offsetMs: number) => {
    await db.raw(databaseClockText(offsetMs));
    shiftDate(offsetMs);
  };
  await set(clockOffsetMs + ms);
  return async () => {
    await set(clockOffsetMs);
    // What is logged from now on is older than what was folded on the way.
    await inTransaction(db, foldAnew);
  };
}
