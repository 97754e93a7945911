/** What lies behind a figure: days, sections and types, and the tickets themselves. */
import type {
  SoldTicket,
  SoldTicketsQuery,
  StatisticsFilter,
  StatisticsSeries,
  StatisticsSplit,
} from '@holdfast/shared/stats';
import {
  type Database,
  inTransaction,
  type OrderKey,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
} from '../platform/db/index.ts';
import { marketDay, marketDayStart } from '../stats/index.ts';
import type { TicketsAdmissions } from '../tickets/index.ts';
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

interface TicketRow extends Pick<TicketsAdmissions, 'section' | 'row' | 'seat' | 'listing_id' | 'state'> {
  reservation_id: string;
  code: string;
  event_name: string;
  ticket_type: string;
  nth: number;
  price: number;
  consignor: number;
  commission: number;
  paid_at: Date;
}

/** Their order: as they were paid, and within an order by listing and seat. */
const ticketKeys = (order: 'asc' | 'desc'): OrderKey[] => [
  { by: 'paid_at', type: 'timestamptz', order },
  { by: 'id', type: 'text', order },
  { by: 'listing_id', type: 'text', order: 'asc' },
  { by: 'nth', type: 'integer', order: 'asc' },
];

/**
 * A page of the sold tickets of a filter, in SQL: one row each. A line of an order has a ticket at least, so a page lies
 * within as many lines as it has tickets before it and on it: no more are read, in the order of their index.
 */
function ticketsText(listQuery: SoldTicketsQuery, values: readonly unknown[]) {
  const { countedBy, order, page: number, perPage } = listQuery;
  const at = instantOf[countedBy];
  const inPeriod =
    at === null
      ? 'true'
      : `($2::date IS NULL OR ${at} >= ${marketDayStart('$2::date')}) AND ($3::date IS NULL OR ${at} < ${marketDayStart('$3::date + 1')})`;
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  const page = pageText(ticketKeys(order), listQuery, values.length);
  // The line of the ticket after which the page begins is read again: it may have further tickets.
  const [paidAt, id, listing] = page.values.map((_, index) => `$${values.length + index + 1}`);
  const beyond = order === 'desc' ? '<' : '>';
  const fromLine =
    listQuery.after === undefined
      ? 'true'
      : `(r.paid_at, r.id) ${beyond}= (${paidAt}::timestamptz, ${id}::text)
        AND ((r.paid_at, r.id) ${beyond} (${paidAt}::timestamptz, ${id}::text) OR i.listing_id >= ${listing}::text)`;
  const mostLines = number * perPage + 2;
  const text = `WITH lines AS (
      SELECT r.id, r.code, r.paid_at, r.state, e.name AS event_name, i.listing_id, i.ticket_type, i.seats, i.quantity, i.price_amount, i.proceeds_amount,
        i.commission_amount, l.section, l."row"
      FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id JOIN reservations_current_lines i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
      WHERE reservation_is_order(r.state) AND r.currency = $1 AND ${inPeriod} AND ${ofEvents(countedBy)}
        AND ($4::text IS NULL OR r.event_id = $4) AND ($9::text IS NULL OR l.consignor_id = $9) AND ($10::text IS NULL OR i.ticket_type = $10)
        AND ${fromLine}
      ORDER BY r.paid_at ${direction}, r.id ${direction}, i.listing_id LIMIT ${mostLines}
    ),
    tickets AS (SELECT p.*, t.nth FROM lines p CROSS JOIN LATERAL generate_series(1, p.quantity) AS t (nth))
    SELECT id AS reservation_id, code, event_name, ticket_type, section, "row", seats[nth] AS seat, nth, listing_id,
      price_amount AS price, proceeds_amount AS consignor, commission_amount AS commission, paid_at, state, ${page.place}
    FROM tickets WHERE ${page.after} ORDER BY ${page.order} ${page.limit}`;
  return { text, values: [...values, ...page.values] };
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
): Promise<{ data: SoldTicket[]; total: number; next: string | null }> {
  return inTransaction(db, async (trx) => {
    const { tickets: total } = await readTotal(trx, listQuery);
    const { text, values } = ticketsText(listQuery, parametersOf(listQuery));
    const placed = await query<TicketRow & PlacedRow>(trx, text, values);
    const { rows, next } = pageOfRows(placed, ticketKeys(listQuery.order), listQuery);
    return { data: rows.map(presentTicket), total, next };
  });
}
