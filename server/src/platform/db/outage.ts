/**
 * An outage of the database, as the log tells it: one line when it begins, one a minute while it lasts, and one when it is over.
 * Everything that works beside requests tries again several times a second meanwhile, and would say so each time.
 */
import { isDatabaseAway } from './away.ts';

/** Between two lines of one outage, ms. */
const saidEveryMs = 60_000;

interface Outage {
  /** By the clock of the process, ms. */
  since: number;
  saidAt: number;
  /** Says that it is over. */
  onEnd(awayMs: number): void;
}

let outage: Outage | null = null;

/** What becomes of a line about an error: it begins an outage, says that it goes on, is one of many, or is about something else. */
export type Telling = 'begins' | 'lasts' | 'repeats' | 'other';

/** @param onEnd says that the outage is over, if this line begins one */
export function outageLine(error: unknown, onEnd: Outage['onEnd'], now = performance.now()): Telling {
  if (!isDatabaseAway(error)) return 'other';
  if (outage === null) {
    outage = { since: now, saidAt: now, onEnd };
    return 'begins';
  }
  if (now - outage.saidAt < saidEveryMs) return 'repeats';
  outage.saidAt = now;
  return 'lasts';
}

/** Whether the log said that the database is away, and not yet that it answers again. */
export const isInOutage = (): boolean => outage !== null;

/** A connection was opened: an outage is over. */
export function databaseAnswers(now = performance.now()): void {
  if (outage === null) return;
  const { since, onEnd } = outage;
  outage = null;
  onEnd(Math.round(now - since));
}
