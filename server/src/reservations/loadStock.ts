/** What a batch of holds needs to know, its listings locked in the order of their ids. */
import type { SplitRule } from '@holdfast/shared/listings';
import type { PercentagesComponent } from '@holdfast/shared/pricing';
import type { HeldReservation } from '@holdfast/shared/reservations';
import { type Buyer, blocksAmong } from '../blocks/index.ts';
import { planNow } from '../consignors/index.ts';
import type { ListingsOffered } from '../listings/index.ts';
import type { HoldLimits } from '../platform/config.ts';
import { type Pipeline, queryPrepared } from '../platform/db/index.ts';
import { readAnswers } from '../platform/http/index.ts';
import { rulesOfFew } from '../pricing/index.ts';
import { type OpenSeats, openSeatsOf, type Stock } from '../tickets/index.ts';
import { heldAnswers } from './heldAnswers.ts';
import { type Counted, countAhead, type HoldCounters } from './holdLimits.ts';
import { type TaxInForce, taxesInForce } from './taxes.ts';

export interface ListingStock extends Stock {
  id: string;
  eventId: string;
  state: string;
  ticketType: string;
  /** Each, minor units, before the fee. */
  priceAmount: number;
  currency: string;
  /** The rule in force, and what its parts come to in basis points. */
  percentagesId: string;
  components: PercentagesComponent[];
  commissionBps: number;
  feeBps: number;
  eventOpen: boolean;
  maxPerType: number;
  holdMs: number;
  /** In force at its venue. */
  taxes: readonly TaxInForce[];
}

export interface FanHoldings {
  openReservationId: string | null;
  /** Tickets bought or held, by event and type. */
  taken: Map<string, number>;
}

export interface LoadedStock {
  /** The transaction's instant by the database's clock, ISO 8601. */
  at: string;
  listings: Map<string, ListingStock>;
  /** Listings that are locked by others, and so not among `listings`. */
  locked: ReadonlySet<string>;
  fans: Map<string, FanHoldings>;
  /** By key. null: the key was used for something else than a hold. */
  answers: Map<string, { hash: string; answer: HeldReservation | null }>;
  limits: HoldLimits;
  counters: HoldCounters;
  /** Keys of the requests' buyers that are blocked. */
  blocked: ReadonlySet<string>;
}

interface ListingRow
  extends Pick<
    ListingsOffered,
    'id' | 'event_id' | 'ticket_type' | 'state' | 'seats' | 'price_amount' | 'currency' | 'available'
  > {
  kind: ListingStock['kind'];
  split_rule: SplitRule;
  percentages_id: string;
  components: PercentagesComponent[];
  commission_bps: number;
  fee_bps: number;
  event_open: boolean;
  max_per_type: number;
  hold_ms: number;
}

interface FanRow {
  fan_id: string;
  event_id: string;
  ticket_type: string;
  quantity: number;
  open_id: string | null;
}

const rules = rulesOfFew({
  listingId: 'l.id',
  eventId: 'l.event_id',
  teamId: 'e.home_id',
  packageId: 'l.package_id',
  consignorId: 'l.consignor_id',
  plan: planNow('l.consignor_id'),
});

export const typeKey = (eventId: string, ticketType: string) => `${eventId} ${ticketType}`;

/** The addresses of somebody who asks for a hold: where the tickets go, and their account's. */
export interface BuyerEmails {
  email: string | null;
  /** Absent or null: a guest. */
  accountEmail?: string | null;
}

/** Who asks, as a block would name them. */
export const buyerOf = ({ fanId, email, accountEmail }: Counted & BuyerEmails): Buyer => ({
  fanId,
  emails: [email, accountEmail],
});

/** All statements are sent at once; the lock is first on the connection, so the rest is read under it. */
export async function loadStock(
  pipeline: Pipeline,
  requests: ReadonlyArray<
    Counted & BuyerEmails & { key: string | null; items: ReadonlyArray<{ listingId: string }> }
  >,
  { limits, skipLocked }: { limits: HoldLimits; skipLocked: boolean },
): Promise<LoadedStock> {
  const listingIds = [...new Set(requests.flatMap(({ items }) => items.map(({ listingId }) => listingId)))];
  const [rows, openSeats, fans, answers, counters, all, blocked, taxes] = await Promise.all([
    lockListings(pipeline, listingIds, skipLocked),
    openSeatsOf(pipeline, listingIds),
    loadFans(pipeline, [...new Set(requests.map(({ fanId }) => fanId))]),
    loadAnswers(
      pipeline,
      requests.flatMap(({ key }) => key ?? []),
    ),
    countAhead(pipeline, limits, requests),
    skipLocked ? existing(pipeline, listingIds) : [],
    blocksAmong(pipeline, requests.map(buyerOf)),
    taxesInForce(pipeline, listingIds),
  ]);
  const listings = new Map(
    rows.map((row) => [row.id, stockOf(row, openSeats.get(row.id), taxes.get(row.id) ?? [])]),
  );
  return {
    at: (rows[0]?.at ?? new Date()).toISOString(),
    listings,
    locked: new Set(all.filter((id) => !listings.has(id))),
    fans,
    answers,
    limits,
    counters,
    blocked,
  };
}

