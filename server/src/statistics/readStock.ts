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

/** The stock of one key of a dimension. */
export interface StockRow extends Stock {
  key: string;
}

const keys: Partial<Record<StatisticsDimension, string>> = {
  event: 'l.event_id',
  team: `coalesce(c.home_id, 'own')`,
  venue: 'c.venue_id',
  consignor: 'l.consignor_id',
  ticketType: 'l.ticket_type',
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

/** The stock by key; keys without stock are left out. Empty where days are counted: stock has no day. */
export async function readStock(
  trx: Trx,
  by: StatisticsDimension,
  filter: StatisticsFilter,
): Promise<StockRow[]> {
  const key = keys[by];
  if (!key) return [];
  return query<StockRow>(
    trx,
    `WITH ${chosenEvents(filter.countedBy)}
     SELECT ${key} AS key, sum(l.listed)::int AS listed, sum(l.held)::int AS held
     FROM (${listed} UNION ALL ${held}) l JOIN chosen c ON c.id = l.event_id GROUP BY 1`,
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
