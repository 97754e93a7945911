/**
 * Jobs by the clock. Each of them does what is due by then, so one run makes up for all that were missed, and one that waits is
 * enough: after a machine slept or its clock was set, graphile-worker 0.18 would add a job for each minute of that time, and what
 * fans wait for would wait behind them.
 */
import { type CronItem, type CronMatcher, type ParsedCronItem, parseCronItems } from 'graphile-worker';

/**
 * @param items in UTC; those of one task need identifiers of their own
 * @returns the same as graphile-worker takes them: at most one job of each runs and one waits, in the place of the first that waited
 *   or failed
 * @throws Error naming the identifier that two of them have: neither would ever be added at a minute that both match
 */
export function jobsOfClock(items: readonly CronItem[]): ParsedCronItem[] {
  const madeUp = new Set<string>();
  const parsed = parseCronItems([...items]).map((item) => ({
    ...item,
    options: {
      jobKey: item.identifier,
      jobKeyMode: 'preserve_run_at' as const,
      queueName: item.identifier,
      ...item.options,
    },
    match: onceWhenLate(item, madeUp),
  }));
  const seen = new Set<string>();
  for (const { identifier } of parsed) {
    if (seen.has(identifier))
      throw new Error(`two jobs of the clock are called ${identifier}: give one an identifier`);
    seen.add(identifier);
  }
  return parsed;
}

/** Of the minutes that are made up for, each item takes its first: `madeUp` has those that did. */
function onceWhenLate({ identifier, match }: ParsedCronItem, madeUp: Set<string>): CronMatcher {
  return (minute) => {
    if (isNow(minute)) {
      madeUp.clear();
      return match(minute);
    }
    if (madeUp.has(identifier) || !match(minute)) return false;
    madeUp.add(identifier);
    return true;
  };
}

type Minute = Parameters<CronMatcher>[0];

function isNow({ min, hour, date, month }: Minute): boolean {
  const now = new Date();
  return (
    min === now.getUTCMinutes() &&
    hour === now.getUTCHours() &&
    date === now.getUTCDate() &&
    month === now.getUTCMonth() + 1
  );
}
