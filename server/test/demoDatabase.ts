/** Databases with the demo: it is seeded once per run, and copied for each test file that needs it. */
import { inject } from 'vitest';
import { seedDemo } from '../demo/seed.ts';
import { addToSums } from '../src/accounting/keepSums.ts';
import { foldStays } from '../src/platform/actors/stays.ts';
import { copyOf, type TestDatabase } from './database.ts';
import { eventually } from './fan.ts';
import { administer, copyDatabase, databaseUrl } from './globalSetup.ts';
import { startTestApp } from './runningApp.ts';

/** An arbitrary advisory lock: test files that start together must not each seed the template. */
const makingLock = 4_711_006;

/** The demo of `npm start`, or the same before its first sale. */
export type Demo = 'complete' | 'withoutSales';

/**
 * The demo as it is after a first start and stop, including the sandbox's past payments. The first caller
 * seeds it in about six seconds; a copy takes half a second.
 */
export async function demoDatabase(demo: Demo = 'complete'): Promise<TestDatabase> {
  const { adminUrl, prefix } = inject('testServer');
  const template = `${prefix}_demo_${demo.toLowerCase()}`;
  await administer(adminUrl, async (admin) => {
    // The lock ends with the connection, even when this process is killed.
    await admin.query('SELECT pg_advisory_lock($1)', [makingLock]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeDemo(template, demo);
  });
  return copyOf(template);
}

/** Seeds the demo and renames the database when complete, so that a partial demo is never copied. */
async function makeDemo(template: string, demo: Demo): Promise<void> {
  const { adminUrl, template: empty } = inject('testServer');
  const unfinished = `${template}_${process.pid}`;
  await copyDatabase(adminUrl, empty, unfinished);
  const url = databaseUrl(adminUrl, unfinished);
  const running = await startTestApp({}, { url, drop: async () => {} });
  await seedDemo(running.context, () => {}, { history: demo === 'complete' });
  await eventually('what the seeding left to the worker is done', async () => {
    // Emails that gather news for two minutes, too: each copy would write them again.
    const { rowCount } = await running.context.db.raw(
      `WITH waiting AS (UPDATE graphile_worker._private_jobs j SET run_at = now() FROM graphile_worker._private_tasks t
         WHERE t.id = j.task_id AND t.identifier LIKE 'notifications.%' AND j.run_at > now() AND j.attempts = 0 RETURNING 1)
       SELECT 1 FROM waiting
       UNION ALL (SELECT 1 FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts LIMIT 1)`,
    );
    return rowCount === 0;
  });
  // What jobs of each minute do to a history, and the first reader of a row: otherwise each copy does all of it again.
  await foldStays(running.context.db);
  await addToSums(running.context.db);
  await running.verify();
  await running.context.db.raw('VACUUM (FREEZE, ANALYZE)');
  await running.close();
  await administer(adminUrl, (admin) => admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`));
}
