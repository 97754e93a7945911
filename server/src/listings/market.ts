/**
 * What a listing is measured against: the middle price of what is on sale beside it, and what the law of its place
 * allows. SQL parts that go with a listing `l`.
 */

import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

export const marketTables = `
  LEFT JOIN market_prices near ON near.event_id = l.event_id AND near.part = l.market_part
  LEFT JOIN market_prices far ON far.event_id = l.event_id AND far.part = ''`;
/**
 * Each, minor units: the middle of its section or ticket type; where too little is on sale there, its own face value as
 * far above as the event's others are above theirs. Null where neither is known: seats of another ring are no measure.
 */
export const marketAmount =
  'coalesce(near.price_amount, round(l.face_value_amount * far.over_face)::integer)';
/** @param place SQL of the venue's */
export const capOfListing = ({ country, region }: { country: string; region: string }) =>
  `LEFT JOIN LATERAL price_cap_of(${country}, ${region}, l.face_value_amount) cap ON true`;

/** Fewer listings than these have no middle price. */
const fewest = 3;

const readText = `
  WITH on_sale AS (
    SELECT l.event_id, l.market_part AS part, l.price_amount,
      l.price_amount::float8 / nullif(l.face_value_amount, 0) AS over_face
    FROM listings l JOIN catalog_calendar e ON e.id = l.event_id WHERE listing_is_sellable(l.state) AND l.available > 0 AND e.starts_at > now()
  ), market AS (
    SELECT event_id, coalesce(part, '') AS part, percentile_disc(0.5) WITHIN GROUP (ORDER BY price_amount) AS price_amount,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY over_face) AS over_face, count(*)::int AS listings
    FROM on_sale GROUP BY GROUPING SETS ((event_id, part), (event_id)) HAVING count(*) >= ${fewest}
  ), gone AS (
    DELETE FROM market_prices m WHERE NOT EXISTS (SELECT 1 FROM market n WHERE n.event_id = m.event_id AND n.part = m.part)
  )
  INSERT INTO market_prices AS m (event_id, part, price_amount, over_face, listings) SELECT * FROM market
  ON CONFLICT (event_id, part) DO UPDATE SET price_amount = excluded.price_amount, over_face = excluded.over_face, listings = excluded.listings
  WHERE (m.price_amount, m.over_face, m.listings) IS DISTINCT FROM (excluded.price_amount, excluded.over_face, excluded.listings)`;

/** Computes the median price of each section, ticket type and event from live listings. One run at a time. */
export async function readMarket(trx: Trx): Promise<void> {
  await queryPrepared(trx, `SELECT pg_advisory_xact_lock(hashtext('market_prices'))`);
  await queryPrepared(trx, readText);
}

const everyMs = 5 * 60_000;
const task = 'listings.refreshMarket';

/** Refreshes market prices now and every five minutes while a worker runs. */
export function startMarketRefresh({ db }: AppContext): Promise<void> {
  return inTransaction(db, (trx) => jobs.add(trx, [{ task, payload: {}, key: task }]));
}

/** Refreshes market prices and queues the next refresh in the same transaction. */
export function refreshMarketPrices({ db }: AppContext): Promise<void> {
  return inTransaction(db, async (trx) => {
    await readMarket(trx);
    await jobs.add(trx, [
      { task, payload: {}, key: task, runAt: new Date(Date.now() + everyMs).toISOString() },
    ]);
  });
}
