import { join } from 'node:path';

/**
 * The order of test files: the longest first, so that all processes end together. A fresh clone has no record of past
 * runs, so the long ones are listed.
 */

/** Seconds of CPU that a file takes about, where that is more than five. Only their order matters. */
export const seconds: Readonly<Record<string, number>> = {
  'server/test/auditCoverage/auditCoverage.test.ts': 90,
  'e2e/imports.test.ts': 79,
  'e2e/firstRun.test.ts': 63,
  'e2e/support.test.ts': 40,
  'e2e/listings/queues.test.ts': 32,
  'e2e/listings/bulk.test.ts': 31,
  'e2e/consignment.test.ts': 30,
  'e2e/calledOff.test.ts': 28,
  'e2e/packages.test.ts': 27,
  'e2e/matching.test.ts': 26,
  'e2e/fan/pages.test.ts': 25,
  'e2e/statistics.test.ts': 25,
  'e2e/fan/midway.test.ts': 23,
  'e2e/listings/prices.test.ts': 23,
  'server/test/journeys/crashes.test.ts': 23,
  'e2e/percentages.test.ts': 22,
  'e2e/fan/buying.test.ts': 20,
  'server/test/journeys/feedCrashes.test.ts': 16,
  'e2e/listings/forms.test.ts': 14,
  'e2e/today.test.ts': 13,
  'server/src/imports/fewerSeats.test.ts': 10,
  'server/src/imports/hostileFiles.test.ts': 10,
  'e2e/fan/between.test.ts': 9,
  'e2e/feeds.test.ts': 9,
  'e2e/listings/approve.test.ts': 9,
  'e2e/listings/mouse.test.ts': 9,
  'e2e/packageTerms.test.ts': 9,
  'server/embedded/embedded.test.ts': 9,
  'e2e/listings/keysThrough.test.ts': 8,
  'e2e/staff.test.ts': 8,
  'server/src/feeds/routes.http.test.ts': 8,
  'server/src/imports/imports.test.ts': 8,
  'server/test/journeys/calledOffCrashes.test.ts': 8,
  'server/test/journeys/whatIf.test.ts': 8,
  'e2e/access.test.ts': 7,
  'e2e/actions.test.ts': 7,
  'e2e/admin/pages.test.ts': 7,
  'e2e/keys.test.ts': 7,
  'e2e/portal.test.ts': 7,
  'e2e/roles.test.ts': 7,
  'e2e/admin/addresses.test.ts': 6,
  'e2e/fan/slowPhone.test.ts': 6,
  'e2e/listings/priceRules.test.ts': 6,
  'server/src/imports/trials.test.ts': 6,
  'server/test/journeys/guessing.test.ts': 6,
};

/** Browser journeys that aren't listed are longer than tests that aren't. */
const usual = (path: string): number => (path.startsWith('e2e/') ? 4 : path.startsWith('server/') ? 1 : 0);

/** @returns the files with the longest first; those of equal length stay in their order */
export function longestFirst<File extends { moduleId: string }>(files: readonly File[]): File[] {
  const root = join(import.meta.dirname, '../../..');
  const length = ({ moduleId }: File) => {
    const path = moduleId.slice(root.length + 1).replaceAll('\\', '/');
    return seconds[path] ?? usual(path);
  };
  return files.toSorted((a, b) => length(b) - length(a));
}
