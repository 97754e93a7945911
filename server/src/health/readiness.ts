/** Readiness: each part with its measured value. */
import { timingSafeEqual } from 'node:crypto';
import type { StripeClient } from '../payments/index.ts';
import type { Database } from '../platform/db/index.ts';

/** Milliseconds; past these a part counts as not ready. */
const limits = {
  databaseMs: 1_000,
  heartbeatMs: 10_000,
  overdueMs: 10_000,
  queueAgeMs: 60_000,
  stripeMs: 3_000,
};

interface Part {
  ok: boolean;
  [figure: string]: unknown;
}
export interface Readiness {
  ready: boolean;
  parts: Record<'database' | 'worker' | 'timers' | 'jobs' | 'stripe', Part>;
}

async function measured(work: () => Promise<Part>): Promise<Part> {
  try {
    return await work();
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}

async function one(db: Database, sql: string): Promise<Record<string, number | null>> {
  const result = await db.raw(sql);
  return result.rows[0];
}

export function createReadiness(db: Database, stripe: StripeClient): () => Promise<Readiness> {
  return async () => {
    const [database, worker, timers, jobs, stripePart] = await Promise.all([
      measured(async () => {
        const startedAt = performance.now();
        await db.raw('SELECT 1');
        const ms = Math.round((performance.now() - startedAt) * 10) / 10;
        return { ok: ms < limits.databaseMs, ms };
      }),
      measured(async () => {
        const row = await one(
          db,
          `SELECT count(*)::int AS workers, extract(epoch FROM now() - max(beat_at)) * 1000 AS age FROM platform_processes`,
        );
        const ageMs = row.age === null ? null : Math.round(row.age ?? 0);
        return {
          ok: ageMs !== null && ageMs < limits.heartbeatMs,
          workers: row.workers,
          heartbeatAgeMs: ageMs,
        };
      }),
      measured(async () => {
        const row = await one(
          db,
          `SELECT count(*)::int AS overdue, coalesce(extract(epoch FROM now() - min(fire_at)) * 1000, 0) AS age FROM platform_armed_timers WHERE fire_at < now()`,
        );
        const oldestMs = Math.round(row.age ?? 0);
        return { ok: oldestMs < limits.overdueMs, overdue: row.overdue, oldestMs };
      }),
      measured(async () => {
        const row = await one(
          db,
          `SELECT count(*) FILTER (WHERE attempts < max_attempts)::int AS waiting, count(*) FILTER (WHERE attempts >= max_attempts)::int AS given_up,
             coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE attempts = 0 AND locked_at IS NULL AND run_at < now())) * 1000, 0) AS age
           FROM graphile_worker._private_jobs`,
        );
        const oldestMs = Math.round(row.age ?? 0);
        return { ok: oldestMs < limits.queueAgeMs, waiting: row.waiting, givenUp: row.given_up, oldestMs };
      }),
      measured(async () => {
        const startedAt = performance.now();
        await stripe.balance.retrieve({}, { timeout: limits.stripeMs, maxNetworkRetries: 0 });
        return { ok: true, ms: Math.round(performance.now() - startedAt) };
      }),
    ]);
    const parts = { database, worker, timers, jobs, stripe: stripePart };
    return { ready: Object.values(parts).every(({ ok }) => ok), parts };
  };
}

/** @param given the header `Authorization: Bearer …` */
export function tokenMatches(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(`Bearer ${token}`);
  return a.length === b.length && timingSafeEqual(a, b);
}
