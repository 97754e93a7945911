/** Events as fans and staff look for them: with their lowest all-in price and their free tickets. */
import type { EventList, EventSummary, eventQuery } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { dayConditions, type EventRow, eventColumns, presentEvent, readSearch } from '../catalog/index.ts';
import { planNow } from '../consignors/index.ts';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { canBeKept } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { rulesOfFew } from '../pricing/index.ts';

type Query = z.output<typeof eventQuery>;

/** Rules are few: joined as a set, not looked up for each listing. */
const rules = rulesOfFew({
  listingId: 'l.id',
  eventId: 'l.event_id',
  teamId: 'e.home_id',
  packageId: 'l.package_id',
  consignorId: 'l.consignor_id',
  plan: planNow('l.consignor_id'),
});

/**
 * Listings that sell one ticket alone now, so that "from" is a price that one ticket really has. A partly sold row under
 * `neverLeaveOne` may or may not; it is left out.
 */
const sellsOne = `(l.kind = 'generalAdmission' OR l.split_rule = 'any' OR l.available = 1 AND l.split_rule IN ('allOrNothing', 'neverLeaveOne')
  OR l.split_rule = 'neverLeaveOne' AND l.available > 2 AND l.available = cardinality(l.seats)
  OR l.split_rule LIKE 'custom:%' AND '1' = ANY (string_to_array(substr(l.split_rule, 8), ',')))`;

/** Fans see what has not begun; its lowest all-in price and its free tickets come along, counted now: none of an event that nobody can buy. */
const onSaleTables = `
  LEFT JOIN LATERAL (
    SELECT coalesce(min(l.price_amount + fan_fee(l.price_amount, p.fee_terms)) FILTER (WHERE ${sellsOne}),
        min(l.price_amount + fan_fee(l.price_amount, p.fee_terms))) AS from_amount,
      count(*)::int AS listing_count, coalesce(sum(l.available), 0)::int AS ticket_count
    FROM listings l ${rules.join}
    WHERE l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0 AND e.status IN ('scheduled', 'moved')
  ) sale ON true`;

interface SummaryRow extends EventRow {
  from_amount: number | null;
  listing_count: number;
  ticket_count: number;
}

function presentSummary(row: SummaryRow): EventSummary {
  return {
    ...presentEvent(row),
    fromPrice: row.from_amount === null ? null : { amount: row.from_amount, currency: row.currency },
    listingCount: row.listing_count,
    ticketCount: row.ticket_count,
  };
}

/** The filters as SQL parameters; null for those not given. */
const asked = `(SELECT catalog_league_of($1::text) AS league, $2::text AS performer, $3::text AS city,
  $4::date AS first_day, $5::date AS last_day, $6::int[] AS weekdays, $7::text AS venue) AS asked CROSS JOIN catalog_events_named e`;
const namedParameters = 7;

/** A list's filters: the values of their parameters, and the conditions of its search text. */
interface Filters {
  values: unknown[];
  text: string[];
  /** Which events the list is of. */
  standing: string;
  corrected: string | null;
}

const matches = ({ text, standing }: Filters, without: string | null = null) => {
  const conditions: Record<string, string> = {
    league: `(asked.league IS NULL OR e.league = asked.league OR (asked.league = 'own' AND e.kind = 'own'))`,
    performer: '(asked.performer IS NULL OR e.home_slug = asked.performer OR e.away_slug = asked.performer)',
    city: '(asked.city IS NULL OR e.venue_city = asked.city)',
    venue: '(asked.venue IS NULL OR e.venue_slug = asked.venue)',
    days: '(asked.first_day IS NULL OR e.local_date >= asked.first_day) AND (asked.last_day IS NULL OR e.local_date <= asked.last_day)',
    weekday: '(asked.weekdays IS NULL OR extract(isodow FROM e.local_date)::int = ANY (asked.weekdays))',
  };
  return Object.entries(conditions)
    .filter(([name]) => name !== without)
    .map(([, sql]) => sql)
    .concat(text)
    .concat(standing)
    .join(' AND ');
};

