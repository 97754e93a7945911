/** graphile-worker keeps a crashed worker's job locks for 4 h. Live workers release them. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { makeWorkerUtils } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from '../logging.ts';

/**
 * What is told of a job that ended its process twice, by task. Such a job isn't tried a third time; it is left for a
 * person, as a job that used up its attempts.
 */
export type SetAside = Record<string, (payload: unknown) => Promise<void>>;

/** A running heartbeat. */
export interface Heartbeat {
  /** Milliseconds since a beat last reached the database; null: none has. */
  ageMs(): number | null;
  stop(): Promise<void>;
}

/** A process that missed so many beats counts as dead. */
const missedBeats = 5;

/**
 * @param lockIds what the jobs of this process are locked by now
 * @param beatEveryMs milliseconds
 */
export function startHeartbeat(
  pool: pg.Pool,
  {
    role,
    lockIds,
    beatEveryMs,
    setAside,
    log,
  }: {
    role: string;
    lockIds: () => string[];
    beatEveryMs: number;
    setAside: SetAside;
    log: Logger;
  },
): Heartbeat {
  const processId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  let beating: Promise<void> = Promise.resolve();
  /** By the process's own monotonic clock. */
  let reachedAt: number | null = null;

  async function beat(): Promise<void> {
    await pool.query(
      `INSERT INTO heartbeats (process_id, role, worker_ids) VALUES ($1, $2, $3)
       ON CONFLICT (process_id) DO UPDATE SET beat_at = now(), worker_ids = excluded.worker_ids`,
      [processId, role, lockIds()],
    );
    reachedAt = performance.now();
    await freeTheDeads(pool, { processId, lockIds: lockIds() }, beatEveryMs * missedBeats, { setAside, log });
  }
  const timer = setInterval(() => {
    beating = beating.then(beat).catch((error) => log.warn({ err: error }, 'the heartbeat failed'));
  }, beatEveryMs);
  beating = beat().catch((error) => log.warn({ err: error }, 'the heartbeat failed'));
  return {
    ageMs: () => (reachedAt === null ? null : performance.now() - reachedAt),
    async stop() {
      clearInterval(timer);
      await beating;
      await pool.query('DELETE FROM heartbeats WHERE process_id = $1', [processId]);
    },
  };
}

/**
 * Releases jobs whose lock no live process claims. Not only of processes that missed beats: one that died before
 * its first beat is known only from its jobs. Never of the process itself: on a starved machine its own beat may be too
 * old when this runs, and its jobs would run twice at once.
 */
async function freeTheDeads(
  pool: pg.Pool,
  own: { processId: string; lockIds: string[] },
  deadAfterMs: number,
  { setAside, log }: { setAside: SetAside; log: Logger },
): Promise<void> {
  await pool.query(
    `DELETE FROM heartbeats WHERE beat_at < now() - $1 * interval '1 millisecond' AND process_id <> $2`,
    [deadAfterMs, own.processId],
  );
  const { rows } = await pool.query<{ locked_by: string }>(
    `SELECT DISTINCT locked_by FROM graphile_worker._private_jobs
     WHERE locked_at < now() - $1 * interval '1 millisecond'
       AND locked_by NOT IN (SELECT unnest(worker_ids) FROM heartbeats) AND locked_by <> ALL($2::text[])`,
    [deadAfterMs, own.lockIds],
  );
  const dead = rows.map((row) => row.locked_by);
  if (dead.length === 0) return;
  log.warn({ workers: dead }, 'took over the jobs of a process that died');
  const aside = await setLethalJobsAside(pool, dead, Object.keys(setAside));
  const utils = await makeWorkerUtils({ pgPool: pool });
  try {
    await utils.forceUnlockWorkers(dead);
  } finally {
    await utils.release();
  }
  for (const { task, payload } of aside) {
    log.error({ task, payload }, 'a job ended its process twice and is set aside');
    await setAside[task]?.(payload);
  }
}

const endedOnce = 'The process ended while this job ran.';
const endedTwice = 'The process ended twice while this job ran. It is not tried again.';

/**
 * Counts the end of its process for each job that was under way there, in its last error, while it is still locked. The
 * second end in a row uses up the attempts of a job that is to be set aside; others were under way by chance.
 * @returns those set aside now
 */
async function setLethalJobsAside(
  pool: pg.Pool,
  dead: readonly string[],
  tasks: readonly string[],
): Promise<Array<{ task: string; payload: unknown }>> {
  const { rows } = await pool.query<{ task: string; payload: unknown }>(
    `WITH counted AS (
       UPDATE graphile_worker._private_jobs j SET last_error = CASE WHEN j.last_error = $2 THEN $3 ELSE $2 END,
         attempts = CASE WHEN j.last_error = $2 AND t.identifier = ANY($4::text[]) THEN j.max_attempts ELSE j.attempts END
       FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND j.locked_by = ANY($1::text[])
       RETURNING t.identifier AS task, j.payload, j.last_error)
     SELECT task, payload FROM counted WHERE last_error = $3 AND task = ANY($4::text[])`,
    [dead, endedOnce, endedTwice, tasks],
  );
  return rows;
}
