/** Deliveries with the names around them, as staff and consignors read them. */
import type { DeliverySummary } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import type { DeliveriesMade } from '../deliveries/index.ts';
import { seatText } from '../listings/index.ts';
import type { Engine } from '../platform/actors/index.ts';

/** SQL: a delivery's columns; its joins are `deliveryJoins`. */
export const deliveryColumns = `d.id, d.reservation_id, d.listing_id, d.event_id, d.consignor_id, d.way, d.quantity, d.created_at,
  d.due_by, d.in_hand_at, d.sent_at, d.received_at, d.reference, d.note, d.fan_note, d.failure_note, d.owner_id, d.state, d.snapshot,
  d.machine_version, d.version, r.code AS order_code, r.email AS order_email, r.state AS order_state, e.name AS event_name, e.short_name AS short_event_name,
  e.starts_at, e.time_tbd, e.status AS event_status, e.time_zone, c.name AS consignor_name, l.section, l."row", l.ticket_type,
  l.package_id, CASE WHEN d.quantity = i.quantity THEN i.seats ELSE ARRAY(SELECT t.seat FROM tickets_admissions t WHERE t.reservation_id = d.reservation_id
    AND t.listing_id = d.listing_id AND t.state = 'sold' AND t.seat IS NOT NULL ORDER BY t.seat) END AS seats, owner.name AS owner_name`;

/** SQL: what the columns are read from. */
export const deliveryJoins = `FROM deliveries_made d JOIN reservations_orders r ON r.id = d.reservation_id
  JOIN reservations_all_lines i ON i.reservation_id = d.reservation_id AND i.listing_id = d.listing_id
  JOIN catalog_events_named e ON e.id = d.event_id JOIN consignors_named c ON c.id = d.consignor_id
  JOIN listings_offered l ON l.id = d.listing_id LEFT JOIN accounts_people_named owner ON owner.id = d.owner_id`;

/** A row of these columns. */
export interface DeliveryRow extends DeliveriesMade {
  order_code: string;
  order_email: string | null;
  order_state: string;
  event_name: string;
  short_event_name: string;
  starts_at: Date;
  time_tbd: boolean;
  event_status: string;
  time_zone: string;
  consignor_name: string;
  section: string | null;
  row: string | null;
  ticket_type: string;
  package_id: string | null;
  seats: number[];
  owner_name: string | null;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** `112 / F / 5–6`, or the ticket type and how many. */
export const placesOf = ({
  section,
  row,
  seats,
  ticket_type,
  quantity,
}: Pick<DeliveryRow, 'section' | 'row' | 'seats' | 'ticket_type' | 'quantity'>): string =>
  section === null || row === null
    ? `${ticket_type} × ${quantity}`
    : `${section} / ${row} / ${seatText(seats)}`;

export function presentSummary(engine: Engine, row: DeliveryRow): DeliverySummary {
  const { refusal } = engine.contextOf(deliveryMachine, row);
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    way: row.way,
    order: { id: row.reservation_id, code: row.order_code },
    event: {
      id: row.event_id,
      name: row.event_name,
      shortName: row.short_event_name,
      startsAt: row.starts_at.toISOString(),
      timeTbd: row.time_tbd,
      status: row.event_status,
      timeZone: row.time_zone,
    },
    consignor: { id: row.consignor_id, name: row.consignor_name },
    listingId: row.listing_id,
    places: placesOf(row),
    quantity: row.quantity,
    dueBy: iso(row.due_by),
    inHandAt: iso(row.in_hand_at),
    sentAt: iso(row.sent_at),
    receivedAt: iso(row.received_at),
    refusal,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  };
}
