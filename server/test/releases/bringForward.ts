/** Migrates a database of an earlier release to the newest schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateToLatest, type NamedStep, steps } from '@holdfast/migrations';
import { readReleases, releaseFolder } from '@holdfast/migrations/released';
import pg from 'pg';
import { emptyDatabase, type TestDatabase } from '../database.ts';
import { restoreData } from './data.ts';

/** How many steps a release's databases have: its own and those of the releases before it. */
function stepsUntil(release: string): number {
  const releases = readReleases();
  const at = releases.findIndex(({ name }) => name === release);
  return releases.slice(0, at + 1).flatMap((each) => each.steps).length;
}

/**
 * A filled database of a release, which the calling test file drops.
 * @param release its name in released.json
 * @param all     every step; those of later releases don't run
 */
export async function databaseOfRelease(
  release: string,
  all: readonly NamedStep[] = steps,
): Promise<TestDatabase> {
  const database = await emptyDatabase();
  try {
    await migrateToLatest(database.url, { steps: all.slice(0, stepsUntil(release)) });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await restoreData(client, readFileSync(join(releaseFolder(release), 'data.ndjson.gz')));
    } finally {
      await client.end();
    }
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}

/**
 * @param release its name in released.json
 * @param all     every step until the newest schema
 * @returns the migrated database of the calling test file
 * @throws Error when a step can't be run over the old rows
 */
export async function bringForward(
  release: string,
  all: readonly NamedStep[] = steps,
): Promise<TestDatabase> {
  const database = await databaseOfRelease(release, all);
  try {
    await migrateToLatest(database.url, { steps: all });
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}
