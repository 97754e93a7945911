/** Runs the jobs. After kill -9 a job's lock would last four hours: whoever is alive frees the locks of the dead. */

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  type CronItem,
  Logger as JobLogger,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run as runWorker,
} from 'graphile-worker';
import pg from 'pg';
import type { Logger } from '../logging.ts';

export type JobHandlers = Record<string, (payload: unknown) => Promise<void>>;

export interface Worker {
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

/** Milliseconds. A process that missed five beats is dead. */
const defaultBeatEveryMs = 1_000;
const missedBeats = 5;

export async function startWorker(
  databaseUrl: string,
  handlers: JobHandlers,
  {
    concurrency,
    role,
    log,
    beatEveryMs = defaultBeatEveryMs,
    byTheClock = [],
  }: {
    concurrency: number;
    role: string;
    log: Logger;
    beatEveryMs?: number;
    /** Jobs by the clock, in UTC; any number of workers run each of them once. */
    byTheClock?: CronItem[];
  },
): Promise<Worker> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: concurrency + 4,
    application_name: 'holdfast jobs',
  });
  const warn = (error: Error) => log.warn({ err: error }, 'a connection of the worker broke');
  pool.on('error', warn);
  pool.on('connect', (client) => client.on('error', warn));
  const logger = new JobLogger(() => (level, message) => {
    if (level === 'error') log.error({ jobs: message }, 'job failed');
    else if (level === 'warning') log.warn({ jobs: message }, 'jobs');
  });
  const runners = await superviseRunners(
    () =>
      runWorker({
        pgPool: pool,
        concurrency,
        noHandleSignals: true,
        pollInterval: 500,
        logger,
        parsedCronItems: parseCronItems(byTheClock),
        taskList: Object.fromEntries(
          Object.entries(handlers).map(([name, handle]) => [name, (payload: unknown) => handle(payload)]),
        ),
        preset: { worker: { completeJobBatchDelay: 5, failJobBatchDelay: 5 } },
      }),
    log,
  );
  const heart = startHeartbeat(pool, { role, workerIds: () => runners.workerIds(), beatEveryMs, log });
  return {
    async stop() {
      await runners.stop();
      await heart.stop();
      await pool.end();
    },
  };
}

/** Milliseconds until a runner that ended is followed by another. */
const runnerPauseMs = 250;

/**
 * Keeps one runner going. graphile-worker ends its runner when the database cuts a connection at the wrong moment (a
 * restart, a failover) and leaves the rest to the process: a house that went on without one would be deaf to its jobs.
 */
async function superviseRunners(
  start: () => Promise<Runner>,
  log: Logger,
): Promise<{ workerIds(): string[]; stop(): Promise<void> }> {
  let stopping = false;
  let workerIds = new Set<string>();
  let runner = await begin();
  const supervising = supervise();

  async function begin(): Promise<Runner> {
    const begun = await start();
    // The jobs of the runner before are nobody's now: its workers are no longer named as alive.
    workerIds = new Set();
    begun.events.on('worker:create', ({ worker }) => workerIds.add(worker.workerId));
    begun.events.on('job:start', ({ worker }) => workerIds.add(worker.workerId));
    return begun;
  }

  async function supervise(): Promise<void> {
    while (!stopping) {
      await runner.promise.catch((error) =>
        log.error({ err: error }, 'the job runner ended; another one follows'),
      );
      while (!stopping) {
        await new Promise((resolve) => setTimeout(resolve, runnerPauseMs));
        try {
          runner = await begin();
          break;
        } catch (error) {
          log.error({ err: error }, 'no job runner can start yet; it is tried again');
        }
      }
    }
  }

  return {
    workerIds: () => [...workerIds],
    async stop() {
      stopping = true;
      // A runner that has ended by itself says so; it is stopped all the same.
      await runner.stop().catch(() => {});
      await supervising;
    },
  };
}

interface Heart {
  stop(): Promise<void>;
}

function startHeartbeat(
  pool: pg.Pool,
  {
    role,
    workerIds,
    beatEveryMs,
    log,
  }: { role: string; workerIds: () => string[]; beatEveryMs: number; log: Logger },
): Heart {
  const processId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    await pool.query(
      `INSERT INTO heartbeats (process_id, role, worker_ids) VALUES ($1, $2, $3)
       ON CONFLICT (process_id) DO UPDATE SET beat_at = now(), worker_ids = excluded.worker_ids`,
      [processId, role, workerIds()],
    );
    await freeTheDeads(pool, beatEveryMs * missedBeats, log);
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
 * Frees jobs whose lock nobody alive claims. Not only those of processes that missed their beats: one that died before
 * its first beat left its name nowhere but on its jobs.
 */
async function freeTheDeads(pool: pg.Pool, deadAfterMs: number, log: Logger): Promise<void> {
  await pool.query(`DELETE FROM heartbeats WHERE beat_at < now() - $1 * interval '1 millisecond'`, [
    deadAfterMs,
  ]);
  const { rows } = await pool.query<{ locked_by: string }>(
    `SELECT DISTINCT locked_by FROM graphile_worker._private_jobs
     WHERE locked_at < now() - $1 * interval '1 millisecond'
       AND locked_by NOT IN (SELECT unnest(worker_ids) FROM heartbeats)`,
    [deadAfterMs],
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
