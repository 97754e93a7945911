import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longestFirst } from './server/test/runner/longestFirst.ts';

/**
 * Three projects: `unit` (rules, commands and routes) and `e2e` (whole journeys, each file with its own application) on
 * one PostgreSQL, and `admin` (components and hooks of the back office in a light DOM). Four files at a time: the smallest
 * machine has two cores, and tests that restart processes or wait for a browser leave half of them idle. Files that follow
 * each other in a process share the imported modules, because importing took longer than most tests; each file has its own
 * application and database.
 */
const filesAtOnce = 4;

/** Processes and threads that tests start share what was compiled: half of the start of a process is compiling. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('node_modules/.cache/holdfast/compiled', import.meta.url),
);

/** Runs the longest files first, so that all processes end together. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(await super.sort(files));
  }
}

export default defineConfig(({ mode }) => {
  // `npm run proofs` runs the proofs at length; journeys look more closely in it, and `npm run looks` pictures all of them.
  const kind = mode === 'proofs' ? 'proof' : 'test';
  const journeys = mode === 'proofs' || mode === 'looks' ? '{test,proof}' : 'test';
  process.env.MODE = mode;
  const patient = {
    pool: 'forks' as const,
    isolate: false,
    maxWorkers: filesAtOnce,
    testTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 600_000,
    exclude: [...configDefaults.exclude, '**/dist/**'],
    // Node runs the sources as production does, without a bundler between.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    setupFiles: './server/test/setupClock.ts',
  };
  return {
    test: {
      globalSetup: './server/test/globalSetup.ts',
      sequence: { sequencer: LongestFirst },
      projects: [
        {
          test: {
            ...patient,
            name: 'unit',
            include: [`{shared,migrations,server,storefront}/**/*.${kind}.ts`],
          },
        },
        {
          // react-admin and our pages must mean the same router: the one that Node resolves.
          resolve: { alias: { 'react-router': fileURLToPath(import.meta.resolve('react-router')) } },
          test: {
            ...patient,
            name: 'admin',
            include: [`admin/**/*.${kind}.{ts,tsx}`],
            environment: 'happy-dom',
            environmentOptions: { happyDOM: { url: 'http://desk.test/admin/' } },
            setupFiles: ['./server/test/setupClock.ts', './admin/test/setup.ts'],
            // Components need vite: Node doesn't read JSX.
            experimental: {},
            testTimeout: 60_000,
            expect: { poll: { timeout: 30_000 } },
          },
        },
        { test: { ...patient, name: 'e2e', include: [`e2e/**/*.${journeys}.ts`] } },
      ],
    },
  };
});
