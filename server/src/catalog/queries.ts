/** What is on: events for fans and for staff, seasons, venues. */
import type {
  CatalogEvent,
  EventList,
  EventSummary,
  eventQuery,
  Season,
  Venue,
} from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { canBeKept } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { type EventRow, eventColumns, eventTables, presentEvent } from './present.ts';

type Query = z.output<typeof eventQuery>;

/** The percentages in force, for `onSaleTables`. They are few: joined as a set, not looked up for each listing. */
const withRules =
  'WITH rule AS MATERIALIZED (SELECT scope, target, fee_terms FROM percentages_in_force(now()))';

/** Fans see what has not begun; its lowest all-in price and its free tickets come along, counted now. */
const onSaleTables = `
  LEFT JOIN LATERAL (
    SELECT min(l.price_amount + fan_fee(l.price_amount, coalesce(of_listing.fee_terms, of_event.fee_terms, of_team.fee_terms,
        of_package.fee_terms, of_consignor.fee_terms, of_plan.fee_terms, default_rule.fee_terms))) AS from_amount,
      count(*)::int AS listing_count, coalesce(sum(l.available), 0)::int AS ticket_count
    FROM listings l JOIN consignors c ON c.id = l.consignor_id JOIN rule default_rule ON default_rule.scope = 'marketplace'
      LEFT JOIN rule of_listing ON of_listing.scope = 'listing' AND of_listing.target = l.id
      LEFT JOIN rule of_event ON of_event.scope = 'event' AND of_event.target = l.event_id
      LEFT JOIN rule of_team ON of_team.scope = 'team' AND of_team.target = e.home_id
      LEFT JOIN rule of_package ON of_package.scope = 'package' AND of_package.target = l.package_id
      LEFT JOIN rule of_consignor ON of_consignor.scope = 'consignor' AND of_consignor.target = l.consignor_id
      LEFT JOIN rule of_plan ON of_plan.scope = 'plan' AND of_plan.target = c.plan COLLATE "C"
    WHERE l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0
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

/** The question as one row: every filter is always there, null where it isn't asked for. */
const asked = `(SELECT $1::text[] AS words, $2::text AS league, $3::text AS performer, $4::text AS city,
  $5::date AS first_day, $6::date AS last_day, $7::int[] AS weekdays) AS asked CROSS JOIN ${eventTables}`;

const matches = (without: string | null = null) => {
  const conditions: Record<string, string> = {
    q: '(asked.words IS NULL OR e.search LIKE ALL (asked.words))',
    league: `(asked.league IS NULL OR e.league = asked.league OR (asked.league = 'own' AND e.kind = 'own'))`,
    performer: '(asked.performer IS NULL OR h.slug = asked.performer OR a.slug = asked.performer)',
    city: '(asked.city IS NULL OR v.city = asked.city)',
    days: '(asked.first_day IS NULL OR e.local_date >= asked.first_day) AND (asked.last_day IS NULL OR e.local_date <= asked.last_day)',
    weekday: '(asked.weekdays IS NULL OR extract(isodow FROM e.local_date)::int = ANY (asked.weekdays))',
  };
  return Object.entries(conditions)
    .filter(([name]) => name !== without)
    .map(([, sql]) => sql)
    .concat(`e.starts_at > now() AND e.status <> 'cancelled'`)
    .join(' AND ');
};

function parametersOf(listQuery: Query): unknown[] {
  const words = listQuery.q
    ? listQuery.q
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
    : null;
  return [
    words,
    listQuery.league ?? null,
    listQuery.performer ?? null,
    listQuery.city ?? null,
    listQuery.from ?? null,
    listQuery.to ?? null,
    listQuery.weekday ? listQuery.weekday.split(',').map(Number) : null,
  ];
}

const orders: Record<Query['sort'], string> = {
  startsAt: 'e.starts_at',
  fromPrice: 'sale.from_amount',
  name: 'e.name',
};

/** Upcoming events with facets. Facets count with every other filter kept. */
export async function listEvents(db: Database, listQuery: Query): Promise<EventList> {
  const values = parametersOf(listQuery);
  const onSale = listQuery.onSale === 'true' ? 'AND sale.ticket_count > 0' : '';
  const direction = listQuery.order === 'desc' ? 'DESC' : 'ASC';
  return inTransaction(db, async (trx) => {
    const rows = await query<SummaryRow & { total: number }>(
      trx,
      `${withRules} SELECT ${eventColumns}, sale.*, count(*) OVER ()::int AS total FROM ${asked} ${onSaleTables}
       WHERE ${matches()} ${onSale}
       ORDER BY ${orders[listQuery.sort]} ${direction} NULLS LAST, e.starts_at, e.id LIMIT $8 OFFSET $9`,
      [...values, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    );
    return {
      data: rows.map(presentSummary),
      total: rows[0]?.total ?? (listQuery.page > 1 ? await countEvents(trx, values) : 0),
      facets: await facetsOf(trx, values),
    };
  });
}

async function countEvents(trx: Trx, values: unknown[]): Promise<number> {
  const [row] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM ${asked} WHERE ${matches()}`,
    values,
  );
  return row?.total ?? 0;
}

