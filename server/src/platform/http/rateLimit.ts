/** Limits on guessing, counted in PostgreSQL: any number of web processes share one count. */
import { hash } from 'node:crypto';
import { RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { Database } from '../db/index.ts';
import type { Logger } from '../logging.ts';
import { postgresLimiter } from '../postgresLimiter.ts';
import { Problem } from '../problem.ts';
import { networkOf } from './network.ts';

/** Milliseconds within which a try must be counted. */
const countWithinMs = 5_000;

/** A limit of tries, counted in PostgreSQL for all web processes together. */
export interface RateLimit {
  /**
   * Counts a try.
   * @throws Problem `too_many_requests` above the limit, with `retryAfter` in seconds
   * @throws Problem `overloaded` when PostgreSQL doesn't count it in time. The limit fails closed: who slows the database
   *   down must not gain guesses by it, and what it guards reads the same database anyway.
   */
  consume(key: string): Promise<void>;
  /** Takes one try back: it was none. */
  reward(key: string): Promise<void>;
  /** Forgets the tries of a key. */
  reset(key: string): Promise<void>;
}

/**
 * @param name     keeps the keys of several limits apart
 * @param points   tries within `seconds`, from the first one on
 */
export function createRateLimit(
  { db, log }: { db: Database; log: Logger },
  { name, points, seconds }: { name: string; points: number; seconds: number },
): RateLimit {
  const limiter = new RLWrapperTimeouts({
    timeoutMs: countWithinMs,
    limiter: postgresLimiter(db, { name, points, seconds }),
  });
  // The table holds neither email nor network addresses.
  const stored = (key: string) => hash('sha256', key, 'base64url');
  return {
    async consume(key) {
      try {
        await limiter.consume(stored(key));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) {
          log.error({ err: refusal, limit: name }, 'a try could not be counted; it was refused');
          throw new Problem('overloaded', 'We are busy. Nothing was done. Try again in a few seconds.', {
            retryAfter: 5,
          });
        }
        const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
        const minutes = Math.ceil(retryAfter / 60);
        throw new Problem(
          'too_many_requests',
          `Too many tries. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`,
          { retryAfter },
        );
      }
    },
    async reward(key) {
      await limiter.reward(stored(key));
    },
    async reset(key) {
      await limiter.delete(stored(key));
    },
  };
}

/** Wrong secrets of links that a network may try within a quarter of an hour: nobody finds one by guessing. */
const wrongSecrets = { points: 30, seconds: 15 * 60 };

/**
 * Opens secrets of links. What fails counts against the network.
 * @param name keeps the keys of several limits apart
 * @param open what a secret opens; it throws for a wrong one
 * @throws Problem as `open`, and `too_many_requests`
 */
export function openingSecrets(
  app: Parameters<typeof createRateLimit>[0],
  name: string,
  open: (secret: string) => string,
): (ctx: { ip: string }, secret: string) => Promise<string> {
  const wrong = createRateLimit(app, { name, ...wrongSecrets });
  return async (ctx, secret) => {
    try {
      return open(secret);
    } catch (refusal) {
      await wrong.consume(networkOf(ctx.ip));
      throw refusal;
    }
  };
}
