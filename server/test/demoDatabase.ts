/** Databases that hold the demo: it is made once in a run, and copied for each test file that begins with it. */
import { inject } from 'vitest';
import { seedDemo } from '../demo/seed.ts';
import { copyOf, type TestDatabase } from './database.ts';
import { eventually } from './fan.ts';
import { administer, copyDatabase, databaseUrl } from './globalSetup.ts';
import { startTestApp } from './runningApp.ts';

/** Any constant: test files that begin together must not each make the template. */
const makingLock = 4_711_006;

/**
 * The demo as a house finds it that was started and stopped since it was seeded: with the sandbox's books of its past.
 * The first file to ask makes it, in some six seconds; a copy takes half of one.
 */
export async function demoDatabase(): Promise<TestDatabase> {
  const { adminUrl, prefix } = inject('testServer');
  const template = `${prefix}_demo`;
  await administer(adminUrl, async (admin) => {
    // The lock goes with the connection, whatever becomes of this process.
    await admin.query('SELECT pg_advisory_lock($1)', [makingLock]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeDemo(template);
  });
  return copyOf(template);
}

/** A half-made demo must not be taken for a whole one: it gets its name when nothing is left to be done. */
async function makeDemo(template: string): Promise<void> {
  const { adminUrl, prefix, template: empty } = inject('testServer');
  const unfinished = `${prefix}_demo_${process.pid}`;
  await copyDatabase(adminUrl, empty, unfinished);
  const url = databaseUrl(adminUrl, unfinished);
  const running = await startTestApp({}, { url, drop: async () => {} });
  await seedDemo(running.context);
  await eventually('what the seeding left to the worker is done', async () => {
    const { rows } = await running.context.db.raw(
      'SELECT 1 FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts LIMIT 1',
    );
    return rows.length === 0;
  });
  await running.verify();
  await running.close();
  await administer(adminUrl, (admin) => admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`));
}
