/** Which delivery came in whose place. */
import type { DeliveryDetail } from '@holdfast/shared/deliveries';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { type DeliveryRow, placesOf } from './deliveryRows.ts';

type Others = Pick<DeliveryDetail, 'replaces' | 'replacedBy'>;

interface Row extends Pick<DeliveryRow, 'section' | 'row' | 'seats' | 'ticket_type' | 'quantity'> {
  id: string;
  of: string;
  is_before: boolean;
  consignor_name: string;
}

/** @returns by the id of the delivery; those that stand alone are left out */
export async function othersOf(
  trx: Trx,
  deliveries: ReadonlyArray<Pick<DeliveryRow, 'id'>>,
): Promise<Map<string, Others>> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT d.id AS of, o.id, own.from_listing_id IS NOT DISTINCT FROM o.listing_id AS is_before, c.name AS consignor_name, l.section,
       l."row", l.ticket_type, i.seats, i.quantity
     FROM deliveries_made d
     JOIN reservations_all_lines own ON own.reservation_id = d.reservation_id AND own.listing_id = d.listing_id
     JOIN reservations_all_lines i ON i.reservation_id = d.reservation_id
       AND (i.listing_id = own.from_listing_id OR i.from_listing_id = d.listing_id)
     JOIN deliveries_made o ON o.reservation_id = i.reservation_id AND o.listing_id = i.listing_id
     JOIN listings_offered l ON l.id = o.listing_id JOIN consignors_named c ON c.id = o.consignor_id
     WHERE d.id = ANY($1::text[])`,
    [deliveries.map(({ id }) => id)],
  );
  const others = new Map<string, Others>();
  for (const row of rows) {
    const known = others.get(row.of) ?? { replaces: null, replacedBy: null };
    const other = { id: row.id, places: placesOf(row), consignor: row.consignor_name };
    others.set(row.of, row.is_before ? { ...known, replaces: other } : { ...known, replacedBy: other });
  }
  return others;
}
