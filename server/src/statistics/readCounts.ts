/** Counts by a dimension, unsorted: one row per event, consignor, day… */
import type { StatisticsDimension, StatisticsFilter } from '@holdfast/shared/stats';
import { query, type Trx } from '../platform/db/index.ts';
import { type Measured, measures } from '../stats/index.ts';
import { chosenEvents, dayOfRow, needsListingCounts, ofRows, parametersOf } from './filters.ts';

export interface CountedRow extends Measured {
  key: string;
  name: string;
  date: string | null;
}

const sums = measures.map((measure) => `sum(s.${measure})::bigint AS ${measure}`).join(', ');
const sumsOrNone = (of: string) =>
  measures.map((measure) => `coalesce(sum(${of}.${measure}), 0)::bigint AS ${measure}`).join(', ');

/** Dimensions of the event: rows are summed by event first, which is a fraction of them. */
const ofTheEvent: Partial<
  Record<StatisticsDimension, { key: string; name: string; date: string; join: string }>
> = {
  event: {
    key: 'c.id',
    // Short names: Eagles at Cowboys.
    name: `min(coalesce(away.short_name || ' at ' || home.short_name, c.name))`,
    date: 'min(c.local_date)',
    join: 'LEFT JOIN catalog_performers_named home ON home.id = c.home_id LEFT JOIN catalog_performers_named away ON away.id = c.away_id',
  },
  team: {
    key: `coalesce(c.home_id, 'own')`,
    name: `coalesce(min(p.name), 'Our own events')`,
    date: 'NULL::date',
    join: 'LEFT JOIN catalog_performers_named p ON p.id = c.home_id',
  },
  venue: {
    key: 'c.venue_id',
    name: 'min(v.name)',
    date: 'NULL::date',
    join: 'JOIN catalog_venues_named v ON v.id = c.venue_id',
  },
};
const ofListings: Partial<Record<StatisticsDimension, { key: string; name: string; join: string }>> = {
  consignor: { key: 's.consignor_id', name: 'k.name', join: 'JOIN consignors_named k ON k.id = b.key' },
  ticketType: { key: 's.ticket_type', name: 'b.key', join: '' },
};

export function readCounts(
  trx: Trx,
  by: StatisticsDimension,
  filter: StatisticsFilter,
): Promise<CountedRow[]> {
  return query<CountedRow>(trx, textOf(by, filter), parametersOf(filter));
}

/** The sum of all that the filter speaks of: an order of several listings is one order here. */
export async function readTotal(trx: Trx, filter: StatisticsFilter): Promise<Measured> {
  const isByListing = needsListingCounts(filter);
  const [total] = await query<Measured>(
    trx,
    `WITH ${chosenEvents(filter.countedBy)}
     SELECT ${sumsOrNone('s')} FROM ${isByListing ? 'statistics_listing_counts' : 'stats_event_counts'} s WHERE ${ofRows(filter, isByListing)}`,
    parametersOf(filter),
  );
  return total as Measured;
}

function textOf(by: StatisticsDimension, filter: StatisticsFilter): string {
  const chosen = chosenEvents(filter.countedBy);
  const event =
    by === 'day' && filter.countedBy === 'event'
      ? { key: 'c.local_date::text', name: 'c.local_date::text', date: 'NULL::date', join: '' }
      : ofTheEvent[by];
  if (event) {
    const isByListing = needsListingCounts(filter);
    // By the event's own day, what wasn't sold belongs to the answer too.
    const join = filter.countedBy === 'event' && !isByListing && by !== 'day' ? 'LEFT JOIN' : 'JOIN';
    return `WITH ${chosen}, b AS (
        SELECT s.event_id, ${sums} FROM ${isByListing ? 'statistics_listing_counts' : 'stats_event_counts'} s WHERE ${ofRows(filter, isByListing)} GROUP BY s.event_id
      )
      SELECT ${event.key} AS key, ${event.name} AS name, ${event.date} AS date, ${sumsOrNone('b')}
      FROM chosen c ${join} b ON b.event_id = c.id ${event.join} GROUP BY ${event.key}`;
  }
  const listingKey = ofListings[by];
  const isByListing = listingKey !== undefined || needsListingCounts(filter);
  const key = listingKey?.key ?? `${dayOfRow[filter.countedBy]}::text`;
  return `WITH ${chosen}, b AS (
      SELECT ${key} AS key, ${sums} FROM ${isByListing ? 'statistics_listing_counts' : 'stats_event_counts'} s WHERE ${ofRows(filter, isByListing)} GROUP BY 1
    )
    SELECT b.key, ${listingKey?.name ?? 'b.key'} AS name, NULL::date AS date, ${measures.map((measure) => `b.${measure}`).join(', ')}
    FROM b ${listingKey?.join ?? ''}`;
}
