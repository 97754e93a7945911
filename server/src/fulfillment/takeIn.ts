/** Orders that were paid by a version without deliveries get theirs. */
import { createDeliveries } from '../deliveries/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

const atOnce = 1_000;

/**
 * Creates the missing deliveries of paid orders, some at a time; two of it at once take different orders.
 * @param paidSince ISO instant: looks at no older orders
 * @returns how many were created
 */
export async function takeInDeliveries(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  paidSince = '-infinity',
): Promise<number> {
  let since = paidSince;
  for (let total = 0; ; ) {
    const created = await inTransaction(db, async (trx) => {
      const lines = await queryPrepared<{
        reservation_id: string;
        listing_id: string;
        quantity: number;
        paid_at: Date;
        last: Date;
        now: Date;
      }>(
        trx,
        `WITH orders AS (
           SELECT r.id, r.paid_at FROM reservations_orders r
           WHERE r.state = 'paid' AND r.paid_at >= $1::timestamptz
             AND NOT EXISTS (SELECT 1 FROM deliveries_made d WHERE d.reservation_id = r.id)
           ORDER BY r.paid_at, r.id LIMIT ${atOnce} FOR NO KEY UPDATE SKIP LOCKED
         )
         SELECT i.reservation_id, i.listing_id, i.quantity, o.paid_at, max(o.paid_at) OVER () AS last, now() AS now
         FROM orders o JOIN reservations_lines i ON i.reservation_id = o.id ORDER BY o.id, i.listing_id`,
        [since],
      );
      await createDeliveries(
        trx,
        engine,
        lines.map(({ reservation_id, listing_id, quantity, paid_at, now }) => ({
          reservationId: reservation_id,
          listingId: listing_id,
          quantity,
          paidAt: paid_at.toISOString(),
          at: now.toISOString(),
          by: 'system',
        })),
      );
      // Those before were looked at.
      since = lines.at(-1)?.last.toISOString() ?? since;
      return lines.length;
    });
    total += created;
    if (created === 0) return total;
  }
}
