/** Statistics as files: exactly the rows of the filter in their order, and the totals as the last line. */
import { Readable } from 'node:stream';
import { decimalsOf } from '@holdfast/shared/money';
import type { StatisticsFigures, StatisticsQuery, StatisticsRow } from '@holdfast/shared/stats';
import { stringify } from 'csv-stringify';
import writeExcelFile from 'write-excel-file/node';
import type { AllStatistics } from './readStatistics.ts';

type Value = string | number | null;
interface Column {
  head: string;
  kind: 'text' | 'count' | 'share' | 'decimal' | 'money';
  of: (row: StatisticsFigures) => Value;
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
  { head: 'House', kind: 'money', of: (row) => row.house },
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
function figureOf({ kind, of }: Column, row: StatisticsFigures, decimals: number): Value {
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
): Value[] {
  const own = by === 'event' ? [row.name, row.date] : [row.name];
  return [...own, ...columns.map((column) => figureOf(column, row, decimalsOf(currency)))];
}

/** A spreadsheet runs what begins like a formula: a name that does gets a quote in front. Numbers are ours. */
const harmless = (value: Value): Value =>
  typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;

const totalName = (count: number) => `All ${count.toLocaleString('en-US')}`;

/** @returns a stream of CSV, line by line, with a head and a byte order mark, so that spreadsheets read it as UTF-8 */
export function statisticsCsv(query: StatisticsQuery, { rows, totals }: AllStatistics): Readable {
  function* lines(): Generator<Value[]> {
    yield headOf(query);
    for (const row of rows) yield lineOf(query, row).map(harmless);
    yield lineOf(query, { ...totals, name: totalName(rows.length), date: null });
  }
  return Readable.from(lines()).pipe(stringify({ bom: true, record_delimiter: '\r\n' }));
}

const formats: Record<Column['kind'], string | undefined> = {
  text: undefined,
  count: '#,##0',
  share: '0%',
  decimal: '0.00',
  money: '#,##0.00',
};

/** @returns a workbook with one sheet: the head and the first column stay in sight */
export async function statisticsXlsx(
  query: StatisticsQuery,
  { rows, totals }: AllStatistics,
): Promise<Buffer> {
  const own = query.by === 'event' ? 2 : 1;
  const zeroes = '0'.repeat(decimalsOf(query.currency));
  const cell = (value: Value, at: number, isTotal: boolean) => {
    const weight = isTotal ? { fontWeight: 'bold' as const } : {};
    if (value === null) return null;
    if (typeof value === 'string') return { value, type: String, ...weight };
    const kind = columns[at - own]?.kind ?? 'text';
    const format = kind === 'money' ? `#,##0${zeroes ? `.${zeroes}` : ''}` : formats[kind];
    return { value, type: Number, ...(format ? { format } : {}), ...weight };
  };
  const line = (row: StatisticsRow | (StatisticsFigures & { name: string; date: null }), isTotal = false) =>
    lineOf(query, row).map((value, at) => cell(value, at, isTotal));
  const data = [
    headOf(query).map((head) => ({ value: head, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => line(row)),
    line({ ...totals, name: totalName(rows.length), date: null }, true),
  ];
  return writeExcelFile(data, {
    sheet: 'Statistics',
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    columns: headOf(query).map((_head, at) => ({ width: at === 0 ? 34 : 14 })),
  }).toBuffer();
}
