/** What could be sold of an event now to somebody who doesn't buy it himself, with its sums by the percentages in force. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import { type PercentagesComponent, quoteTicket, type TicketSum } from '@holdfast/shared/pricing';
import { planNow } from '../consignors/index.ts';
import type { ListingsOffered } from '../listings/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { rulesOfFew } from '../pricing/index.ts';
import { openSeatsOf, type Stock } from '../tickets/index.ts';

/** A listing on sale. Amounts are of one ticket, minor units. */
export interface Offer {
  id: string;
  eventId: string;
  consignorId: string;
  consignorName: string;
  section: string | null;
  row: string | null;
  ticketType: string;
  faceValueAmount: number | null;
  hasDrawback: boolean;
  /** The most of its type that one fan may have. */
  maxPerFan: number;
  currency: string;
  way: ConsignedWay;
  stock: Stock;
  sum: TicketSum;
  percentagesId: string;
  commissionBps: number;
  feeBps: number;
}

interface Row
  extends Pick<
    ListingsOffered,
    | 'id'
    | 'event_id'
    | 'consignor_id'
    | 'section'
    | 'row'
    | 'ticket_type'
    | 'seats'
    | 'available'
    | 'price_amount'
    | 'face_value_amount'
    | 'disclosure'
    | 'currency'
    | 'delivery_way'
  > {
  consignor_name: string;
  max_per_fan: number;
  kind: Stock['kind'];
  split_rule: SplitRule;
  percentages_id: string;
  components: PercentagesComponent[];
  commission_bps: number;
  fee_bps: number;
}

const rules = rulesOfFew({
  listingId: 'l.id',
  eventId: 'l.event_id',
  teamId: 'e.home_id',
  packageId: 'l.package_id',
  consignorId: 'l.consignor_id',
  plan: planNow('l.consignor_id'),
});

/** The listings on sale of an event; none while it isn't on sale. What the caller has locked stays as it is read. */
export async function offersOf(trx: Trx, eventId: string): Promise<Offer[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `WITH ${rules.with}
     SELECT l.id, l.event_id, l.consignor_id, c.name AS consignor_name, l.kind, l.section, l."row", l.ticket_type, l.seats, l.split_rule,
       l.available, l.price_amount, l.face_value_amount, l.disclosure, l.currency, l.delivery_way, coalesce(l.max_per_fan, e.max_per_type) AS max_per_fan, p.id AS percentages_id, p.components,
       p.commission_bps, p.fee_bps
     FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id JOIN consignors_named c ON c.id = l.consignor_id ${rules.join}
     WHERE l.event_id = $1 AND listing_is_sellable(l.state) AND l.available > 0
       AND e.status IN ('scheduled', 'moved') AND e.starts_at > now() ORDER BY l.id`,
    [eventId],
  );
  const seated = rows.filter(({ kind }) => kind === 'seated').map(({ id }) => id);
  const open = seated.length > 0 ? await openSeatsOf(trx, seated) : new Map();
  return rows.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    consignorId: row.consignor_id,
    consignorName: row.consignor_name,
    section: row.section,
    row: row.row,
    ticketType: row.ticket_type,
    faceValueAmount: row.face_value_amount,
    hasDrawback: row.disclosure !== null,
    maxPerFan: row.max_per_fan,
    currency: row.currency,
    way: row.delivery_way,
    stock: {
      kind: row.kind,
      splitRule: row.split_rule,
      available: row.available,
      seats: row.seats,
      freeSeats: open.get(row.id)?.free ?? [],
      heldAlone: open.get(row.id)?.heldAlone ?? [],
    },
    sum: quoteTicket(row.price_amount, row.components),
    percentagesId: row.percentages_id,
    commissionBps: row.commission_bps,
    feeBps: row.fee_bps,
  }));
}
