/** A report as files: a line for each of its rows, and its totals as the last one. */
import {
  type ReportQuery,
  type ReportRow,
  reportFileQuery,
  reportGroups,
  reportOf,
} from '@holdfast/shared/accounting';
import { decimalsOf, marketplaceCurrency } from '@holdfast/shared/money';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { type Cell, exportedTable, type Part, type Sheet } from '../platform/spreadsheets/index.ts';
import { wholeReport } from './readReport.ts';

/** A report as files. */
export const reportTable = exportedTable({
  path: '/admin/reports',
  tag: 'Admin: books',
  roles: ['finance'],
  summary: 'A report over the books',
  query: reportFileQuery,
  noun: 'report',
  fileName: ({ report, by }) => `${report}-by-${by}`,
  sheet: sheetOf,
  rows: {
    few: 'Sums: a row for each day, event or consignor',
    whole: (db, asked) => inTransaction(db, (trx) => linesOf(trx, asked)),
  },
});

function sheetOf({ report, by }: ReportQuery): Sheet {
  const { name, columns, counts } = reportOf(report);
  const own = [reportGroups[by], ...(by === 'event' ? ['Event on'] : [])];
  return {
    name,
    columns: [
      ...[...own, counts.name].map((head, at) => ({ head, width: at === 0 ? 34 : 16 })),
      ...Object.values(columns).map((column) => ({ head: column.name, width: 16, format: '#,##0.00' })),
      ...['Currency', 'Id'].map((head) => ({ head, width: 16 })),
    ],
  };
}

/** @throws Problem as `readReport` */
async function linesOf(trx: Trx, asked: ReportQuery): Promise<Part> {
  const { columns } = reportOf(asked.report);
  const { rows, totals } = await wholeReport(trx, asked);
  const major = (minor: number) => minor / 10 ** decimalsOf(marketplaceCurrency);
  const line = (
    name: string,
    { count, figures, ...row }: Pick<ReportRow, 'count' | 'figures'> & Partial<ReportRow>,
  ): Cell[] => [
    name,
    ...(asked.by === 'event' ? [row.detail ?? null] : []),
    count,
    ...Object.keys(columns).map((id) => major(figures[id] ?? 0)),
    marketplaceCurrency,
    row.id ?? null,
  ];
  return { lines: rows.map((row) => line(row.name, row)), last: line('Total', totals) };
}
