/** What a consignor is told of a delivery: tickets to send, late ones, and those that the fan can't accept. */
import type { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { notifyConsignors } from '../consignorNotifications/index.ts';
import type { ActionCall } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { dueByOf } from './createDeliveries.ts';
import type { DeliveriesMade } from './views.ts';

interface Row extends Pick<DeliveriesMade, 'id' | 'listing_id' | 'consignor_id' | 'quantity'> {
  seats: number[] | null;
}

/** The version distinguishes what happens again, so that each is notified once. */
export async function notifyConsignor(
  trx: Trx,
  calls: ActionCall<typeof deliveryMachine, 'notifyConsignor'>[],
): Promise<void> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT d.id, d.listing_id, d.consignor_id, d.quantity,
       (SELECT array_agg(t.seat ORDER BY t.seat) FROM tickets_admissions t
        WHERE t.reservation_id = d.reservation_id AND t.listing_id = d.listing_id AND t.seat IS NOT NULL) AS seats
     FROM deliveries d WHERE d.id = ANY($1::text[])`,
    [calls.map(({ actorId }) => actorId)],
  );
  const rowById = new Map(rows.map((row) => [row.id, row]));
  await notifyConsignors(
    trx,
    calls.map(({ actorId, version, at, context, params: { kind } }) => {
      const {
        listing_id: listingId,
        consignor_id: consignorId,
        quantity,
        seats,
      } = rowById.get(actorId) as Row;
      return {
        kind,
        cause: `delivery/${actorId}/${version}/${kind}`,
        listingId,
        consignorId,
        at,
        facts: { seats: seats ?? [], quantity, way: context.way, dueBy: dueByOf(context) },
      };
    }),
  );
}
