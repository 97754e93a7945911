/** What is listed and held now, by a dimension of the statistics. */
import type { StatisticsDimension, StatisticsFilter } from '@holdfast/shared/stats';
import { query, type Trx } from '../platform/db/index.ts';
import { chosenEvents, parametersOf } from './filters.ts';
import { listedNow } from './stock.ts';

/** Tickets that are or were on sale, and of these what is held now. */
export interface Stock {
  listed: number;
  held: number;
}

/** The stock of one key, with its name as a row of the statistics shows it. */
export interface StockRow extends Stock {
  key: string;
  name: string;
  date: string | null;
}

const dimensions: Partial<
  Record<StatisticsDimension, { key: string; name: string; date?: string; join?: string }>
> = {
  event: {
    key: 'l.event_id',
    name: `coalesce(away.short_name || ' at ' || home.short_name, c.name)`,
    date: 'c.local_date',
    join: 'LEFT JOIN catalog_performers_named home ON home.id = c.home_id LEFT JOIN catalog_performers_named away ON away.id = c.away_id',
  },
  team: {
    key: `coalesce(c.home_id, 'own')`,
    name: `coalesce(home.name, 'Our own events')`,
    join: 'LEFT JOIN catalog_performers_named home ON home.id = c.home_id',
  },
  venue: { key: 'c.venue_id', name: 'v.name', join: 'JOIN catalog_venues_named v ON v.id = c.venue_id' },
  consignor: {
    key: 'l.consignor_id',
    name: 'k.name',
    join: 'JOIN consignors_named k ON k.id = l.consignor_id',
  },
  ticketType: { key: 'l.ticket_type', name: 'l.ticket_type' },
};

const ofListing = `l.currency = $1 AND ($9::text IS NULL OR l.consignor_id = $9) AND ($10::text IS NULL OR l.ticket_type = $10)`;
/** Listings with what is listed of each. Two readings: most need the index alone; only the withdrawn ones need the counters. */
const listed = `
  SELECT l.event_id, l.consignor_id, l.ticket_type, l.quantity AS listed, 0 AS held
  FROM listings_offered l JOIN chosen c ON c.id = l.event_id WHERE listing_is_listed(l.state) AND ${ofListing}
  UNION ALL
  SELECT l.event_id, l.consignor_id, l.ticket_type, ${listedNow}, 0
  FROM listings_offered l JOIN chosen c ON c.id = l.event_id WHERE l.state = 'withdrawn' AND ${ofListing}`;
const held = `
  SELECT l.event_id, l.consignor_id, l.ticket_type, 0, i.quantity
  FROM reservations_orders r JOIN reservations_lines i ON i.reservation_id = r.id
  JOIN listings_offered l ON l.id = i.listing_id JOIN chosen c ON c.id = l.event_id
  WHERE reservation_is_open(r.state) AND ${ofListing}`;

/**
 * The stock of every key that has any, whether or not something was sold, so that the rows of every dimension sum up to
 * the same total. Empty where days are counted: stock has no day.
 */
export async function readStock(
  trx: Trx,
  by: StatisticsDimension,
  filter: StatisticsFilter,
): Promise<StockRow[]> {
  const dimension = dimensions[by];
  if (!dimension) return [];
  const { key, name, date = 'NULL::date', join = '' } = dimension;
  return query<StockRow>(
    trx,
    `WITH ${chosenEvents(filter.countedBy)},
     l AS (
       SELECT event_id, consignor_id, ticket_type, sum(listed)::int AS listed, sum(held)::int AS held
       FROM (${listed} UNION ALL ${held}) stock GROUP BY 1, 2, 3 HAVING sum(listed) + sum(held) > 0
     )
     SELECT ${key} AS key, min(${name}) AS name, min(${date}) AS date, sum(l.listed)::int AS listed, sum(l.held)::int AS held
     FROM l JOIN chosen c ON c.id = l.event_id ${join} GROUP BY 1`,
    parametersOf(filter),
  );
}

/** The stock of all that the filter speaks of. */
export async function readStockTotal(trx: Trx, filter: StatisticsFilter): Promise<Stock> {
  const [total] = await query<Stock>(
    trx,
    `WITH ${chosenEvents(filter.countedBy)}
     SELECT coalesce(sum(listed), 0)::int AS listed, coalesce(sum(held), 0)::int AS held FROM (${listed} UNION ALL ${held}) stock`,
    parametersOf(filter),
  );
  return total as Stock;
}
