/** rate-limiter-flexible over the table `rate_limits`: any number of processes share one count. */
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from './db/index.ts';

/**
 * @param name    keeps the keys of several limits apart
 * @param points  how many within `seconds`, from the first one on
 */
export function postgresLimiter(
  db: Database,
  { name, points, seconds }: { name: string; points: number; seconds: number },
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db,
    storeType: 'knex',
    tableName: 'rate_limits',
    tableCreated: true,
    // The worker removes them: sweepExpired.ts.
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  });
}
