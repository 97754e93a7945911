/** Sends the barcodes that a consignor's file gave with a listing. */
import { lockDelivery, sendDelivery } from '../deliveries/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

/**
 * Sends a delivery by itself where every ticket of it has a barcode that no fan got; otherwise it waits for a person.
 * @returns whether it was sent
 */
export async function deliverKnown(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  deliveryId: string,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const delivery = await lockDelivery(trx, deliveryId);
    if (delivery.state !== 'due' && delivery.state !== 'waiting') return false;
    const barcodes = await queryPrepared<{ ticket_id: string; code: string | null }>(
      trx,
      `WITH tickets AS (
         SELECT t.id, t.seat, row_number() OVER (PARTITION BY t.seat IS NULL ORDER BY t.id) AS nth
         FROM deliveries_made d JOIN tickets_admissions t ON t.reservation_id = d.reservation_id AND t.listing_id = d.listing_id
         WHERE d.id = $1 AND t.state = 'sold'
       ), free AS (
         SELECT b.seat, b.barcode, row_number() OVER (PARTITION BY b.seat IS NULL ORDER BY b.barcode) AS nth
         FROM imports_barcodes b WHERE b.listing_id = $2
           AND NOT EXISTS (SELECT 1 FROM deliveries_barcodes k JOIN deliveries_made o ON o.id = k.delivery_id
             WHERE k.event_id = b.event_id AND k.code = b.barcode AND o.state <> 'refunded'
               AND NOT EXISTS (SELECT 1 FROM tickets_admissions g WHERE g.id = k.ticket_id AND g.state = 'refunded'))
       )
       SELECT t.id AS ticket_id, f.barcode AS code FROM tickets t
       LEFT JOIN free f ON f.seat = t.seat OR (f.seat IS NULL AND t.seat IS NULL AND f.nth = t.nth) ORDER BY t.id`,
      [deliveryId, delivery.listing_id],
    );
    const known = barcodes.flatMap(({ ticket_id: ticketId, code }) =>
      code === null ? [] : [{ ticketId, code }],
    );
    if (known.length === 0 || known.length < barcodes.length) return false;
    const proof = { reference: null, note: null, barcodes: known, version: null };
    await sendDelivery(trx, engine, deliveryId, proof, { by: 'system', requestId: null });
    return true;
  });
}
