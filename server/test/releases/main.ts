/**
 * `npm run schema:release`: freezes the new steps and captures a filled database of their schema. With
 * `--again` it repeats the last release, as long as no other machine's database has run it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateToLatest, steps } from '@holdfast/migrations';
import {
  hashOf,
  problemsOf,
  type Release,
  readReleases,
  readSources,
  releaseFolder,
  writeReleases,
} from '@holdfast/migrations/released';
import pg from 'pg';
import { startEmbeddedPostgres, temporaryDataDirectory } from '../../embedded/index.ts';
import { captureData } from './data.ts';
import { fillDatabase } from './fill/index.ts';

/** Nothing was released; the message says why. */
class NotReleased extends Error {}

async function capture(): Promise<Buffer> {
  const log = { info() {}, warn: console.warn, error: console.error };
  const settings = { fsync: 'off' };
  const dataDir = temporaryDataDirectory();
  const postgres = await startEmbeddedPostgres({ dataDir, throwaway: true, settings, log });
  try {
    await migrateToLatest(postgres.url);
    console.log('Filling a database, in some five minutes…');
    await fillDatabase(postgres.url);
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    try {
      return await captureData(client);
    } finally {
      await client.end();
    }
  } finally {
    await postgres.stop();
  }
}

async function release(again: boolean): Promise<void> {
  const all = readReleases();
  const earlier = again ? all.slice(0, -1) : all;
  const sources = readSources(steps.map(([name]) => name));
  const problems = problemsOf(earlier, sources);
  if (problems.length > 0) throw new NotReleased(problems.join('\n'));
  const frozen = earlier.flatMap((each) => each.steps).length;
  const added = sources.slice(frozen);
  if (added.length === 0) throw new NotReleased('Every step is released already.');
  const made: Release = {
    name: String(earlier.length + 1),
    steps: added.map(({ name, source }) => ({ name, sha256: hashOf(source) })),
  };
  const data = await capture();
  const folder = releaseFolder(made.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'data.ndjson.gz'), data);
  writeReleases([...earlier, made]);
  const size = `${Math.ceil(data.length / 1_000)} kB`;
  console.log(`Release ${made.name}: ${added.length} steps, and a filled database of ${size}. Commit both.`);
}

try {
  await release(process.argv.includes('--again'));
  // A handle that is still open must not keep the command running.
  process.exit(0);
} catch (error) {
  console.error(error instanceof NotReleased ? error.message : error);
  process.exit(1);
}
