/** The filters of the list of events, as SQL. */

import type { eventQuery } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { dayConditions, readSearch } from '../catalog/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { listingRules } from './listingRules.ts';
import { anyNumber, type EventOffer } from './offersByQuantity.ts';

/** The query of the list, validated. */
export type ListQuery = z.output<typeof eventQuery>;

/**
 * Listings that sell one ticket alone now, so that "from" is a price that one ticket really has. A partly sold row under
 * `neverLeaveOne` may or may not; it is left out.
 */
const sellsOne = `(l.kind = 'generalAdmission' OR l.split_rule = 'any' OR l.available = 1 AND l.split_rule IN ('allOrNothing', 'neverLeaveOne')
  OR l.split_rule = 'neverLeaveOne' AND l.available > 2 AND l.available = cardinality(l.seats)
  OR l.split_rule LIKE 'custom:%' AND '1' = ANY (string_to_array(substr(l.split_rule, 8), ',')))`;

/** Fans see what has not begun; its lowest all-in price and its free tickets come along, counted now: none of an event that nobody can buy. */
export const onSaleTables = `
  LEFT JOIN LATERAL (
    SELECT coalesce(min(l.price_amount + fan_fee(l.price_amount, p.fee_terms)) FILTER (WHERE ${sellsOne}),
        min(l.price_amount + fan_fee(l.price_amount, p.fee_terms))) AS from_amount,
      count(*)::int AS listing_count, coalesce(sum(l.available), 0)::int AS ticket_count
    FROM listings l ${listingRules.join}
    WHERE l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0 AND e.status IN ('scheduled', 'moved')
  ) sale ON true`;

/**
 * SQL: an event's offers, `{"<quantity>": <amount>}`. They are looked up by the event: PostgreSQL knows nothing of rows that are given to a
 * statement, and went through all of them for each event, a sixth of a second for 600 events.
 */
export const offersOf = (eventId: string): string => `($10::jsonb -> ${eventId})`;

/** The filters as SQL parameters; null for those not given. */
export const asked = `(SELECT catalog_league_of($1::text) AS league, $2::text AS performer, $3::text AS city,
    $4::date AS first_day, $5::date AS last_day, $6::int[] AS weekdays, $7::text AS venue, $8::int AS quantity, $9::int AS max_price,
    $11::float8 AS latitude, $12::float8 AS longitude, $13::int AS within, $14::boolean AS is_near) AS asked
  CROSS JOIN catalog_events_named e
  LEFT JOIN catalog_venue_positions position ON position.id = e.venue_id
  CROSS JOIN LATERAL (SELECT (${offersOf('e.id')} ->> coalesce(asked.quantity, ${anyNumber})::text)::int AS amount) AS offer`;
/** Goes before `asked` in a statement. */
export const askedWith = `WITH ${listingRules.with}`;
const namedParameters = 14;

/**
 * SQL of the miles from a relation's `latitude` and `longitude` to those of an event's venue; null where it isn't known.
 * @param venue the relation with the venue's
 */
export const milesTo = (relation: string, venue = 'position'): string =>
  `catalog_miles_between(${relation}.latitude, ${relation}.longitude, ${venue}.latitude, ${venue}.longitude)`;

/** A position in degrees, or the middle of a city's venues; nulls where it has none. */
async function placeOf(trx: Trx, near: string | undefined): Promise<[number | null, number | null]> {
  if (near === undefined) return [null, null];
  const degrees = /^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)$/.exec(near);
  if (degrees) return [Number(degrees[1]), Number(degrees[2])];
  const [city] = await queryPrepared<{ latitude: number | null; longitude: number | null }>(
    trx,
    'SELECT avg(latitude) AS latitude, avg(longitude) AS longitude FROM catalog_venue_positions WHERE lower(city) = lower($1)',
    [near],
  );
  return [city?.latitude ?? null, city?.longitude ?? null];
}

/** A list's filters: the values of their parameters, and the conditions of its search text. */
export interface Filters {
  values: unknown[];
  text: string[];
  /** Which events the list is of. */
  standing: string;
  corrected: string | null;
}

/** The conditions that a fan may drop by themselves, as SQL. */
export const droppable = {
  league: `(asked.league IS NULL OR e.league = asked.league OR (asked.league = 'own' AND e.kind = 'own'))`,
  performer: '(asked.performer IS NULL OR e.home_slug = asked.performer OR e.away_slug = asked.performer)',
  city: '(asked.city IS NULL OR e.venue_city = asked.city)',
  venue: '(asked.venue IS NULL OR e.venue_slug = asked.venue)',
  days: '(asked.first_day IS NULL OR e.local_date >= asked.first_day) AND (asked.last_day IS NULL OR e.local_date <= asked.last_day)',
  quantity: '(asked.quantity IS NULL OR offer.amount IS NOT NULL)',
  near: `(NOT asked.is_near OR ${milesTo('asked')} <= asked.within)`,
  price: '(asked.max_price IS NULL OR offer.amount <= asked.max_price)',
  weekday: '(asked.weekdays IS NULL OR extract(isodow FROM e.local_date)::int = ANY (asked.weekdays))',
} as const;

/** The conditions that stay, whatever is dropped, as SQL. */
export const staying = ({ text, standing }: Filters): string => [...text, standing].join(' AND ');

/** All conditions as SQL. */
export const matches = (filters: Filters): string =>
  [...Object.values(droppable), staying(filters)].join(' AND ');

/** The offers as `offersOf` reads them. */
function byEvent(offers: readonly EventOffer[]): string {
  const all: Record<string, Record<number, number>> = {};
  for (const { eventId, quantity, amount } of offers) {
    all[eventId] ??= {};
    all[eventId][quantity] = amount;
  }
  return JSON.stringify(all);
}

/** @param offers what so many tickets cost at each event */
export async function filtersOf(
  trx: Trx,
  listQuery: ListQuery,
  offers: readonly EventOffer[],
): Promise<Filters> {
  const search = listQuery.q ? await readSearch(trx, listQuery.q) : null;
  const groups = search?.groups ?? [];
  return {
    values: [
      listQuery.league ?? null,
      listQuery.performer ?? null,
      listQuery.city ?? null,
      listQuery.from ?? null,
      listQuery.to ?? null,
      listQuery.weekday ? listQuery.weekday.split(',').map(Number) : null,
      listQuery.venue ?? null,
      listQuery.quantity ?? null,
      listQuery.maxPrice ?? null,
      byEvent(offers),
      ...(await placeOf(trx, listQuery.near)),
      listQuery.within,
      listQuery.near !== undefined,
      ...groups,
    ],
    text: [
      ...groups.map((_, i) => `e.words && $${namedParameters + i + 1}::text[]`),
      ...dayConditions(search?.days ?? null, { localDate: 'e.local_date', timeZone: 'e.time_zone' }),
    ],
    standing:
      listQuery.status === 'calledOff'
        ? `e.status IN ('cancelled', 'postponed')`
        : `e.starts_at > now() AND e.status <> 'cancelled'`,
    corrected: search?.corrected ?? null,
  };
}
