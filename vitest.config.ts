import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Three projects: `unit` (rules, commands and routes) and `e2e` (whole journeys, each file with its own application) on
 * one PostgreSQL, and `admin` (components and hooks of the back office in a light DOM). Three files at a time: the smallest machine has two cores, and tests that restart processes or wait for
 * a browser leave half of them idle. Files that follow each other in a process share the imported modules, because
 * importing took longer than most tests; each file has its own application and database.
 */
const filesAtOnce = 3;

/**
 * Runs the longest files first, so that all workers end together: process restarts, then browsers, then the
 * rest.
 */
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
          include: ['{shared,migrations,server,storefront}/**/*.test.{ts,tsx}'],
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
        // react-admin and our pages must mean the same router: the one that Node resolves.
        resolve: { alias: { 'react-router': fileURLToPath(import.meta.resolve('react-router')) } },
        test: {
          name: 'admin',
          include: ['admin/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, '**/dist/**'],
          environment: 'happy-dom',
          environmentOptions: { happyDOM: { url: 'http://desk.test/admin/' } },
          setupFiles: ['./server/test/setupClock.ts', './admin/test/setup.ts'],
          pool: 'forks',
          isolate: false,
          maxWorkers: filesAtOnce,
          testTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
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
