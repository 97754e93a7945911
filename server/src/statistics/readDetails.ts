/** What lies behind a figure: days, sections and types, and the tickets themselves. */
import type {
  SoldTicket,
  SoldTicketsQuery,
  StatisticsFilter,
  StatisticsSeries,
  StatisticsSplit,
} from '@holdfast/shared/stats';
import { type Database, inTransaction, query } from '../platform/db/index.ts';
import { marketDay, marketDayStart } from '../stats/index.ts';
import { chosenEvents, needsListingCounts, ofEvents, ofRows, parametersOf } from './filters.ts';
import { readTotal } from './readCounts.ts';

/** Sales over time, oldest first; days without any are left out. By the event's own day, days are still those of the sale. */
export async function readSeries(db: Database, filter: StatisticsFilter): Promise<StatisticsSeries> {
  const column = filter.countedBy === 'payment' ? 's.payment_day' : 's.sale_day';
  const isByListing = needsListingCounts(filter);
  const rows = await inTransaction(db, (trx) =>
    query<StatisticsSeries['data'][number]>(
      trx,
      `WITH ${chosenEvents(filter.countedBy)}
       SELECT ${column} AS day, sum(s.tickets)::int AS sold, sum(s.orders)::int AS orders, sum(s.proceeds_amount + s.commission_amount)::bigint AS gross,
         sum(s.commission_amount)::bigint AS commission, sum(s.refunded_amount)::bigint AS refunds
       FROM ${isByListing ? 'statistics_listing_counts' : 'stats_event_counts'} s WHERE ${ofRows(filter, isByListing)} GROUP BY 1 ORDER BY 1`,
      parametersOf(filter),
    ),
  );
  return { data: rows };
}

const splitRows = 200;

/** Sold tickets by section or ticket type, the most first. Without seats a section is the ticket type. */
export async function readSplit(
  db: Database,
  { of, ...filter }: StatisticsFilter & { of: 'section' | 'ticketType' },
): Promise<StatisticsSplit> {
  const name =
    of === 'section' ? `CASE WHEN s.section = '' THEN s.ticket_type ELSE s.section END` : 's.ticket_type';
  const data = await inTransaction(db, (trx) =>
    query<StatisticsSplit['data'][number]>(
      trx,
      `WITH ${chosenEvents(filter.countedBy)}
       SELECT ${name} AS name, sum(s.tickets)::int AS sold,
         coalesce(sum(s.tickets) FILTER (WHERE s.sale_day >= ${marketDay('now()')} - 1), 0)::int AS "soldSinceYesterday"
       FROM statistics_listing_counts s WHERE ${ofRows(filter, true)} GROUP BY 1 HAVING sum(s.tickets) > 0 ORDER BY 2 DESC, 1 LIMIT ${splitRows}`,
      parametersOf(filter),
    ),
  );
  return { data };
}

const instantOf = { sale: 'r.created_at', payment: 'r.paid_at', event: null } as const;

interface TicketRow {
  reservation_id: string;
  code: string;
  event_name: string;
  ticket_type: string;
  section: string | null;
  row: string | null;
  seat: number | null;
  nth: number;
  listing_id: string;
  price: number;
  consignor: number;
  commission: number;
  paid_at: Date;
  state: string;
}

/**
 * The sold tickets of a filter, in SQL: one row each. A line of an order has a ticket at least, so a page lies within as
 * many lines as it has tickets before it and on it: no more are read, in the order of their index.
 */
function ticketsText(filter: StatisticsFilter, order: 'asc' | 'desc'): string {
  const at = instantOf[filter.countedBy];
  const inPeriod =
    at === null
      ? 'true'
      : `($2::date IS NULL OR ${at} >= ${marketDayStart('$2::date')}) AND ($3::date IS NULL OR ${at} < ${marketDayStart('$3::date + 1')})`;
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  return `WITH lines AS (
      SELECT r.id, r.code, r.paid_at, r.state, e.name AS event_name, i.listing_id, i.ticket_type, i.seats, i.quantity, i.price_amount, i.proceeds_amount,
        i.commission_amount, l.section, l."row"
      FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id JOIN reservations_lines i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
      WHERE reservation_is_order(r.state) AND r.currency = $1 AND ${inPeriod} AND ${ofEvents(filter.countedBy)}
        AND ($4::text IS NULL OR r.event_id = $4) AND ($9::text IS NULL OR l.consignor_id = $9) AND ($10::text IS NULL OR i.ticket_type = $10)
      ORDER BY r.paid_at ${direction}, r.id ${direction}, i.listing_id LIMIT $11::int + $12::int
    ),
    page AS MATERIALIZED (
      SELECT *, sum(quantity) OVER (ORDER BY paid_at ${direction}, id ${direction}, listing_id) AS upto FROM lines
    )
    SELECT p.id AS reservation_id, p.code, p.event_name, p.ticket_type, p.section, p."row", p.seats[t.nth] AS seat, t.nth, p.listing_id,
      p.price_amount AS price, p.proceeds_amount AS consignor, p.commission_amount AS commission, p.paid_at, p.state
    FROM page p CROSS JOIN LATERAL generate_series(1, p.quantity) AS t (nth)
    WHERE p.upto - p.quantity + t.nth > $12::int AND p.upto - p.quantity + t.nth <= $11::int + $12::int
    ORDER BY p.paid_at ${direction}, p.id ${direction}, p.listing_id, t.nth`;
}

function presentTicket(row: TicketRow): SoldTicket {
  return {
    id: `${row.reservation_id}/${row.listing_id}/${row.nth}`,
    reservationId: row.reservation_id,
    code: row.code,
    eventName: row.event_name,
    ticketType: row.ticket_type,
    section: row.section,
    row: row.row,
    seat: row.seat,
    price: row.price,
    consignor: row.consignor,
    commission: row.commission,
    paidAt: row.paid_at.toISOString(),
    isRefunded: row.state === 'refunded',
  };
}

/** A page of the tickets behind a figure; how many there are is what was counted. */
export async function readTickets(
  db: Database,
  listQuery: SoldTicketsQuery,
): Promise<{ data: SoldTicket[]; total: number }> {
  return inTransaction(db, async (trx) => {
    const { tickets: total } = await readTotal(trx, listQuery);
    const rows = await query<TicketRow>(trx, ticketsText(listQuery, listQuery.order), [
      ...parametersOf(listQuery),
      listQuery.perPage,
      (listQuery.page - 1) * listQuery.perPage,
    ]);
    return { data: rows.map(presentTicket), total };
  });
}
