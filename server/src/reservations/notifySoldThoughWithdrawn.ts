import { notifyConsignors } from '../consignorNotifications/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/**
 * Notifies consignors of tickets that were sold although withdrawn, because a fan held them at that moment.
 * @param orders paid just now: `at` is the ISO instant
 */
export async function notifySoldThoughWithdrawn(
  trx: Trx,
  orders: ReadonlyArray<{ reservationId: string; at: string }>,
): Promise<void> {
  const { from, value } = records(orders, { reservationId: 'text', at: 'text' }, { alias: 'o' });
  const rows = await queryPrepared<{
    reservation_id: string;
    listing_id: string;
    consignor_id: string;
    seats: number[];
    quantity: number;
    withdrawn_at: Date;
    held_since: Date;
    paid_at: string;
  }>(
    trx,
    `SELECT i.reservation_id, i.listing_id, l.consignor_id, r.created_at AS held_since, o.at AS paid_at,
       CASE WHEN l.state = 'withdrawn' THEN i.seats ELSE back.seats END AS seats,
       CASE WHEN l.state = 'withdrawn' THEN i.quantity ELSE cardinality(back.seats) END AS quantity,
       coalesce((SELECT max(t.at) FROM platform_transition_log t WHERE t.actor_type = 'listing' AND t.actor_id = l.id AND t.message = 'withdraw' AND l.state = 'withdrawn'),
         back.at) AS withdrawn_at
     FROM ${from} JOIN reservations r ON r.id = o.reservation_id
     JOIN reservation_items i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
     CROSS JOIN LATERAL (SELECT array_agg(t.seat ORDER BY t.seat) AS seats, min(t.taken_back_at) AS at FROM tickets_admissions t
       WHERE t.reservation_id = r.id AND t.listing_id = l.id AND t.taken_back_at IS NOT NULL) back
     WHERE l.state = 'withdrawn' OR back.at IS NOT NULL
     ORDER BY i.reservation_id, i.listing_id`,
    [value],
  );
  await notifyConsignors(
    trx,
    rows.map((row) => ({
      kind: 'withdrawnSold' as const,
      cause: `withdrawnSold/${row.reservation_id}/${row.listing_id}`,
      listingId: row.listing_id,
      consignorId: row.consignor_id,
      at: row.paid_at,
      facts: {
        seats: row.seats,
        quantity: row.quantity,
        withdrawnAt: row.withdrawn_at.toISOString(),
        heldSince: row.held_since.toISOString(),
        paidAt: row.paid_at,
      },
    })),
  );
}
