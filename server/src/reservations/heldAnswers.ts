import type { HeldReservation } from '@holdfast/shared/reservations';
import { type Columns, type Pipeline, queryPrepared } from '../platform/db/index.ts';
import type { StoredReservation } from './StoredReservation.ts';

interface Row
  extends Pick<Columns<StoredReservation>, 'id' | 'code' | 'expires_at' | 'currency' | 'total_amount'> {
  items: Array<{ listing_id: string; quantity: number; seats: number[]; all_in: number }>;
}

/** Rebuilds the original answers of holds, byte for byte, whatever happened since. */
export async function heldAnswers(trx: Pipeline, ids: string[]): Promise<Map<string, HeldReservation>> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT r.id, r.code, r.expires_at, r.currency, r.total_amount,
       (SELECT jsonb_agg(jsonb_build_object('listing_id', i.listing_id, 'quantity', i.quantity, 'seats', i.seats,
          'all_in', i.price_amount + i.fee_amount) ORDER BY i.listing_id) FROM reservation_items i WHERE i.reservation_id = r.id) AS items
     FROM reservations r WHERE r.id = ANY($1::text[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, code, expires_at, currency, total_amount, items }) => [
      id,
      {
        id,
        code,
        state: 'pending.holding',
        expiresAt: expires_at.toISOString(),
        items: items.map(({ listing_id, quantity, seats, all_in }) => ({
          listingId: listing_id,
          quantity,
          seats,
          price: { amount: all_in, currency },
          total: { amount: all_in * quantity, currency },
        })),
        total: { amount: total_amount, currency },
      },
    ]),
  );
}