async function facetsOf(trx: Trx, values: unknown[]): Promise<EventList['facets']> {
  const facet = (value: string, without: string, from = '') =>
    query<{ value: string; name: string; count: number }>(
      trx,
      `SELECT ${value} AS value, count(*)::int AS count FROM ${asked} ${from}
       WHERE ${matches(without)}
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
      values,
    );
  const leagues = await facet(`coalesce(e.league, 'own')`, 'league');
  const cities = await facet('v.city', 'city');
  const performers = await facet(
    `side.slug || '|' || side.name`,
    'performer',
    'CROSS JOIN LATERAL (VALUES (h.slug, h.name), (a.slug, a.name)) AS side (slug, name)',
  );
  const months = await facet(`to_char(e.local_date, 'YYYY-MM')`, 'days');
  const weekdays = await facet('extract(isodow FROM e.local_date)::int', 'weekday');
  return {
    leagues: leagues.map(({ value, count }) => ({ value, count })),
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
  // Pages ask too, with whatever stands in the address.
  if (!canBeKept(idOrSlug)) throw notFound('event');
  const event = await findEvent(db, idOrSlug);
  if (!event) throw notFound('event');
  return event;
}

/** The same; null where there is none. */
export async function findEvent(db: Database, idOrSlug: string): Promise<EventSummary | null> {
  const [row] = await inTransaction(db, (trx) =>
    queryPrepared<SummaryRow>(
      trx,
      `${withRules} SELECT ${eventColumns}, sale.* FROM ${eventTables} ${onSaleTables} WHERE e.id = $1 OR e.slug = $1`,
      [idOrSlug],
    ),
  );
  return row ? presentSummary(row) : null;
}

/** Events by id, for the screens of other rooms. */
export async function eventsById(trx: Trx, ids: string[]): Promise<Map<string, CatalogEvent>> {
  const rows = await queryPrepared<EventRow>(
    trx,
    `SELECT ${eventColumns} FROM ${eventTables} WHERE e.id = ANY($1::text[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, presentEvent(row)]));
}

interface Page {
  page: number;
  perPage: number;
  order: 'asc' | 'desc';
  q?: string | undefined;
}

const like = (q: string | undefined) => (q ? `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null);

export async function listSeasons(db: Database, listQuery: Page): Promise<{ data: Season[]; total: number }> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{
      id: string;
      name: string;
      league: string;
      games: number;
      total: number;
      performer: Season['performer'];
    }>(
      trx,
      `SELECT s.id, p.name || ', ' || s.name AS name, s.league, count(*) OVER ()::int AS total,
         (SELECT count(*)::int FROM events e WHERE e.season_id = s.id AND e.starts_at > now() AND e.status <> 'cancelled') AS games,
         jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name, 'slug', p.slug, 'league', p.league,
           'primaryColor', p.primary_color, 'secondaryColor', p.secondary_color) AS performer
       FROM seasons s JOIN performers p ON p.id = s.performer_id
       WHERE ($1::text IS NULL OR lower(p.name || ' ' || s.name) LIKE $1)
       ORDER BY 2 ${listQuery.order === 'desc' ? 'DESC' : 'ASC'} LIMIT $2 OFFSET $3`,
      [like(listQuery.q), listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    ),
  );
  return {
    data: rows.map(({ id, name, league, games, performer }) => ({
      id,
      name,
      league,
      performer,
      upcomingHomeGames: games,
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** The games of a season that a package can still consign. */
export async function seasonGames(db: Database, seasonId: string): Promise<CatalogEvent[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<EventRow>(
      trx,
      `SELECT ${eventColumns} FROM ${eventTables} WHERE e.season_id = $1 AND e.starts_at > now() AND e.status <> 'cancelled' ORDER BY e.starts_at`,
      [seasonId],
    ),
  );
  return rows.map(presentEvent);
}

export async function listVenues(
  db: Database,
  listQuery: Page & { sort: 'name' | 'city' },
): Promise<{ data: Venue[]; total: number }> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<Venue & { total: number; time_zone: string }>(
      trx,
      `SELECT id, name, city, region, country, time_zone, count(*) OVER ()::int AS total FROM venues
       WHERE ($1::text IS NULL OR lower(name || ' ' || city) LIKE $1)
       ORDER BY ${listQuery.sort === 'city' ? 'city' : 'name'} ${listQuery.order === 'desc' ? 'DESC' : 'ASC'}, id LIMIT $2 OFFSET $3`,
      [like(listQuery.q), listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    ),
  );
  return {
    data: rows.map(({ id, name, city, region, country, time_zone }) => ({
      id,
      name,
      city,
      region,
      country,
      timeZone: time_zone,
    })),
    total: rows[0]?.total ?? 0,
  };
}
