import { notifyConsignors } from '../consignorNotifications/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

interface EndedHold {
  reservationId: string;
  /** ISO instant. */
  at: string;
  /** Why its tickets left the sale, for the consignor. */
  reason: string;
}

/**
 * Notifies consignors of tickets that left the sale with a hold that staff broke. The hold has been released.
 * @returns the listings of which nothing is left to sell or held
 */
export async function notifySeatsGone(
  trx: Trx,
  holds: readonly EndedHold[],
): Promise<Array<{ reservationId: string; listingId: string; reason: string }>> {
  const { from, value } = records(
    holds,
    { reservationId: 'text', at: 'text', reason: 'text' },
    { alias: 'o' },
  );
  const rows = await queryPrepared<{
    reservation_id: string;
    at: string;
    reason: string;
    listing_id: string;
    consignor_id: string;
    seats: number[];
    quantity: number;
    sold: number;
    is_emptied: boolean;
  }>(
    trx,
    `SELECT i.reservation_id, o.at, o.reason, i.listing_id, l.consignor_id, i.seats, i.quantity, l.sold,
       l.available = 0 AND l.held = 0 AS is_emptied
     FROM ${from} JOIN reservation_items i ON i.reservation_id = o.reservation_id
     JOIN listings_offered l ON l.id = i.listing_id ORDER BY i.reservation_id, i.listing_id`,
    [value],
  );
  await notifyConsignors(
    trx,
    rows.map((row) => ({
      kind: 'seatsWithdrawn' as const,
      cause: `seatsGone/${row.reservation_id}/${row.listing_id}`,
      listingId: row.listing_id,
      consignorId: row.consignor_id,
      at: row.at,
      facts: {
        reason: row.reason,
        asked: false,
        seats: row.seats,
        left: row.quantity,
        held: 0,
        sold: row.sold,
      },
    })),
  );
  return rows
    .filter(({ is_emptied }) => is_emptied)
    .map(({ reservation_id, listing_id, reason }) => ({
      reservationId: reservation_id,
      listingId: listing_id,
      reason,
    }));
}
