import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Two projects on one PostgreSQL: `unit` (rules, commands and routes) and `e2e` (whole journeys, each file with a house
 * and a browser of its own). Three files at a time, of whichever: the smallest machine has two cores, and what restarts
 * processes or waits for a browser leaves half of them idle.
 */
const filesAtOnce = 3;

export default defineConfig({
  test: {
    globalSetup: './server/test/globalSetup.ts',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,migrations,server,storefront,admin}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, '**/dist/**'],
          pool: 'forks',
          maxWorkers: filesAtOnce,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: configDefaults.exclude,
          pool: 'forks',
          maxWorkers: filesAtOnce,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
