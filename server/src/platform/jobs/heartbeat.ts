/** graphile-worker keeps a crashed worker's job locks for 4 h. Live workers release them. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { makeWorkerUtils } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from '../logging.ts';

/** A running heartbeat. */
export interface Heartbeat {
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
    log,
  }: { role: string; lockIds: () => string[]; beatEveryMs: number; log: Logger },
): Heartbeat {
  const processId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    await pool.query(
      `INSERT INTO heartbeats (process_id, role, worker_ids) VALUES ($1, $2, $3)
       ON CONFLICT (process_id) DO UPDATE SET beat_at = now(), worker_ids = excluded.worker_ids`,
      [processId, role, lockIds()],
    );
    await freeTheDeads(pool, { processId, lockIds: lockIds() }, beatEveryMs * missedBeats, log);
  }
  const timer = setInterval(() => {
    beating = beating.then(beat).catch((error) => log.warn({ err: error }, 'the heartbeat failed'));
  }, beatEveryMs);
  beating = beat().catch((error) => log.warn({ err: error }, 'the heartbeat failed'));
  return {
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
  log: Logger,
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
  const utils = await makeWorkerUtils({ pgPool: pool });
  try {
    await utils.forceUnlockWorkers(dead);
  } finally {
    await utils.release();
  }
}
