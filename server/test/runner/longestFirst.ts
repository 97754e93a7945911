import { join } from 'node:path';

/**
 * The order of test files: the longest first, so that all processes end together. A fresh clone has no record of past
 * runs, so the long ones are listed.
 */

/** Seconds of CPU that a file takes on an otherwise idle machine, where that is more than five. */
const seconds: Readonly<Record<string, number>> = {};

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
