/** A service's rate limit and daily quota, stored in the database for all workers together. */
import type { Feed } from '@holdfast/shared/feeds';
import { raw } from 'objection';
import { RateLimiterQueue } from 'rate-limiter-flexible';
import { type Database, inTransaction, queryPrepared } from '../../platform/db/index.ts';
import { postgresLimiter } from '../../platform/postgresLimiter.ts';
import { FeedBudget } from './FeedBudget.ts';
import { ServiceError } from './serviceError.ts';

export interface Allowance {
  perSecond: number;
  /** Of a day in UTC. */
  perDay: number;
}

const paces = new WeakMap<Database, Map<string, RateLimiterQueue>>();

/** The turns of a feed: one at a time, evenly spaced over all workers. */
function paceOf(db: Database, feed: Feed, perSecond: number): RateLimiterQueue {
  const known = paces.get(db) ?? new Map<string, RateLimiterQueue>();
  paces.set(db, known);
  const key = `${feed} ${perSecond}`;
  let pace = known.get(key);
  if (!pace) {
    pace = new RateLimiterQueue(
      postgresLimiter(db, { name: `feed ${key}`, points: 1, seconds: 1 / perSecond }),
    );
    known.set(key, pace);
  }
  return pace;
}

/**
 * Takes one request from the day's quota, and waits for its turn.
 * @throws ServiceError `quota` with the instant from which there is more
 */
export async function takeTurn(db: Database, feed: Feed, { perSecond, perDay }: Allowance): Promise<void> {
  await countRequest(db, feed, perDay);
  await paceOf(db, feed, perSecond).removeTokens(1);
}

/** The quota is counted in a table of its own: staff read it, and it must survive a crash of the database. */
async function countRequest(db: Database, feed: Feed, perDay: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    await queryPrepared(
      trx,
      `INSERT INTO feed_budgets (feed, day, used, next_at) VALUES ($1, (now() AT TIME ZONE 'UTC')::date, 0, now())
       ON CONFLICT DO NOTHING`,
      [feed],
    );
    const [budget] = await queryPrepared<{ used: number; held_until: Date | null; tomorrow: Date }>(
      trx,
      `SELECT CASE WHEN day = (now() AT TIME ZONE 'UTC')::date THEN used ELSE 0 END AS used,
         CASE WHEN held_until > clock_timestamp() THEN held_until END AS held_until,
         (((now() AT TIME ZONE 'UTC')::date + 1)::timestamp AT TIME ZONE 'UTC') AS tomorrow
       FROM feed_budgets WHERE feed = $1 FOR UPDATE`,
      [feed],
    );
    if (!budget) throw new Error(`${feed} has no budget`);
    if (budget.held_until) throw quotaUsed(budget.held_until);
    if (budget.used >= perDay) throw quotaUsed(budget.tomorrow);
    await queryPrepared(
      trx,
      `UPDATE feed_budgets SET used = $2, day = (now() AT TIME ZONE 'UTC')::date WHERE feed = $1`,
      [feed, budget.used + 1],
    );
  });
}

/** Blocks requests until then, as the service demanded. */
export async function holdBack(db: Database, feed: Feed, until: Date): Promise<void> {
  await FeedBudget.query(db)
    .findById(feed)
    .patch({ heldUntil: raw('greatest(held_until, ?::timestamptz)', until) });
}

/** Stores the remaining quota that the service reported. */
export async function noteLeft(db: Database, feed: Feed, left: number): Promise<void> {
  await FeedBudget.query(db).findById(feed).patch({ leftReported: left });
}

export function quotaUsed(until: Date): ServiceError {
  const at = until.toISOString().slice(0, 16).replace('T', ' ');
  return new ServiceError('quota', `Its requests are used up until ${at} UTC. Run it again after that.`);
}
