import { expect, onTestFinished } from 'vitest';
import type { TestDatabase } from '../../../test/database.ts';
import { eventually } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { type Database, inTransaction } from '../db/index.ts';
import { createLogger } from '../logging.ts';
import { jobs, type SetAside, startWorker } from './index.ts';

let database: TestDatabase;
let db: Database;

it.beforeAll(({ db: opened, database: created }) => {
  db = opened;
  database = created;
});

const queue = (task: string, keys: number[]) =>
  inTransaction(db, (trx) =>
    jobs.add(
      trx,
      keys.map((n) => ({ task, payload: { n }, key: `${task}/${n}` })),
    ),
  );

const isGone = async (task: string): Promise<boolean> => {
  const { rows } = await db.raw(`SELECT FROM graphile_worker.jobs WHERE task_identifier = ?`, [task]);
  return rows.length === 0;
};

async function work(
  handlers: Parameters<typeof startWorker>[1],
  {
    role = 'test',
    beatEveryMs = 100,
    setAside = {},
  }: { role?: string; beatEveryMs?: number; setAside?: SetAside } = {},
): Promise<void> {
  const options = { concurrency: 4, role, log: createLogger('silent', 'test'), beatEveryMs, setAside };
  const worker = await startWorker(database.url, handlers, options);
  onTestFinished(() => worker.stop());
}

/** The worker's connections of which the statement waits for a lock. */
async function waiting(statement: RegExp): Promise<number[]> {
  const { rows } = await db.raw(
    `SELECT pid FROM pg_stat_activity
     WHERE application_name = 'holdfast jobs' AND datname = current_database()
       AND wait_event_type = 'Lock' AND query ~* ?`,
    [statement.source],
  );
  return rows.map(({ pid }: { pid: number }) => pid);
}

const cut = (pids: number[]) => db.raw(`SELECT pg_terminate_backend(pid) FROM unnest(?::int[]) pid`, [pids]);

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
  await eventually('all jobs are done', async () => done.size === 120);
});

it('goes on when connections are cut while the ends of two jobs are written down', async () => {
  const mayEnd = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let running = 0;
  let nextIsDone = false;
  await work({
    'last.work': async (payload) => {
      running++;
      await mayEnd[(payload as { n: number }).n]?.promise;
    },
    'next.work': async () => {
      nextIsDone = true;
    },
  });
  await queue('last.work', [0, 1]);
  await eventually('both run', async () => running === 2);
  await db.transaction(async (trx) => {
    await trx.raw(`SELECT 1 FROM graphile_worker._private_jobs FOR UPDATE`);
    mayEnd[0]?.resolve();
    await eventually('the first waits', async () => (await waiting(/^\s*delete from/)).length === 1);
    mayEnd[1]?.resolve();
    await eventually('the second waits too', async () => (await waiting(/^\s*delete from/)).length === 2);
    await cut(await waiting(/^\s*delete from/));
  });
  await queue('next.work', [1]);
  await eventually('the next job is done', async () => nextIsDone);
  // Nobody saw the ends of the first two: their lock is nobody's, and they are done again.
  await eventually('they are written down', () => isGone('last.work'));
  expect(running).toBe(4);
});

it('goes on when its first connection is cut', async () => {
  const done: unknown[] = [];
  await queue('first.work', [1]);
  await db.transaction(async (trx) => {
    await trx.raw(`LOCK TABLE graphile_worker._private_tasks IN EXCLUSIVE MODE`);
    await work({ 'first.work': async (payload) => void done.push(payload) });
    await eventually('it waits', async () => (await waiting(/_private_tasks/)).length > 0);
    await cut(await waiting(/_private_tasks/));
  });
  await eventually('it is done', async () => done.length === 1);
});

