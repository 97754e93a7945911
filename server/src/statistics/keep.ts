/** Scheduled work of the statistics: snapshots when events begin, and the nightly comparison. */
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { measures } from '../stats/index.ts';
import { compareEventSales, compareListingSales } from './recount.ts';
import { heldNow, listedNow } from './stock.ts';

/** Events taken at a time: bounds the transaction. */
const freezeAtOnce = 500;

/**
 * Stores the stock of every event that has begun, once per start; a moved event is stored again.
 * @returns how many
 */
export async function freezeBegunEvents(db: Database): Promise<number> {
  const names = measures.join(', ');
  const frozen = await inTransaction(db, (trx) =>
    queryPrepared(
      trx,
      `WITH begun AS (
         SELECT e.id, e.currency, e.starts_at FROM catalog_calendar e
         WHERE e.starts_at <= now() AND NOT EXISTS (SELECT 1 FROM event_freezes f WHERE f.event_id = e.id AND f.starts_at = e.starts_at)
         ORDER BY e.id LIMIT ${freezeAtOnce}
       ),
       listed AS (SELECT event_id, sum(${listedNow})::int AS n FROM listings_offered l WHERE event_id IN (SELECT id FROM begun) GROUP BY event_id),
       held AS (${heldNow} WHERE r.event_id IN (SELECT id FROM begun) GROUP BY r.event_id),
       counted AS (
         SELECT event_id, currency, ${measures.map((name) => `sum(${name}) AS ${name}`).join(', ')}
         FROM stats_event_counts WHERE event_id IN (SELECT id FROM begun) GROUP BY event_id, currency
       )
       INSERT INTO event_freezes AS f (event_id, currency, starts_at, frozen_at, listed, held, ${names})
       SELECT b.id, b.currency, b.starts_at, now(), coalesce(l.n, 0), coalesce(h.n, 0), ${measures.map((name) => `coalesce(c.${name}, 0)`).join(', ')}
       FROM begun b LEFT JOIN listed l ON l.event_id = b.id LEFT JOIN held h ON h.event_id = b.id
       LEFT JOIN counted c ON c.event_id = b.id AND c.currency = b.currency
       ON CONFLICT (event_id, currency) DO UPDATE SET starts_at = excluded.starts_at, frozen_at = excluded.frozen_at,
         listed = excluded.listed, held = excluded.held, ${measures.map((name) => `${name} = excluded.${name}`).join(', ')}
       RETURNING 1`,
    ),
  );
  return frozen.length === freezeAtOnce ? frozen.length + (await freezeBegunEvents(db)) : frozen.length;
}

/** Differences that are kept by name. */
const keptDetails = 100;

/**
 * Recounts from one snapshot without blocking writes; stores the differences.
 * @returns how many rows of the summaries differ
 */
export async function compareStatistics(db: Database): Promise<number> {
  const startedAt = performance.now();
  const { at, found } = await db.transaction(
    async (trx) => {
      const [clock] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
      const events = await compareEventSales(trx);
      const listings = await compareListingSales(trx);
      return { at: clock?.at ?? new Date(0), found: [...events, ...listings] };
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
  await inTransaction(db, (trx) =>
    queryPrepared(
      trx,
      'INSERT INTO statistics_comparisons (at, took_ms, differences, details) VALUES ($1, $2, $3, $4::jsonb)',
      [
        at,
        Math.round(performance.now() - startedAt),
        found.length,
        JSON.stringify(found.slice(0, keptDetails)),
      ],
    ),
  );
  return found.length;
}

/** The newest comparison with a recount; null before the first. */
export async function lastComparison(trx: Trx): Promise<{ differences: number; at: Date } | null> {
  const [row] = await query<{ differences: number; at: Date }>(
    trx,
    'SELECT differences, at FROM statistics_comparisons ORDER BY at DESC LIMIT 1',
  );
  return row ?? null;
}
