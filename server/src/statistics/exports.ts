/** Statistics as files: exactly the rows of the filter in their order, and the totals as the last line. */
import { decimalsOf } from '@holdfast/shared/money';
import { type StatisticsFigures, type StatisticsQuery, statisticsQuery } from '@holdfast/shared/stats';
import { type Cell, exportedTable, type Sheet } from '../platform/spreadsheets/index.ts';
import { type AllStatistics, allStatistics } from './readStatistics.ts';

interface Column {
  head: string;
  kind: 'count' | 'share' | 'decimal' | 'money';
  of: (row: StatisticsFigures) => Cell;
}

const columns: Column[] = [
  { head: 'Listed', kind: 'count', of: (row) => row.listed },
  { head: 'Held', kind: 'count', of: (row) => row.held },
  { head: 'Sold', kind: 'count', of: (row) => row.sold },
  { head: 'Sell-through', kind: 'share', of: (row) => row.sellThrough },
  { head: 'Reservations', kind: 'count', of: (row) => row.reservations },
  { head: 'Orders', kind: 'count', of: (row) => row.orders },
  { head: 'Tickets per order', kind: 'decimal', of: (row) => row.perOrder },
  { head: 'Average price', kind: 'money', of: (row) => row.averagePrice },
  { head: 'Gross', kind: 'money', of: (row) => row.gross },
  { head: 'Consignors', kind: 'money', of: (row) => row.consignors },
  { head: 'Commission', kind: 'money', of: (row) => row.commission },
  { head: 'Fees', kind: 'money', of: (row) => row.fees },
  { head: 'Refunds', kind: 'money', of: (row) => -row.refunds || 0 },
  { head: 'Refunded tickets', kind: 'count', of: (row) => row.refundedTickets },
  { head: 'Days to sell', kind: 'decimal', of: (row) => row.daysToSell },
];

const dimensionHeads: Record<StatisticsQuery['by'], string> = {
  event: 'Event',
  ticketType: 'Ticket type',
  consignor: 'Consignor',
  team: 'Team',
  venue: 'Venue',
  day: 'Day',
};

/** Money in whole units, as spreadsheets count: minor units are ours. */
function figureOf({ kind, of }: Column, row: StatisticsFigures, decimals: number): Cell {
  const value = of(row);
  if (typeof value !== 'number') return value;
  if (kind === 'money') return value / 10 ** decimals;
  if (kind === 'share') return Math.round(value * 10_000) / 10_000;
  return kind === 'decimal' ? Math.round(value * 100) / 100 : value;
}

function headOf({ by, currency }: StatisticsQuery): string[] {
  const own = by === 'event' ? ['Event', 'On'] : [dimensionHeads[by]];
  return [...own, ...columns.map(({ head, kind }) => (kind === 'money' ? `${head}, ${currency}` : head))];
}

function lineOf(
  { by, currency }: StatisticsQuery,
  row: StatisticsFigures & { name: string; date: string | null },
): Cell[] {
  const own = by === 'event' ? [row.name, row.date] : [row.name];
  return [...own, ...columns.map((column) => figureOf(column, row, decimalsOf(currency)))];
}

const totalName = (count: number) => `All ${count.toLocaleString('en-US')}`;

const totalsOf = (query: StatisticsQuery, { rows, totals }: AllStatistics): Cell[] =>
  lineOf(query, { ...totals, name: totalName(rows.length), date: null });

/** The first column stays in sight. */
function sheetOf(query: StatisticsQuery): Sheet {
  const own = query.by === 'event' ? 2 : 1;
  const zeroes = '0'.repeat(decimalsOf(query.currency));
  const formats: Record<Column['kind'], string> = {
    count: '#,##0',
    share: '0%',
    decimal: '0.00',
    money: zeroes ? `#,##0.${zeroes}` : '#,##0',
  };
  const sheetColumns = headOf(query).map((head, at) => {
    const kind = columns[at - own]?.kind;
    return { head, width: at === 0 ? 34 : 14, ...(kind ? { format: formats[kind] } : {}) };
  });
  return { name: 'Statistics', columns: sheetColumns, stickyColumns: 1 };
}

/** Statistics as files. */
export const statisticsTable = exportedTable({
  path: '/admin/statistics',
  tag: 'Admin: statistics',
  roles: ['staff', 'finance'],
  summary: 'All rows of a filter with their totals',
  query: statisticsQuery,
  noun: 'statistics',
  fileName: ({ by }) => `statistics-by-${by}`,
  sheet: sheetOf,
  rows: {
    few: 'Sums: a row for each event, consignor, day or the like',
    async whole(db, query) {
      const all = await allStatistics(db, query);
      return { lines: all.rows.map((row) => lineOf(query, row)), last: totalsOf(query, all) };
    },
  },
});
