/**
 * `npm run demo:generate -- --events 2000 --listings 100000 --tickets 1000000`: generates a large data set
 * from a seed.
 */
import { parseArgs } from 'node:util';
import { migrateToLatest } from '@holdfast/migrations';
import { defaultDataDirectory, EmbeddedPostgresError, startEmbeddedPostgres } from '../../embedded/index.ts';
import { actors } from '../../src/openAppContext.ts';
import { createEngine } from '../../src/platform/actors/index.ts';
import { ConfigError, readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { jobs } from '../../src/platform/jobs/index.ts';
import { keptSecret } from '../../src/platform/keptSecret.ts';
import { generateData, NotGenerated } from './generate.ts';
import { progressOf } from './progress.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '2000' },
    listings: { type: 'string', default: '100000' },
    tickets: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: 'holdfast' },
    yes: { type: 'boolean', default: false },
  },
});

function sizeOf(name: 'events' | 'listings' | 'tickets'): number {
  const size = Number(values[name]);
  if (!Number.isSafeInteger(size) || size < 1)
    throw new NotGenerated(`--${name} ${values[name]} is no number of ${name}. Nothing was done.`);
  return size;
}

async function generate(): Promise<void> {
  const sizes = { events: sizeOf('events'), listings: sizeOf('listings'), tickets: sizeOf('tickets') };
  const config = readConfig(process.env);
  const log = { info() {}, warn: console.warn, error: console.error };
  const database =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: defaultDataDirectory(), log })
      : { url: config.databaseUrl, stop: async () => {} };
  const db = openDatabase(database.url, { max: 2, onError: () => {} });
  try {
    await migrateToLatest(database.url);
    if (!values.yes && (config.production || (await db('listings').first('id'))))
      throw new NotGenerated(
        'There are listings in this database already, and nothing was done. To add generated data beside them: npm run demo:generate -- --yes',
      );
    const startedAt = performance.now();
    const made = await generateData(
      { db, engine: createEngine(actors, jobs), secret: keptSecret(config) },
      { ...sizes, seed: values.seed, now: Math.floor(Date.now() / 3_600_000) * 3_600_000 },
      (what, total) =>
        progressOf(what, total, {
          write: (text) => process.stdout.write(text),
          isTerminal: process.stdout.isTTY === true,
        }),
    );
    const figures = Object.entries(made).map(([what, count]) => `${count.toLocaleString('en-US')} ${what}`);
    console.log(
      `${figures.join(', ')} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. npm run verify checks them.`,
    );
  } finally {
    await db.destroy();
    await database.stop();
  }
}

try {
  await generate();
} catch (error) {
  const expected = [ConfigError, EmbeddedPostgresError, NotGenerated].some((kind) => error instanceof kind);
  if (!expected) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
