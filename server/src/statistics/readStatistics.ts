/** Statistics by a dimension: figures of every row, sorted and paged, with totals over all of them. */
import type {
  StatisticsFigures,
  StatisticsFilter,
  StatisticsList,
  StatisticsQuery,
  StatisticsRow,
  StatisticsSort,
  StatisticsTops,
} from '@holdfast/shared/stats';
import { type Database, inTransaction, query, type Trx } from '../platform/db/index.ts';
import { type Measured, measures } from '../stats/index.ts';
import { needsListingCounts } from './filters.ts';
import { type CountedRow, readCounts, readTotal } from './readCounts.ts';
import { readStock, readStockTotal, type Stock, type StockRow } from './readStock.ts';

const daySeconds = 86_400;

function figuresOf(counted: Measured, stock: Stock | null): StatisticsFigures {
  const gross = counted.proceeds_amount + counted.commission_amount;
  const { tickets, orders } = counted;
  const kept = tickets - counted.refunded_tickets;
  return {
    listed: stock?.listed ?? null,
    held: stock?.held ?? null,
    sold: tickets,
    sellThrough: stock && stock.listed > 0 ? Math.max(0, kept) / stock.listed : null,
    reservations: counted.reservations,
    orders,
    perOrder: orders > 0 ? tickets / orders : null,
    averagePrice: tickets > 0 ? Math.round(gross / tickets) : null,
    gross,
    consignors: counted.proceeds_amount,
    commission: counted.commission_amount,
    fees: counted.fee_amount,
    refunds: counted.refunded_amount,
    refundedTickets: counted.refunded_tickets,
    daysToSell: tickets > 0 ? counted.wait_seconds / tickets / daySeconds : null,
  };
}

type Sortable = StatisticsFigures & { name: string; date: string | null };
const pickers: Record<StatisticsSort, (row: Sortable) => number | string | null> = {
  sold: (row) => row.sold,
  name: (row) => row.name.toLowerCase(),
  date: (row) => row.date,
  listed: (row) => row.listed,
  held: (row) => row.held,
  sellThrough: (row) => row.sellThrough,
  reservations: (row) => row.reservations,
  orders: (row) => row.orders,
  perOrder: (row) => row.perOrder,
  averagePrice: (row) => row.averagePrice,
  gross: (row) => row.gross,
  consignors: (row) => row.consignors,
  commission: (row) => row.commission,
  fees: (row) => row.fees,
  refunds: (row) => row.refunds,
  daysToSell: (row) => row.daysToSell,
};

/** What is unknown comes last, whichever way; equals stand by name and id. */
function sortRows(rows: StatisticsRow[], sort: StatisticsSort, order: 'asc' | 'desc'): StatisticsRow[] {
  const pick = pickers[sort];
  const sign = order === 'desc' ? -1 : 1;
  const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
  return rows.sort((a, b) => {
    const [x, y] = [pick(a), pick(b)];
    if (x === null || y === null)
      return x === y ? compare(a.name, b.name) || compare(a.id, b.id) : x === null ? 1 : -1;
    return sign * compare(x, y) || compare(a.name, b.name) || compare(a.id, b.id);
  });
}

const nothing = Object.fromEntries(measures.map((measure) => [measure, 0])) as Measured;
function sumOf(rows: readonly Measured[]): Measured {
  const sum = { ...nothing };
  for (const row of rows) for (const measure of measures) sum[measure] += row[measure];
  return sum;
}

export interface AllStatistics {
  rows: StatisticsRow[];
  totals: StatisticsFigures;
}

/**
 * All rows in their order: what a page and an export are cut from. Rows are what was counted in the period; the totals'
 * stock is all that the filter speaks of, so that it is the same whichever way it is cut. Counts, stock and totals are read side by side, on
 * connections of their own: over a year of a large data set each keeps a core busy.
 */
export async function allStatistics(
  db: Database,
  listQuery: StatisticsFilter & Pick<StatisticsQuery, 'by' | 'sort' | 'order'>,
): Promise<AllStatistics> {
  const [counted, stock, stockTotal, total] = await Promise.all([
    inTransaction(db, (trx) => readCounts(trx, listQuery.by, listQuery)),
    inTransaction(db, (trx) => readStock(trx, listQuery.by, listQuery)),
    inTransaction(db, (trx) => readStockTotal(trx, listQuery)),
    isSumOfRows(listQuery) ? null : inTransaction(db, (trx) => readTotal(trx, listQuery)),
  ]);
  const rows = rowsOf(counted, listQuery.by === 'day' ? null : stock);
  return {
    rows: sortRows(rows, listQuery.sort, listQuery.order),
    totals: figuresOf(total ?? sumOf(counted), stockTotal),
  };
}