const lockText = `WITH ${rules.with}
     SELECT l.id, l.event_id, l.kind, l.ticket_type, l.state, l.split_rule, l.seats, l.price_amount, l.currency, l.available,
       p.id AS percentages_id, p.components, p.commission_bps, p.fee_bps, e.status IN ('scheduled', 'moved') AND e.starts_at > now() AS event_open, coalesce(l.max_per_fan, e.max_per_type) AS max_per_type, e.hold_ms, now() AS at
     FROM listings l JOIN events e ON e.id = l.event_id ${rules.join}
     WHERE l.id = ANY($1::text[]) ORDER BY l.id FOR NO KEY UPDATE OF l`;
const lockFreeText = `${lockText} SKIP LOCKED`;

function lockListings(
  pipeline: Pipeline,
  listingIds: string[],
  skipLocked: boolean,
): Promise<Array<ListingRow & { at: Date }>> {
  return queryPrepared(pipeline, skipLocked ? lockFreeText : lockText, [listingIds]);
}

/** Which of these there are, locked or not. */
async function existing(pipeline: Pipeline, listingIds: string[]): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    pipeline,
    'SELECT id FROM listings_offered WHERE id = ANY($1::text[])',
    [listingIds],
  );
  return rows.map(({ id }) => id);
}

function stockOf(row: ListingRow, open: OpenSeats | undefined, taxes: readonly TaxInForce[]): ListingStock {
  return {
    id: row.id,
    eventId: row.event_id,
    kind: row.kind,
    state: row.state,
    ticketType: row.ticket_type,
    splitRule: row.split_rule,
    priceAmount: row.price_amount,
    currency: row.currency,
    available: row.available,
    seats: row.seats,
    freeSeats: open?.free ?? [],
    heldAlone: open?.heldAlone ?? [],
    percentagesId: row.percentages_id,
    components: row.components,
    commissionBps: row.commission_bps,
    feeBps: row.fee_bps,
    eventOpen: row.event_open,
    maxPerType: row.max_per_type,
    holdMs: row.hold_ms,
    taxes,
  };
}

async function loadFans(trx: Pipeline, fanIds: string[]): Promise<Map<string, FanHoldings>> {
  const rows = await queryPrepared<FanRow>(
    trx,
    `SELECT r.fan_id, r.event_id, i.ticket_type, i.quantity, r.open_id FROM (
       SELECT id, fan_id, event_id, id AS open_id FROM reservations
       WHERE fan_id = ANY($1::text[]) AND reservation_is_open(state)
       UNION ALL SELECT id, fan_id, event_id, NULL FROM reservations
       WHERE fan_id = ANY($1::text[]) AND reservation_is_order(state) AND state = 'paid') r
     JOIN reservation_items i ON i.reservation_id = r.id`,
    [fanIds],
  );
  const fans = new Map<string, FanHoldings>();
  for (const row of rows) {
    const fan = fans.get(row.fan_id) ?? { openReservationId: null, taken: new Map() };
    fan.openReservationId ??= row.open_id;
    const type = typeKey(row.event_id, row.ticket_type);
    fan.taken.set(type, (fan.taken.get(type) ?? 0) + row.quantity);
    fans.set(row.fan_id, fan);
  }
  return fans;
}

/** A hold's stored answer is its id: every part of the answer is in its rows, and none of that changes. */
async function loadAnswers(trx: Pipeline, keys: string[]): Promise<LoadedStock['answers']> {
  const stored = await readAnswers<unknown>(trx, keys);
  if (stored.size === 0) return new Map();
  const ids = [...stored.values()].map(({ answer }) => answer).filter((answer) => typeof answer === 'string');
  const answers = await heldAnswers(trx, ids);
  return new Map(
    [...stored].map(([key, { hash, answer: id }]) => [
      key,
      { hash, answer: answers.get(String(id)) ?? null },
    ]),
  );
}
