/** Jobs for effects outside the database, queued in the deciding transaction. graphile-worker stores and runs them. */
import type { Trx } from '../db/index.ts';
import { queryPrepared } from '../db/index.ts';

/** A job to queue. */
export interface JobSpec {
  task: string;
  payload: Record<string, unknown>;
  /** A job with the same key that has not run yet is replaced. */
  key: string;
  /** ISO instant; now if not said. */
  runAt?: string;
  /** Attempts before the job is left for a person. */
  maxAttempts?: number;
}

/** Queues jobs in a transaction. */
export interface Jobs {
  add(trx: Trx, specs: JobSpec[]): Promise<void>;
}

/** About a day of growing pauses, after which support sees it. */
const defaultMaxAttempts = 20;

/** Queues jobs with graphile-worker; they run after the transaction commits. */
export const jobs: Jobs = {
  async add(trx, specs) {
    // One array per column instead of `records`: every transition may queue, and payloads stay text until they are stored.
    await queryPrepared(
      trx,
      `SELECT graphile_worker.add_jobs(ARRAY(
         SELECT (task, payload::json, NULL, coalesce(run_at, now()), attempts, key, NULL, NULL)::graphile_worker.job_spec
         FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::text[]) AS job (task, payload, run_at, attempts, key)))`,
      [
        specs.map(({ task }) => task),
        specs.map(({ payload }) => JSON.stringify(payload)),
        specs.map(({ runAt }) => runAt ?? null),
        specs.map(({ maxAttempts }) => maxAttempts ?? defaultMaxAttempts),
        specs.map(({ key }) => key),
      ],
    );
  },
};