/** @param stock null where it has no such dimension */
function rowsOf(counted: readonly CountedRow[], stock: readonly StockRow[] | null): StatisticsRow[] {
  const stockOf = new Map(stock?.map((row) => [row.key, row]));
  return counted.map((row) => ({
    id: row.key,
    name: row.name,
    date: row.date,
    ...figuresOf(row, stock && (stockOf.get(row.key) ?? { listed: 0, held: 0 })),
    atStart: null,
  }));
}

/** By listing, an order of several is counted with each; totals are taken by event where they can be. */
const isSumOfRows = (listQuery: StatisticsFilter & Pick<StatisticsQuery, 'by'>): boolean =>
  !['consignor', 'ticketType'].includes(listQuery.by) || needsListingCounts(listQuery);

export async function readStatistics(db: Database, listQuery: StatisticsQuery): Promise<StatisticsList> {
  const { rows, totals } = await allStatistics(db, listQuery);
  const page = rows.slice((listQuery.page - 1) * listQuery.perPage, listQuery.page * listQuery.perPage);
  return inTransaction(db, async (trx) => {
    const data = listQuery.by === 'event' ? await withStarts(trx, page, listQuery.currency) : page;
    return { data, total: rows.length, totals, ...(await standing(trx)) };
  });
}

interface StartRow {
  event_id: string;
  frozen_at: Date;
  listed: number;
  held: number;
  sold: number;
  gross: number;
  refunds_since: number;
}

/** What stood when they began, for the rows of a page. */
async function withStarts(trx: Trx, rows: StatisticsRow[], currency: string): Promise<StatisticsRow[]> {
  const found = await query<StartRow>(
    trx,
    `SELECT f.event_id, f.frozen_at, f.listed, f.held, f.tickets AS sold, f.proceeds_amount + f.commission_amount AS gross,
       coalesce((SELECT sum(s.refunded_amount) FROM stats_event_counts s WHERE s.event_id = f.event_id AND s.currency = f.currency), 0)::bigint - f.refunded_amount AS refunds_since
     FROM event_freezes f JOIN catalog_calendar e ON e.id = f.event_id AND e.starts_at = f.starts_at
     WHERE f.event_id = ANY($1::text[]) AND f.currency = $2`,
    [rows.map(({ id }) => id), currency],
  );
  const starts = new Map(found.map((row) => [row.event_id, row]));
  return rows.map((row) => {
    const start = starts.get(row.id);
    if (!start) return row;
    const { frozen_at: at, listed, held, sold, gross, refunds_since: refundsSince } = start;
    return { ...row, atStart: { at: at.toISOString(), listed, held, sold, gross, refundsSince } };
  });
}

async function standing(trx: Trx): Promise<Pick<StatisticsList, 'asOf' | 'compared' | 'currencies'>> {
  const [row] = await query<{
    now: Date;
    compared_at: Date | null;
    differences: number | null;
    currencies: string[];
  }>(
    trx,
    `SELECT now() AS now, c.at AS compared_at, c.differences, (SELECT array_agg(DISTINCT currency ORDER BY currency) FROM catalog_calendar) AS currencies
     FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT at, differences FROM statistics_comparisons ORDER BY id DESC LIMIT 1) c ON true`,
  );
  return {
    asOf: (row?.now ?? new Date()).toISOString(),
    compared: row?.compared_at
      ? { at: row.compared_at.toISOString(), differences: row.differences ?? 0 }
      : null,
    currencies: row?.currencies ?? [],
  };
}

const topCount = 5;

/**
 * The five most popular, most profitable and best selling events of a filter. Popular are those with the most orders: a hold
 * that was let go shows no interest.
 */
export async function readTops(db: Database, filter: StatisticsFilter): Promise<StatisticsTops> {
  const counted = await inTransaction(db, (trx) => readCounts(trx, 'event', filter));
  const top = (pick: (row: CountedRow) => number) =>
    counted
      .map((row) => ({ id: row.key, name: row.name, date: row.date ?? '', value: pick(row) }))
      .filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
      .slice(0, topCount);
  return {
    popular: top((row) => row.orders),
    profitable: top((row) => row.commission_amount + row.fee_amount),
    bestSelling: top((row) => row.tickets),
  };
}
