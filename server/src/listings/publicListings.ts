/** What fans may choose from: read in two statements, since every event page asks for it. */

import { deliveryText, wayOf } from '@holdfast/shared/deliveries';
import {
  byPrice,
  type PublicListing,
  type PublicListings,
  type SplitRule,
  valueScoresOf,
} from '@holdfast/shared/listings';
import { type PercentagesComponent, quoteTicket } from '@holdfast/shared/pricing';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { type OpenSeats, openSeatsOf, quantitiesOf, type Stock, seatsFor } from '../tickets/index.ts';
import { listingRules } from './listingRules.ts';
import type { ListingsOffered } from './views.ts';

interface EventRow {
  id: string;
  max_per_type: number;
  on_sale: boolean;
  now: Date;
}

interface ListingRow
  extends Pick<
    ListingsOffered,
    | 'id'
    | 'ticket_type'
    | 'section'
    | 'row'
    | 'available'
    | 'seats'
    | 'price_amount'
    | 'face_value_amount'
    | 'currency'
    | 'delivery_way'
    | 'in_hand_on'
    | 'disclosure'
    | 'max_per_fan'
  > {
  kind: Stock['kind'];
  split_rule: SplitRule;
  event_kind: string;
  components: PercentagesComponent[];
  fee_bps: number;
}

/** What is on sale for an event at one moment: read once, shown for any number of tickets. */
export interface Offered {
  listings: { row: ListingRow; open: OpenSeats | undefined }[];
  maxPerType: number;
  /** When it was read, ISO 8601. */
  asOf: string;
}

/**
 * Reads the listings of an event that are on sale, sold out ones too; none of an event that isn't on sale.
 * @throws Problem `not_found` for an unknown event
 */
export async function readOffered(trx: Trx, eventIdOrSlug: string): Promise<Offered> {
  const [event] = await queryPrepared<EventRow>(
    trx,
    `SELECT id, max_per_type, status IN ('scheduled', 'moved') AND starts_at > now() AS on_sale, now() AS now
     FROM catalog_calendar WHERE id = $1 OR slug = $1`,
    [eventIdOrSlug],
  );
  if (!event) throw notFound('event');
  const rows = event.on_sale
    ? await queryPrepared<ListingRow>(
        trx,
        `WITH ${listingRules.with}
         SELECT l.id, l.kind, l.ticket_type, l.section, l."row", l.split_rule, l.available, l.price_amount, l.face_value_amount,
           l.currency, l.delivery_way, e.kind AS event_kind,
           CASE WHEN l.in_hand_on > (now() AT TIME ZONE v.time_zone)::date THEN l.in_hand_on END AS in_hand_on, l.disclosure, l.max_per_fan, p.components, p.fee_bps,
           l.seats
         FROM listings l JOIN catalog_calendar e ON e.id = l.event_id JOIN catalog_venues_named v ON v.id = e.venue_id
           ${listingRules.join}
         WHERE l.event_id = $1 AND listing_is_sellable(l.state)`,
        [event.id],
      )
    : [];
  const seated = rows.filter(({ kind, available }) => kind === 'seated' && available > 0).map(({ id }) => id);
  const open = seated.length > 0 ? await openSeatsOf(trx, seated) : new Map<string, OpenSeats>();
  return {
    listings: rows.map((row) => ({ row, open: open.get(row.id) })),
    maxPerType: event.max_per_type,
    asOf: event.now.toISOString(),
  };
}

/**
 * The listings that can be bought now, cheapest first, at all-in prices by the percentages in force; with a quantity only
 * those that sell just that, with their value scores.
 */
export function presentOffered({ listings, maxPerType }: Offered, quantity?: number): PublicListing[] {
  const shown = listings
    .map(({ row, open }) => present(row, open, row.max_per_fan ?? maxPerType, quantity))
    .filter((listing) => listing !== null)
    .sort(byPrice);
  return quantity === undefined ? shown : withValues(shown);
}

/** The seated ones with their value score among each other. */
function withValues(listings: PublicListing[]): PublicListing[] {
  const scores = valueScoresOf(listings.filter(({ kind }) => kind === 'seated'));
  return listings.map((listing) => {
    const table = scores.get(listing.id);
    return table ? { ...listing, value: { bps: table.bps, compared: table.compared.length } } : listing;
  });
}

/**
 * Both at once.
 * @throws Problem `not_found` for an unknown event
 */
export async function publicListings(
  db: Database,
  eventIdOrSlug: string,
  quantity?: number,
): Promise<PublicListings> {
  const offered = await inTransaction(db, (trx) => readOffered(trx, eventIdOrSlug));
  const data = presentOffered(offered, quantity);
  return { data, total: data.length, asOf: offered.asOf };
}

function present(
  row: ListingRow,
  open: OpenSeats | undefined,
  max: number,
  quantity: number | undefined,
): PublicListing | null {
  const { kind, available, currency } = row;
  const stock: Stock = {
    kind,
    splitRule: row.split_rule,
    available,
    seats: row.seats,
    freeSeats: open?.free ?? [],
    heldAlone: open?.heldAlone ?? [],
  };
  const quantities = quantitiesOf(stock, max);
  if (quantities.length === 0 || (quantity !== undefined && !quantities.includes(quantity))) return null;
  const sum = quoteTicket(row.price_amount, row.components);
  const general = kind === 'generalAdmission';
  return {
    id: row.id,
    kind,
    ticketType: general ? row.ticket_type : null,
    section: row.section,
    row: row.row,
    seats: quantity === undefined ? stock.freeSeats : (seatsFor(stock, quantity) ?? []),
    available,
    quantities,
    price: { amount: sum.allIn, currency },
    priceParts: {
      price: { amount: sum.price, currency },
      fee: { amount: sum.fee, currency },
      feeBps: row.fee_bps,
    },
    faceValue: row.face_value_amount === null ? null : { amount: row.face_value_amount, currency },
    delivery: deliveryText(wayOf(row.event_kind, row.delivery_way), row.in_hand_on),
    disclosure: row.disclosure,
    maxPerFan: row.max_per_fan,
    value: null,
  };
}
