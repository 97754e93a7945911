/** What so many tickets together cost at least, for every event ahead: what the list's filters by number and price count. */

import type { SplitRule } from '@holdfast/shared/listings';
import { type Database, inTransaction, query, type Trx } from '../platform/db/index.ts';
import { openSeatsOf, quantitiesOf, type Stock } from '../tickets/index.ts';
import { listingRules } from './listingRules.ts';

/** Numbers of tickets that are counted: more than any fan may hold of a type. */
const mostTogether = 20;
/** The number that stands for any: the price of one ticket, or of each of several where none is sold alone. */
export const anyNumber = 0;
/** Milliseconds. Lists with other filters share what was read a moment ago, as their pages share it. */
const sharedMs = 1_000;

/** A number of tickets that an event sells together, and the lowest all-in price of each, minor units. */
export interface EventOffer {
  eventId: string;
  quantity: number;
  amount: number;
}

const onSale = `FROM listings l JOIN catalog_calendar e ON e.id = l.event_id ${listingRules.join}
  WHERE listing_is_sellable(l.state) AND l.available > 0 AND e.status IN ('scheduled', 'moved') AND e.starts_at > now()`;
const allIn = 'l.price_amount + fan_fee(l.price_amount, p.fee_terms)';
const mostOfFan = 'coalesce(l.max_per_fan, e.max_per_type)';

const kept = new WeakMap<Database, { until: number; offers: Promise<EventOffer[]> }>();

/** As of at most a second ago. */
export function offersLately(db: Database): Promise<EventOffer[]> {
  const before = kept.get(db);
  if (before && Date.now() < before.until) return before.offers;
  const offers = inTransaction(db, offersByQuantity);
  kept.set(db, { until: Date.now() + sharedMs, offers });
  // What failed isn't shared.
  offers.catch(() => kept.delete(db));
  return offers;
}

/** As of now. The split rules decide, as they do for a hold: whole rows by their length, rows that sold by their seats. */
export async function offersByQuantity(trx: Trx): Promise<EventOffer[]> {
  const lowest = new Map<string, number>();
  const take = (eventId: string, stock: Stock, max: number, amount: number) => {
    for (const quantity of quantitiesOf(stock, Math.min(max, mostTogether))) {
      const key = `${eventId} ${quantity}`;
      const before = lowest.get(key);
      if (before === undefined || amount < before) lowest.set(key, amount);
    }
  };
  // Whole rows of one length and rule, and general admission, are one line each.
  const whole = await query<{
    event_id: string;
    kind: Stock['kind'];
    split_rule: SplitRule;
    places: number;
    max: number;
    amount: number;
  }>(
    trx,
    `WITH ${listingRules.with} SELECT l.event_id, l.kind, l.split_rule,
       CASE WHEN l.kind = 'seated' THEN cardinality(l.seats) ELSE least(l.available, ${mostTogether}) END AS places,
       ${mostOfFan} AS max, min(${allIn})::int AS amount
     ${onSale} AND (l.kind <> 'seated' OR l.available = cardinality(l.seats)) GROUP BY 1, 2, 3, 4, 5`,
    [],
  );
  for (const { event_id: eventId, kind, split_rule: splitRule, places, max, amount } of whole) {
    const seats = kind === 'seated' ? Array.from({ length: places }, (_, seat) => seat) : [];
    take(
      eventId,
      { kind, splitRule, available: places, seats, freeSeats: seats, heldAlone: [] },
      max,
      amount,
    );
  }
  const partly = await query<{
    id: string;
    event_id: string;
    split_rule: SplitRule;
    available: number;
    seats: number[];
    max: number;
    amount: number;
  }>(
    trx,
    `WITH ${listingRules.with} SELECT l.id, l.event_id, l.split_rule, l.available, l.seats, ${mostOfFan} AS max, ${allIn} AS amount
     ${onSale} AND l.kind = 'seated' AND l.available < cardinality(l.seats)`,
    [],
  );
  const open = await openSeatsOf(
    trx,
    partly.map(({ id }) => id),
  );
  for (const { id, event_id: eventId, split_rule: splitRule, available, seats, max, amount } of partly) {
    const { free = [], heldAlone = [] } = open.get(id) ?? {};
    take(eventId, { kind: 'seated', splitRule, available, seats, freeSeats: free, heldAlone }, max, amount);
  }
  const offers = [...lowest].map(([key, amount]) => {
    const [eventId = '', quantity] = key.split(' ');
    return { eventId, quantity: Number(quantity), amount };
  });
  const ofAny = [...Map.groupBy(offers, ({ eventId }) => eventId)].map(([eventId, own]) => ({
    eventId,
    quantity: anyNumber,
    amount:
      own.find(({ quantity }) => quantity === 1)?.amount ?? Math.min(...own.map(({ amount }) => amount)),
  }));
  return [...offers, ...ofAny];
}
