/** What the machinery of one marketplace is at: measured once, for readiness and for metrics. Milliseconds. */
import type { Database } from '../platform/db/index.ts';

/** Milliseconds; a worker that hasn't beaten for longer counts as ill. */
export const heartbeatLimitMs = 10_000;

/** Workers that beat lately, and how long ago one did; null: there is none. */
export interface Workers {
  workers: number;
  heartbeatAgeMs: number | null;
}
/** Delays of actors that are past their time, and since when the oldest is. */
export interface OverdueTimers {
  overdue: number;
  oldestMs: number;
}
/** Rows of the log whose notices can't be made, and for how long the oldest is held. */
export async function noticesHeld(db: Database): Promise<{ held: number; oldestMs: number }> {
  const { held, age } = await one<{ held: number; age: string }>(
    db,
    `SELECT coalesce(sum(rows), 0)::int AS held, coalesce(extract(epoch FROM now() - min(since)) * 1000, 0) AS age FROM notices_held`,
  );
  return { held, oldestMs: Math.round(Number(age)) };
}

/** Jobs with attempts left, jobs without, and how long the oldest waits for its first attempt. */
export interface Queue {
  waiting: number;
  givenUp: number;
  oldestMs: number;
}

async function one<Row>(db: Database, sql: string): Promise<Row> {
  const result = await db.raw(sql);
  return result.rows[0];
}

export async function workersNow(db: Database): Promise<Workers> {
  const { workers, age } = await one<{ workers: number; age: string | null }>(
    db,
    `SELECT count(*)::int AS workers, extract(epoch FROM now() - max(beat_at)) * 1000 AS age FROM platform_processes`,
  );
  return { workers, heartbeatAgeMs: age === null ? null : Math.round(Number(age)) };
}

export async function overdueTimers(db: Database): Promise<OverdueTimers> {
  const { overdue, age } = await one<{ overdue: number; age: string }>(
    db,
    `SELECT count(*)::int AS overdue, coalesce(extract(epoch FROM now() - min(fire_at)) * 1000, 0) AS age
     FROM platform_armed_timers WHERE fire_at < now()`,
  );
  return { overdue, oldestMs: Math.round(Number(age)) };
}

export async function queueNow(db: Database): Promise<Queue> {
  const { waiting, given_up, age } = await one<{ waiting: number; given_up: number; age: string }>(
    db,
    `SELECT count(*) FILTER (WHERE attempts < max_attempts)::int AS waiting,
       count(*) FILTER (WHERE attempts >= max_attempts)::int AS given_up,
       coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE attempts = 0 AND locked_at IS NULL AND run_at < now())) * 1000, 0) AS age
     FROM graphile_worker._private_jobs`,
  );
  return { waiting, givenUp: given_up, oldestMs: Math.round(Number(age)) };
}
