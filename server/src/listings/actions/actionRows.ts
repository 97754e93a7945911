/** Loads listings with what an action needs to decide and to sum. */

import type { ListingAction, ListingOutcome } from '@holdfast/shared/listings';
import type { PercentagesComponent } from '@holdfast/shared/pricing';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { listingLabel } from '../label.ts';
import { listingRules } from '../listingRules.ts';
import { capOfListing, marketAmount, marketTables } from '../market.ts';
import { soldSince } from '../soldSince.ts';
import type { ListingsOffered } from '../views.ts';
import { type LastAction, lastActions } from './lastActions.ts';

export interface ActionRow
  extends Pick<
    ListingsOffered,
    | 'id'
    | 'consignor_id'
    | 'section'
    | 'row'
    | 'seats'
    | 'ticket_type'
    | 'quantity'
    | 'available'
    | 'held'
    | 'price_amount'
    | 'face_value_amount'
    | 'currency'
    | 'floor_amount'
    | 'ceiling_amount'
    | 'owner_id'
    | 'in_hand_on'
    | 'delist_requested_at'
    | 'delist_reason'
    | 'version'
  > {
  consignor_deactivated: boolean;
  event_name: string;
  event_status: string;
  market_amount: number | null;
  /** Null with a law: the place has a cap, but the face value is unknown. */
  cap_amount: number | null;
  cap_law: string | null;
  state: ListingOutcome['state'];
  components: PercentagesComponent[];
  now: Date;
  /** Only for `undoPrice`: the price before the last change, null where there was none or a ticket was sold since. */
  undo?: UndoablePrice | undefined;
  /** Only for `undo`: the last action that isn't undone; undefined where there is none. */
  last?: LastAction | undefined;
}

export interface UndoablePrice {
  priceAmount: number | null;
  soldSince: boolean;
}

const rowsText = (lock: string) => `WITH ${listingRules.with}
  SELECT l.id, l.consignor_id, c.deactivated_at IS NOT NULL AS consignor_deactivated, e.short_name AS event_name, e.status AS event_status, l.section, l."row", l.seats, l.ticket_type, l.quantity,
    l.available, l.held, l.price_amount, l.face_value_amount, l.currency, l.floor_amount, l.ceiling_amount,
    ${marketAmount} AS market_amount, cap.cap_amount, cap.cap_law, l.owner_id, l.in_hand_on, l.delist_requested_at,
    l.delist_reason, l.state, l.version, p.components, now() AS now
  FROM catalog_events_named e JOIN listings l ON l.event_id = e.id JOIN consignors_named c ON c.id = l.consignor_id ${listingRules.join}
    ${marketTables} ${capOfListing({ country: 'e.venue_country', region: 'e.venue_region' })}
  WHERE l.id = ANY($1::text[]) ORDER BY l.id ${lock}`;
/** The consignor too: it isn't deactivated while one of its listings goes on sale. */
const locking = rowsText('FOR NO KEY UPDATE OF l FOR SHARE OF c');
const looking = rowsText('');

/** @param lock keeps others from changing them until the transaction ends */
export async function readActionRows(
  trx: Trx,
  ids: readonly string[],
  action: ListingAction,
  { lock }: { lock: boolean },
): Promise<Map<string, ActionRow>> {
  const rows = await queryPrepared<ActionRow>(trx, lock ? locking : looking, [ids]);
  const rowById = new Map(rows.map((row) => [row.id, row]));
  if (action.action === 'undoPrice')
    for (const [id, undo] of await undoablePrices(trx, ids)) {
      const row = rowById.get(id);
      if (row) row.undo = undo;
    }
  if (action.action === 'undo')
    for (const [id, last] of await lastActions(trx, ids)) {
      const row = rowById.get(id);
      if (row) row.last = last;
    }
  return rowById;
}

async function undoablePrices(trx: Trx, ids: readonly string[]): Promise<Map<string, UndoablePrice>> {
  const prices = await queryPrepared<{ id: string; last_at: Date; before: number | null }>(
    trx,
    `SELECT asked.id, last.at AS last_at, (SELECT h.price_amount FROM listing_prices h
        WHERE h.listing_id = asked.id AND h.version < last.version ORDER BY h.version DESC LIMIT 1) AS before
     FROM unnest($1::text[]) AS asked (id) CROSS JOIN LATERAL (
       SELECT h.version, h.at FROM listing_prices h WHERE h.listing_id = asked.id ORDER BY h.version DESC LIMIT 1) last`,
    [ids],
  );
  const sold = await soldSince(
    trx,
    prices.map(({ id, last_at }) => ({ listingId: id, at: last_at.toISOString() })),
  );
  return new Map(prices.map(({ id, before }) => [id, { priceAmount: before, soldSince: sold.has(id) }]));
}

export const labelOf = (row: ActionRow) =>
  listingLabel({
    eventName: row.event_name,
    section: row.section,
    row: row.row,
    seats: row.seats,
    ticketType: row.ticket_type,
    quantity: row.quantity,
  });
