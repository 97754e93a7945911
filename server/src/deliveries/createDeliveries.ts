/** New deliveries: one for each line of a paid order. */
import { type DeliveryWay, deliveryDeadlines, notScheduled, wayOf } from '@holdfast/shared/deliveries';
import { type DeliveryContext, deliveryMachine } from '@holdfast/shared/deliveries/machines';
import type { EventStatus } from '../catalog/index.ts';
import type { ListingsOffered } from '../listings/index.ts';
import type { Created, Engine } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

/** A line of an order that is paid. */
export interface PaidLine {
  reservationId: string;
  listingId: string;
  quantity: number;
  /** When it was paid, ISO instant. */
  paidAt: string;
  /** When the delivery is made, ISO instant. */
  at: string;
  by: string;
}

interface ListingRow extends Pick<ListingsOffered, 'id' | 'event_id' | 'consignor_id' | 'delivery_way'> {
  event_kind: string;
  event_status: EventStatus;
  starts_at: Date;
  in_hand_at: Date | null;
}

/** Until when tickets are to be sent, ISO instant; null while the event has no date. */
export const dueByOf = ({ startsAt, paidAt }: { startsAt: string; paidAt: string }): string | null =>
  startsAt === notScheduled ? null : deliveryDeadlines({ startsAt, paidAt }).dueBy;

/** The start by which tickets are due: none of an event that is postponed or canceled. */
const startOf = ({ event_status, starts_at }: Pick<ListingRow, 'event_status' | 'starts_at'>): string =>
  event_status === 'postponed' || event_status === 'cancelled' ? notScheduled : starts_at.toISOString();

/**
 * Listings with what their deliveries go by. The in-hand day begins at midnight at the venue.
 * @param where a condition on `l`, with one parameter
 */
const listingsText = (where: string) => `
  SELECT l.id, l.event_id, l.consignor_id, l.delivery_way, e.kind AS event_kind, e.status AS event_status, e.starts_at,
    l.in_hand_on::timestamp AT TIME ZONE e.time_zone AS in_hand_at
  FROM listings_offered l JOIN catalog_events_named e ON e.id = l.event_id WHERE ${where}`;

/** The dates of a new delivery, as its machine has them. */
function datesOf({
  snapshot,
}: Created): Pick<DeliveryContext, 'inHandAt' | 'receivedAt'> & { dueBy: string | null } {
  const context = snapshot.context as DeliveryContext;
  return { dueBy: dueByOf(context), inHandAt: context.inHandAt, receivedAt: context.receivedAt };
}

/** Creates the deliveries of paid lines; our own gate codes are with their fans at once. */
export async function createDeliveries(trx: Trx, engine: Engine, lines: readonly PaidLine[]): Promise<void> {
  if (lines.length === 0) return;
  const listings = new Map(
    (
      await queryPrepared<ListingRow>(trx, listingsText('l.id = ANY($1::text[])'), [
        [...new Set(lines.map(({ listingId }) => listingId))],
      ])
    ).map((listing) => [listing.id, listing]),
  );
  const rows = lines.map(({ at, by, paidAt, ...line }) => {
    const listing = listings.get(line.listingId);
    if (!listing) throw new Error(`${line.reservationId} is of ${line.listingId}, which isn’t there`);
    const way: DeliveryWay = wayOf(listing.event_kind, listing.delivery_way);
    const startsAt = startOf(listing);
    const input = {
      way,
      paidAt,
      startsAt,
      inHandAt: listing.in_hand_at?.toISOString() ?? null,
      at,
      ...(startsAt < at ? { isOver: true } : {}),
    };
    const created = engine.create(deliveryMachine, { id: newId('delivery'), input, at, by });
    return { line, listing, way, at, created };
  });
  const { from, value } = records(
    rows.map(({ line, listing, way, at, created }) => ({
      ...line,
      id: created.id,
      eventId: listing.event_id,
      consignorId: listing.consignor_id,
      way,
      createdAt: at,
      ...datesOf(created),
      state: created.state,
      snapshot: created.snapshot,
      machineVersion: created.machineVersion,
    })),
    {
      id: 'text',
      reservationId: 'text',
      listingId: 'text',
      eventId: 'text',
      consignorId: 'text',
      way: 'text',
      quantity: 'integer',
      createdAt: 'timestamptz',
      dueBy: 'timestamptz',
      inHandAt: 'timestamptz',
      receivedAt: 'timestamptz',
      state: 'text',
      snapshot: 'jsonb',
      machineVersion: 'integer',
    },
  );
  const columns = `id, reservation_id, listing_id, event_id, consignor_id, way, quantity, created_at, due_by, in_hand_at, received_at,
    state, snapshot, machine_version`;
  await queryPrepared(trx, `INSERT INTO deliveries (${columns}, version) SELECT ${columns}, 1 FROM ${from}`, [
    value,
  ]);
  await engine.recordCreated(
    trx,
    rows.map(({ created }) => created),
  );
}

/** What a delivery goes by now. */
export interface Schedule {
  id: string;
  startsAt: string;
  inHandAt: string | null;
}

/** The open deliveries of an event or of a listing, with what they go by now. */
export async function schedulesOf(
  trx: Trx,
  of: { eventId: string } | { listingIds: readonly string[] },
): Promise<Schedule[]> {
  const byEvent = 'eventId' in of;
  const rows = await queryPrepared<ListingRow & { delivery_id: string }>(
    trx,
    `SELECT d.id AS delivery_id, l.* FROM deliveries d JOIN (${listingsText(byEvent ? 'l.event_id = $1' : 'l.id = ANY($1::text[])')}) l
       ON l.id = d.listing_id WHERE delivery_is_open(d.state) ORDER BY d.id`,
    [byEvent ? of.eventId : of.listingIds],
  );
  return rows.map(({ delivery_id: id, in_hand_at, ...event }) => ({
    id,
    startsAt: startOf(event),
    inHandAt: in_hand_at?.toISOString() ?? null,
  }));
}
