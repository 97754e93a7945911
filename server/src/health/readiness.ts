/** Readiness: each part with its measured value. */
import type { StripeClient } from '../payments/index.ts';
import type { Database } from '../platform/db/index.ts';
import { heartbeatLimitMs, noticesHeld, overdueTimers, queueNow, workersNow } from './figures.ts';

/** Milliseconds; past these a part counts as not ready. */
const limits = {
  databaseMs: 1_000,
  overdueMs: 10_000,
  queueAgeMs: 60_000,
  stripeMs: 3_000,
  /** Of an answer in all: whoever asks would give up, and learn nothing of the other parts. */
  answerMs: 4_000,
};

interface Part {
  ok: boolean;
  [figure: string]: unknown;
}
export interface Readiness {
  ready: boolean;
  parts: Record<'database' | 'worker' | 'timers' | 'jobs' | 'notices' | 'stripe', Part>;
}

async function measured(work: () => Promise<Part>): Promise<Part> {
  const late = Promise.withResolvers<Part>();
  const error = `no answer within ${limits.answerMs} ms`;
  const timer = setTimeout(() => late.resolve({ ok: false, error }), limits.answerMs);
  try {
    return await Promise.race([work(), late.promise]);
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}

/** @param payments the client of the keys in use */
export function createReadiness(
  db: Database,
  payments: { readonly client: StripeClient },
): () => Promise<Readiness> {
  return async () => {
    const [database, worker, timers, jobs, notices, stripePart] = await Promise.all([
      measured(async () => {
        const startedAt = performance.now();
        await db.raw('SELECT 1');
        const ms = Math.round((performance.now() - startedAt) * 10) / 10;
        return { ok: ms < limits.databaseMs, ms };
      }),
      measured(async () => {
        const { workers, heartbeatAgeMs } = await workersNow(db);
        const ok = heartbeatAgeMs !== null && heartbeatAgeMs < heartbeatLimitMs;
        return { ok, workers, heartbeatAgeMs };
      }),
      measured(async () => {
        const timers = await overdueTimers(db);
        return { ok: timers.oldestMs < limits.overdueMs, ...timers };
      }),
      measured(async () => {
        const queue = await queueNow(db);
        return { ok: queue.oldestMs < limits.queueAgeMs, ...queue };
      }),
      // A kind of notice that isn't told keeps nobody from buying: it is a figure, and a case.
      measured(async () => ({ ok: true, ...(await noticesHeld(db)) })),
      measured(async () => {
        const startedAt = performance.now();
        await payments.client.balance.retrieve({}, { timeout: limits.stripeMs, maxNetworkRetries: 0 });
        return { ok: true, ms: Math.round(performance.now() - startedAt) };
      }),
    ]);
    const parts = { database, worker, timers, jobs, notices, stripe: stripePart };
    return { ready: Object.values(parts).every(({ ok }) => ok), parts };
  };
}