it('leaves a job alone that takes long while its worker gives signs of life', async () => {
  const running = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  let starts = 0;
  const handlers = {
    'long.work': async () => {
      starts++;
      running.resolve();
      await mayEnd.promise;
    },
  };
  const beatEveryMs = 20;
  await work(handlers, { role: 'long', beatEveryMs });
  await work(handlers, { role: 'other', beatEveryMs });
  await queue('long.work', [1]);
  await running.promise;
  // Older than any beats that could be missed, and looked at by both since.
  await eventually('it is older than a dead one would get', async () => {
    const { rows } = await db.raw(
      `SELECT FROM graphile_worker.jobs WHERE task_identifier = 'long.work'
         AND (locked_at IS NULL OR locked_at < (SELECT min(beat_at) FROM heartbeats) - interval '500 milliseconds')`,
    );
    return rows.length > 0;
  });
  mayEnd.resolve();
  await eventually('it is written down', () => isGone('long.work'));
  expect(starts).toBe(1);
});

it('never takes its own process for dead, though its beats come too late', async () => {
  // A starved machine: between a beat and the look at it, more time goes by than any beats that could be missed.
  await db.raw(`CREATE FUNCTION late_beat() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.beat_at := now() - interval '1 minute'; RETURN NEW; END $$;
    CREATE TRIGGER late_beat BEFORE INSERT OR UPDATE ON heartbeats FOR EACH ROW EXECUTE FUNCTION late_beat()`);
  const mayEnd = Promise.withResolvers<void>();
  let starts = 0;
  const handlers = {
    'starved.work': async () => {
      starts++;
      await mayEnd.promise;
    },
  };
  try {
    await work(handlers, { role: 'starved', beatEveryMs: 20 });
    await queue('starved.work', [1]);
    await eventually('it is under way', async () => starts === 1);
    await db.raw(
      `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE locked_by IS NOT NULL`,
    );
    const beats = async () =>
      (await db.raw(`SELECT xmin::text AS beat FROM heartbeats WHERE role = 'starved'`)).rows[0]?.beat;
    const seen = new Set<string>();
    await eventually('it beat a few times', async () => seen.add(await beats()).size > 4);
  } finally {
    mayEnd.resolve();
    await db.raw('DROP TRIGGER late_beat ON heartbeats; DROP FUNCTION late_beat');
  }
  await eventually('it is written down', () => isGone('starved.work'));
  expect(starts).toBe(1);
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

it('sets a job aside that ended its process twice, and tries others again', async () => {
  await queue('lethal.work', [1]);
  await queue('unlucky.work', [1]);
  const dies = () =>
    db.raw(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-of-nobody', locked_at = now() - interval '1 minute',
         attempts = attempts + 1`,
    );
  const told: unknown[] = [];
  const setAside = { 'lethal.work': async (payload: unknown) => void told.push(payload) };
  await dies();
  // A worker of other jobs frees them, and runs neither.
  await work({}, { role: 'other', beatEveryMs: 20, setAside });
  await eventually('they are free', async () => {
    const { rows } = await db.raw('SELECT FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL');
    return rows.length === 0;
  });
  expect(told).toEqual([]);
  await dies();
  const ran: string[] = [];
  const handlers = {
    'lethal.work': async () => void ran.push('lethal'),
    'unlucky.work': async () => void ran.push('unlucky'),
  };
  await work(handlers, { role: 'worker', beatEveryMs: 20, setAside });
  await eventually('the other one is done', () => isGone('unlucky.work'));
  await eventually('somebody is told', async () => told.length > 0);
  expect(told).toEqual([{ n: 1 }]);
  expect(ran).toEqual(['unlucky']);
  const { rows } = await db.raw(
    `SELECT attempts = max_attempts AS used_up, last_error FROM graphile_worker.jobs WHERE task_identifier = 'lethal.work'`,
  );
  expect(rows).toEqual([{ used_up: true, last_error: expect.stringMatching(/ended twice/) }]);
  await db.raw('DELETE FROM graphile_worker._private_jobs');
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
