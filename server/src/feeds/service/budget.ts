/** A service's rate limit and daily quota, stored in the database for all workers together. */
import type { Feed } from '@holdfast/shared/feeds';
import { raw } from 'objection';
import { type Database, inTransaction, queryPrepared } from '../../platform/db/index.ts';
import { FeedBudget } from './FeedBudget.ts';
import { ServiceError } from './serviceError.ts';

export interface Allowance {
  perSecond: number;
  /** Of a day in UTC. */
  perDay: number;
}

/**
 * Takes one request from the day's quota and reserves the next time slot.
 * @returns milliseconds until the turn
 * @throws ServiceError `quota` with the instant from which there is more
 */
export async function takeTurn(db: Database, feed: Feed, { perSecond, perDay }: Allowance): Promise<number> {
  return inTransaction(db, async (trx) => {
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
    const [turn] = await queryPrepared<{ wait_ms: number }>(
      trx,
      `UPDATE feed_budgets SET used = $2, day = (now() AT TIME ZONE 'UTC')::date,
         next_at = greatest(next_at, clock_timestamp()) + $3 * interval '1 millisecond'
       WHERE feed = $1
       RETURNING greatest(0, extract(epoch FROM next_at - clock_timestamp()) * 1000 - $3)::float8 AS wait_ms`,
      [feed, budget.used + 1, Math.ceil(1000 / perSecond)],
    );
    return turn?.wait_ms ?? 0;
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
