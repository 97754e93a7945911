import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { administer, copyDatabase, databaseUrl } from './globalSetup.ts';

/** A database of one test file. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/**
 * A migrated, empty database for the calling test file, copied from the run's template (a tenth of a second where
 * files are kept in memory). Call it in `beforeAll`; `drop` in `afterAll` disconnects everybody, so close the pools first.
 */
export function testDatabase(): Promise<TestDatabase> {
  return copyOf(inject('testServer').template);
}

/** A database of this run without any schema. */
export const emptyDatabase = (): Promise<TestDatabase> => copyOf('template1');

/** Copies a database of this run that nobody is connected to. */
export async function copyOf(template: string): Promise<TestDatabase> {
  const { adminUrl, prefix } = inject('testServer');
  const name = `${prefix}_${randomBytes(4).toString('hex')}`;
  await copyDatabase(adminUrl, template, name);
  return {
    url: databaseUrl(adminUrl, name),
    drop: async () => {
      await administer(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
