/** Listings as staff read them: one shape of row, one presenter. */
import { wayOf } from '@holdfast/shared/deliveries';
import type { Listing, SplitRule } from '@holdfast/shared/listings';
import { quoteTicket } from '@holdfast/shared/pricing';
import { type EventRow, eventColumns, presentEvent } from '../catalog/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { presentRuleInForce, type RuleColumns, ruleColumns } from '../pricing/index.ts';
import { capOfListing, marketAmount, marketTables } from './market.ts';
import type { ListingsOffered } from './views.ts';

export const listingColumns = `${eventColumns('e')}, e.short_name AS short_event_name, e.starts_at <= now() AS event_begun,
  l.id AS listing_id, l.kind AS listing_kind, l.ticket_type, l.section, l."row", l.seats, l.split_rule, l.price_amount,
  l.face_value_amount, l.currency AS listing_currency, l.delivery, l.delivery_way, l.disclosure, l.max_per_fan, l.quantity, l.available, l.held, l.sold, l.withdrawn,
  l.source, l.state, l.state_reason, l.submitted_at, l.priced_at, l.created_at, l.version,
  l.external_id, l.floor_amount, l.ceiling_amount, l.in_hand_on, l.delist_requested_at, l.delist_reason, l.owner_id,
  owner.name AS owner_name, ${marketAmount} AS market_amount, cap.cap_amount, cap.cap_law, c.id AS consignor_id, c.name AS consignor_name, ${ruleColumns('p')}`;

/** The percentages in force come along, looked up once per row by an index probe a reach: for a page, not for totals. */
export const listingTables = `catalog_events_named e
  JOIN listings l ON l.event_id = e.id JOIN consignors_named c ON c.id = l.consignor_id
  CROSS JOIN LATERAL percentages_at(l.id, l.event_id, l.package_id, l.consignor_id, now()) p
  LEFT JOIN accounts_people_named owner ON owner.id = l.owner_id ${marketTables} ${capOfListing({ country: 'e.venue_country', region: 'e.venue_region' })}`;

export interface ListingRow
  extends EventRow,
    RuleColumns,
    Omit<
      ListingsOffered,
      'id' | 'event_id' | 'package_id' | 'import_id' | 'kind' | 'split_rule' | 'currency' | 'state'
    > {
  short_event_name: string;
  event_begun: boolean;
  listing_id: string;
  listing_kind: Listing['kind'];
  split_rule: SplitRule;
  listing_currency: string;
  state: Listing['state'];
  owner_name: string | null;
  market_amount: number | null;
  cap_amount: number | null;
  cap_law: string | null;
  consignor_name: string;
}

/** Listings with the messages that a person may send them now. */
export async function presentListings(
  trx: Trx,
  engine: Engine,
  rows: readonly ListingRow[],
): Promise<Listing[]> {
  const accepts = await engine.accepts(
    trx,
    rows.map(({ listing_id }) => listing_id),
  );
  return rows.map((row) => ({
    ...presentListing(row),
    accepts: (accepts.get(row.listing_id) ?? []).flatMap(({ message, label, possible }) =>
      label === null || possible === 'no' ? [] : message,
    ),
  }));
}

export type PresentedListing = Omit<Listing, 'accepts'>;

/** A listing's own data: what it is and what it is worth. */
export function presentListing(row: ListingRow): PresentedListing {
  const currency = row.listing_currency;
  const { price, proceeds, commission, fee, allIn } = quoteTicket(row.price_amount, row.components);
  return {
    id: row.listing_id,
    event: presentEvent(row),
    consignor: { id: row.consignor_id, name: row.consignor_name },
    kind: row.listing_kind,
    ticketType: row.listing_kind === 'generalAdmission' ? row.ticket_type : null,
    section: row.section,
    row: row.row,
    seats: row.seats,
    splitRule: row.split_rule,
    quantity: row.quantity,
    available: row.available,
    held: row.held,
    sold: row.sold,
    withdrawn: row.withdrawn,
    price: { amount: price, currency },
    sum: { proceeds, commission, price, fee, allIn },
    percentages: presentRuleInForce(row),
    commissionBps: row.commission_bps,
    feeBps: row.fee_bps,
    faceValue: row.face_value_amount === null ? null : { amount: row.face_value_amount, currency },
    maxPerFan: row.max_per_fan,
    delivery: row.delivery,
    deliveryWay: wayOf(row.kind, row.delivery_way),
    disclosure: row.disclosure,
    state: row.state,
    stateReason: row.state_reason,
    version: row.version,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    market: row.market_amount,
    floor: row.floor_amount,
    ceiling: row.ceiling_amount,
    cap: row.cap_amount,
    capLaw: row.cap_law,
    inHandOn: row.in_hand_on,
    delistRequested:
      row.delist_requested_at === null
        ? null
        : { at: row.delist_requested_at.toISOString(), reason: row.delist_reason },
    source: row.source,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    pricedAt: row.priced_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  };
}
