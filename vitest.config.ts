import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Two projects on one PostgreSQL: `unit` (rules, commands and routes) and `e2e` (whole journeys, each file with a
 * house of its own). Three files at a time, of whichever: the smallest machine has two cores, and what restarts
 * processes or waits for a browser leaves half of them idle. Files that follow each other in a process share the modules
 * that they import, which took longer than most of them; what they work on, a house and its database, is each one's own.
 */
const filesAtOnce = 3;

/** The limits are safety nets for machines that are slow or busy; nothing waits for them when it works. */

/** The longest first, so that all end together: what starts processes again and again, then browsers, then all else. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) =>
      /\/(crashes|embedded)\.test\.ts$/.test(moduleId) ? 0 : project.name === 'e2e' ? 1 : 2;
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    globalSetup: './server/test/globalSetup.ts',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,migrations,server,storefront,admin}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, '**/dist/**'],
          setupFiles: './server/test/setupClock.ts',
          pool: 'forks',
          isolate: false,
          maxWorkers: filesAtOnce,
          testTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: configDefaults.exclude,
          setupFiles: './server/test/setupClock.ts',
          pool: 'forks',
          isolate: false,
          maxWorkers: filesAtOnce,
          testTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