async function filtersOf(trx: Trx, listQuery: Query): Promise<Filters> {
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

const orders: Record<Query['sort'], string> = {
  startsAt: 'e.starts_at',
  fromPrice: 'sale.from_amount',
  name: 'e.name',
};

/** Upcoming events with facets. Facets count with every other filter kept. */
export async function listEvents(db: Database, listQuery: Query): Promise<EventList> {
  const onSale = listQuery.onSale === 'true' ? 'AND sale.ticket_count > 0' : '';
  const direction = listQuery.order === 'desc' ? 'DESC' : 'ASC';
  return inTransaction(db, async (trx) => {
    const filters = await filtersOf(trx, listQuery);
    const { values } = filters;
    const rows = await query<SummaryRow & { total: number }>(
      trx,
      `WITH ${rules.with} SELECT ${eventColumns('e')}, sale.*, count(*) OVER ()::int AS total FROM ${asked} ${onSaleTables}
       WHERE ${matches(filters)} ${onSale}
       ORDER BY ${orders[listQuery.sort]} ${direction} NULLS LAST, e.starts_at, e.id LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    );
    return {
      data: rows.map(presentSummary),
      total: rows[0]?.total ?? (listQuery.page > 1 ? await countEvents(trx, filters, onSale) : 0),
      corrected: filters.corrected,
      facets: await facetsOf(trx, filters, onSale),
    };
  });
}

async function countEvents(trx: Trx, filters: Filters, onSale: string): Promise<number> {
  const [row] = await query<{ total: number }>(
    trx,
    `WITH ${rules.with} SELECT count(*)::int AS total FROM ${asked} ${onSale && onSaleTables} WHERE ${matches(filters)} ${onSale}`,
    filters.values,
  );
  return row?.total ?? 0;
}

/** @param onSale the condition on `sale`, or '': counts are of what the list would show */
async function facetsOf(trx: Trx, filters: Filters, onSale: string): Promise<EventList['facets']> {
  const facet = (value: string, without: string, from = '') =>
    query<{ value: string; name: string; count: number }>(
      trx,
      `WITH ${rules.with} SELECT ${value} AS value, count(*)::int AS count FROM ${asked} ${onSale && onSaleTables} ${from}
       WHERE ${matches(filters, without)} ${onSale}
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
      filters.values,
    );
  // An own event may be of a league too, and a consigned show of none.
  const leagues = await facet(
    `concat_ws('|', kin.value, coalesce(l.name, kin.value), CASE WHEN l.shares_sport THEN NULL ELSE l.sport END)`,
    'league',
    `CROSS JOIN LATERAL (VALUES (e.league), (CASE WHEN e.kind = 'own' THEN 'own' END)) AS kin (value)
     LEFT JOIN catalog_leagues_named l ON l.id = kin.value`,
  );
  const cities = await facet('e.venue_city', 'city');
  const performers = await facet(
    `side.slug || '|' || side.name`,
    'performer',
    'CROSS JOIN LATERAL (VALUES (e.home_slug, e.home_name), (e.away_slug, e.away_name)) AS side (slug, name)',
  );
  const months = await facet(`to_char(e.local_date, 'YYYY-MM')`, 'days');
  const weekdays = await facet('extract(isodow FROM e.local_date)::int', 'weekday');
  return {
    leagues: leagues
      .filter(({ value }) => value !== '')
      .map(({ value, count }) => {
        const [code = '', name = '', sport = null] = value.split('|');
        return { value: code, name, sport, count };
      }),
    cities: cities.map(({ value, count }) => ({ value, count })),
    performers: performers
      .filter(({ value }) => value !== null)
      .map(({ value, count }) => {
        const [slug = '', name = ''] = value.split('|');
        return { slug, name, count };
      }),
    months: months.map(({ value, count }) => ({ value, count })).sort((a, b) => (a.value < b.value ? -1 : 1)),
    weekdays: weekdays
      .map(({ value, count }) => ({ value: Number(value), count }))
      .sort((a, b) => a.value - b.value),
  };
}

/**
 * One event, past ones too.
 * @param idOrSlug its id, or the slug of its address
 * @throws Problem `not_found`
 */
export async function getEvent(db: Database, idOrSlug: string): Promise<EventSummary> {
  // Pages pass any text from their URL.
  if (!canBeKept(idOrSlug)) throw notFound('event');
  const event = await findEvent(db, idOrSlug);
  if (!event) throw notFound('event');
  return event;
}

/** The same; null where there is none. */
export const findEvent = (db: Database, idOrSlug: string): Promise<EventSummary | null> =>
  inTransaction(db, (trx) => eventOnSale(trx, idOrSlug));

/** The same in a transaction. */
export async function eventOnSale(trx: Trx, idOrSlug: string): Promise<EventSummary | null> {
  const [row] = await queryPrepared<SummaryRow>(
    trx,
    `WITH ${rules.with} SELECT ${eventColumns('e')}, sale.* FROM catalog_events_named e ${onSaleTables} WHERE e.id = $1 OR e.slug = $1`,
    [idOrSlug],
  );
  return row ? presentSummary(row) : null;
}
