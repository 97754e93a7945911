/** Supervises the job runner: replaces it as soon as it fails. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CronItem } from 'graphile-worker';
import type { Logger } from '../logging.ts';
import { openPool } from './connections.ts';
import { type SetAside, startHeartbeat } from './heartbeat.ts';
import { type JobHandlers, type JobRunner, startRunner } from './runner.ts';

/** A supervised job worker. */
export interface Worker {
  /** Milliseconds since its heartbeat last reached the database; null: it hasn't yet. */
  heartbeatAgeMs(): number | null;
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

/** Milliseconds. */
const defaultBeatEveryMs = 1_000;
/** Milliseconds until a runner that failed is followed by another. */
const successionPauseMs = 250;

/**
 * @param options.concurrency jobs at a time
 * @param options.beatEveryMs milliseconds between signs of life
 * @param options.crontab jobs by the clock, in UTC; any number of workers run each of them once
 * @param options.setAside tasks that aren't tried a third time after they ended their process twice, and what is told
 * @throws what the database answers, when it can't be reached at the start
 */
export async function startWorker(
  databaseUrl: string,
  handlers: JobHandlers,
  {
    concurrency,
    role,
    log,
    beatEveryMs = defaultBeatEveryMs,
    crontab = [],
    setAside = {},
  }: {
    concurrency: number;
    role: string;
    log: Logger;
    beatEveryMs?: number;
    crontab?: CronItem[];
    setAside?: SetAside;
  },
): Promise<Worker> {
  const runners = await superviseRunners(
    () => startRunner(databaseUrl, handlers, { concurrency, log, crontab }),
    log,
  );
  const pool = openPool(databaseUrl, 1, log);
  const heart = startHeartbeat(pool, { role, lockIds: runners.lockIds, beatEveryMs, setAside, log });
  return {
    heartbeatAgeMs: heart.ageMs,
    async stop() {
      await runners.stop();
      await heart.stop();
      await pool.end();
    },
  };
}

interface Runners {
  /** Of the runner in charge, and of those that still finish a job. */
  lockIds(): string[];
  stop(): Promise<void>;
}

/**
 * Keeps one runner in charge. When the database cuts a connection (a restart, a failover), graphile-worker leaves the
 * rest to the process, which would otherwise process no more jobs.
 */
async function superviseRunners(start: () => Promise<JobRunner>, log: Logger): Promise<Runners> {
  const alive = new Set<JobRunner>();
  const leaving = new Set<Promise<void>>();
  const stopping = Promise.withResolvers<'stopping'>();

  async function begin(): Promise<JobRunner> {
    const runner = await start();
    alive.add(runner);
    return runner;
  }

  function retire(runner: JobRunner): void {
    const left = runner.retire().then(() => {
      alive.delete(runner);
      leaving.delete(left);
    });
    leaving.add(left);
  }

  async function supervise(first: JobRunner): Promise<void> {
    let inCharge: JobRunner | null = first;
    while (inCharge) {
      const why: Error | 'stopping' = await Promise.race([inCharge.failed, stopping.promise]);
      retire(inCharge);
      if (why === 'stopping') return;
      log.error({ err: why }, 'the job runner failed; another one follows');
      inCharge = await successor();
    }
  }

  /** @returns null when none is wanted any more */
  async function successor(): Promise<JobRunner | null> {
    while ((await Promise.race([pause(successionPauseMs), stopping.promise])) !== 'stopping') {
      try {
        return await begin();
      } catch (error) {
        // The error was told when the runner failed; an outage isn't reported four times a second.
        log.warn({ err: error }, 'no job runner can start yet; it is tried again');
      }
    }
    return null;
  }

  const supervising = supervise(await begin());
  return {
    lockIds: () => [...alive].map((runner) => runner.lockId),
    async stop() {
      stopping.resolve('stopping');
      await supervising;
      await Promise.all(leaving);
    },
  };
}
