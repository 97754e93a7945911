/** Removes what has expired, every ten minutes. Idempotency keys are kept for a day, as Stripe keeps its own. */
import type { AppContext } from './appContext.ts';
import type { Database } from './db/index.ts';

const everyMs = 10 * 60 * 1000;

async function removeOldKeys(db: Database): Promise<void> {
  await db.raw(`DELETE FROM commands WHERE created_at < now() - interval '24 hours'`);
}

async function removeEndedLimits(db: Database): Promise<void> {
  await db.raw('DELETE FROM rate_limits WHERE expire < ?', [Date.now()]);
}

/** Network addresses are personal data: they are kept as long as they help to see an attack. */
async function removeOldSecurityEvents(db: Database): Promise<void> {
  await db.raw(`DELETE FROM security_events WHERE last_at < now() - interval '90 days'`);
}

/** By then every refusal from before the account was closed is written (securityLog.ts). */
async function removeErasedAddresses(db: Database): Promise<void> {
  await db.raw(`DELETE FROM erased_addresses WHERE erased_at < now() - interval '1 hour'`);
}

/** @param also what other rooms remove at the same time; one that fails is tried again at the next */
export function sweepExpired(
  app: AppContext,
  also: ReadonlyArray<(db: Database) => Promise<void>>,
): { stop(): void } {
  const sweep = async () => {
    try {
      const own = [removeOldKeys, removeEndedLimits, removeOldSecurityEvents, removeErasedAddresses];
      for (const remove of [...own, ...also]) await remove(app.db);
    } catch (error) {
      app.log.warn({ err: error }, 'expired rows could not be removed; the next sweep tries again');
    }
  };
  const timer = setInterval(sweep, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
