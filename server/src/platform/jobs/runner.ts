/**
 * One runner of graphile-worker, on connections of its own. It reports when the database breaks; the marketplace
 * trusts it no further than that (0.18): a batch of ends that couldn't be written is never tried again and holds up its
 * shutdown for ever (graphile/worker#636), and names of tasks that couldn't be read are never asked for again.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type CronItem, Logger as JobLogger, run, type WorkerEvents } from 'graphile-worker';
import { isInOutage } from '../db/outage.ts';
import type { Logger } from '../logging.ts';
import { traced } from '../observability/index.ts';
import { jobsOfClock } from './clock.ts';
import { openPool } from './connections.ts';

/** Handlers by job name. A handler validates its payload; a thrown error retries the job. */
export type JobHandlers = Record<string, (payload: unknown) => Promise<void>>;

/** One runner of graphile-worker. */
export interface JobRunner {
  /** The value of its jobs' `locked_by`. */
  readonly lockId: string;
  /** Resolves to why, when it is no longer to be trusted: it ended, or the database broke under it. Never rejects. */
  readonly failed: Promise<Error>;
  /** It takes no more jobs. Resolves when those under way are over, and written down if that can be. Never rejects. */
  retire(): Promise<void>;
}

/** Settings of a runner. */
export interface RunnerOptions {
  /** Jobs at a time. */
  concurrency: number;
  log: Logger;
  /** Jobs by the clock, in UTC; any number of runners run each of them once. */
  crontab: CronItem[];
}

/** Milliseconds between looks for jobs that nobody announced. */
const pollEveryMs = 500;
/** Milliseconds in which the ends of jobs are gathered to be written at once. */
const gatherEndsMs = 5;
/** Milliseconds that a retired runner has to write down how its last jobs ended. */
const writeDownWithinMs = 1_000;
/** Connections besides the jobs': LISTEN, cron and job completion. */
const connectionsBeside = 3;

/** @throws what the database answers, when it can't be reached */
export async function startRunner(
  databaseUrl: string,
  handlers: JobHandlers,
  { concurrency, log, crontab }: RunnerOptions,
): Promise<JobRunner> {
  const pool = openPool(databaseUrl, concurrency + connectionsBeside, log);
  const events = new EventEmitter() as WorkerEvents;
  let lockId = '';
  events.once('pool:create', ({ workerPool }) => {
    lockId = workerPool.id;
  });
  const broke = new Promise<Error>((resolve) => {
    events.once('pool:fatalError', ({ error }) => resolve(asError(error)));
    events.once('worker:getJob:error', ({ error }) => resolve(asError(error)));
  });
  const inHand = new Set<Promise<void>>();
  const keptInHand = (name: string, handle: JobHandlers[string]) => (payload: unknown) => {
    const job = traced(`job ${name}`, {}, () => handle(payload)).finally(() => inHand.delete(job));
    inHand.add(job);
    return job;
  };
  const runner = await run({
    pgPool: pool,
    concurrency,
    events,
    noHandleSignals: true,
    pollInterval: pollEveryMs,
    logger: jobLogger(log),
    parsedCronItems: jobsOfClock(crontab),
    taskList: Object.fromEntries(
      Object.entries(handlers).map(([name, handle]) => [name, keptInHand(name, handle)]),
    ),
    preset: { worker: { completeJobBatchDelay: gatherEndsMs, failJobBatchDelay: gatherEndsMs } },
  }).catch(async (error) => {
    await pool.end();
    throw error;
  });
  const ended = runner.promise.then(
    () => new Error('the runner ended by itself'),
    (error) => asError(error),
  );
  const isEnded = ended.then(() => true);

  return {
    lockId,
    failed: Promise.race([ended, broke]),
    async retire() {
      // Logs when it stopped by itself.
      runner.stop().catch(() => {});
      let over: boolean;
      do {
        await Promise.allSettled(inHand);
        over = await Promise.race([isEnded, pause(writeDownWithinMs, false)]);
      } while (!over && inHand.size > 0);
      await pool.end();
    },
  };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

const jobLogger = (log: Logger): JobLogger =>
  new JobLogger(() => (level, message) => {
    // Its lines have no error to be known by; each try of an outage would be one.
    if (isInOutage()) return;
    if (level === 'error') log.error({ jobs: message }, 'job failed');
    else if (level === 'warning') log.warn({ jobs: message }, 'jobs');
  });
