/**
 * vitest fixtures: each is made once for a test file that asks for it, and closed after its last test.
 *
 * @example
 * let app: TestApp;
 * test.beforeAll(({ running }) => {
 *   app = running;
 * });
 */
import { test as base } from 'vitest';
import { openDatabase } from '../src/platform/db/index.ts';
import { testAppContext } from './appContext.ts';
import { testDatabase } from './database.ts';
import { startTestApp } from './runningApp.ts';

export const test = base
  /** A migrated, empty database. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  .extend('database', { scope: 'file' }, async ({}, { onCleanup }) => {
    const database = await testDatabase();
    onCleanup(() => database.drop());
    return database;
  })
  /** A pool on it. */
  .extend('db', { scope: 'file' }, async ({ database }, { onCleanup }) => {
    const db = openDatabase(database.url, { max: 8, onError: () => {} });
    onCleanup(() => db.destroy());
    return db;
  })
  /** The engine over all actors, without web and worker. */
  .extend('context', { scope: 'file' }, async ({ database }, { onCleanup }) => {
    const context = await testAppContext(database.url);
    onCleanup(() => context.close());
    return context;
  })
  /** A file that speaks for Stripe itself, so that the sandbox doesn't know of it, extends this to false. */
  .extend('sandboxAgrees', { scope: 'file' }, true as boolean)
  /** The whole application. At the end it must hold every invariant, and the sandbox's totals must equal the ledger. */
  .extend('running', { scope: 'file' }, async ({ sandboxAgrees }, { onCleanup }) => {
    const running = await startTestApp();
    onCleanup(async () => {
      try {
        await running.verify({ sandbox: sandboxAgrees });
      } finally {
        await running.close();
      }
    });
    return running;
  });

/** `test` by its other name. */
export const it = test;
