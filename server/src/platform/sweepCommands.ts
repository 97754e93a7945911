/** Idempotency keys are kept for a day, as Stripe keeps its own, and sessions until they end. */
import type { AppContext } from './appContext.ts';

const everyMs = 10 * 60 * 1000;

export function sweepCommands(app: AppContext): { stop(): void } {
  const sweep = async () => {
    try {
      await app.db.raw(`DELETE FROM commands WHERE created_at < now() - interval '24 hours'`);
      await app.db.raw('DELETE FROM sessions WHERE expires_at < now()');
    } catch (error) {
      app.log.warn({ err: error }, 'old keys and sessions could not be removed; it is tried again');
    }
  };
  const timer = setInterval(sweep, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
