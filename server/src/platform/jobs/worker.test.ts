import { afterAll, beforeAll, it, onTestFinished } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { eventually } from '../../../test/fan.ts';
import { type Database, inTransaction, openDatabase } from '../db/index.ts';
import { createLogger } from '../logging.ts';
import { jobs, startWorker } from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, { max: 4, onError: () => {} });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const queue = (task: string, keys: number[]) =>
  inTransaction(db, (trx) =>
    jobs.add(
      trx,
      keys.map((n) => ({ task, payload: { n }, key: `${task}/${n}` })),
    ),
  );

async function work(handlers: Parameters<typeof startWorker>[1]): Promise<void> {
  const options = { concurrency: 4, role: 'test', log: createLogger('silent', 'test'), beatEveryMs: 100 };
  const worker = await startWorker(database.url, handlers, options);
  onTestFinished(() => worker.stop());
}

it('goes on when the database cuts all its connections, in the middle of jobs', async () => {
  const done = new Set<number>();
  await work({
    'cut.work': async (payload) => {
      done.add((payload as { n: number }).n);
    },
  });
  for (let round = 0; round < 6; round++) {
    await queue(
      'cut.work',
      Array.from({ length: 20 }, (_, i) => round * 20 + i),
    );
    await db.raw(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holdfast jobs' AND datname = current_database()`,
    );
  }
  await eventually('all jobs are done', async () => done.size === 120, 15_000);
});

it('takes over the jobs of a worker that died without a sign of life', async () => {
  await queue('dead.work', [1]);
  await db.raw(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-of-nobody', locked_at = now() - interval '1 minute', attempts = 1`,
  );
  const done: unknown[] = [];
  await work({ 'dead.work': async (payload) => void done.push(payload) });
  await eventually('it is done', async () => done.length === 1);
});

it('tries a failed job again', async () => {
  let tries = 0;
  await work({
    'moody.work': async () => {
      tries++;
      if (tries === 1) throw new Error('not in the mood');
    },
  });
  await queue('moody.work', [1]);
  await eventually('it is tried again', async () => tries === 2);
});
