import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Two projects on one PostgreSQL: `unit` (rules, commands and routes; two files at a time, as many as the smallest
 * machine has cores) and `e2e` (whole journeys, each file with a house and a browser of its own).
 */
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
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: configDefaults.exclude,
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
