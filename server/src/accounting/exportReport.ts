/** A report as files: a line for each of its rows, and its totals as the last one. */
import type { Readable } from 'node:stream';
import { type ReportQuery, type ReportRow, reportGroups, reportOf } from '@holdfast/shared/accounting';
import { decimalsOf, marketplaceCurrency } from '@holdfast/shared/money';
import { type Database, inTransaction } from '../platform/db/index.ts';
import { type Cell, csvOf, workbookOf } from '../platform/spreadsheets/index.ts';
import { wholeReport } from './readReport.ts';

/** @throws Problem as `readReport` */
export async function reportCsv(db: Database, asked: ReportQuery): Promise<Readable> {
  const { heads, lines } = await tableOf(db, asked);
  return csvOf(heads, lines);
}

/** @throws Problem as `readReport`, and `too_many_rows` as `workbookOf` */
export async function reportXlsx(db: Database, asked: ReportQuery): Promise<Buffer> {
  const { heads, lines, money } = await tableOf(db, asked);
  const columns = heads.map((head, i) => ({
    head,
    width: i === 0 ? 34 : 16,
    ...(money.includes(head) ? { format: '#,##0.00' } : {}),
  }));
  return workbookOf(reportOf(asked.report).name, columns, lines);
}

async function tableOf(db: Database, asked: ReportQuery) {
  const { columns, counts } = reportOf(asked.report);
  const { rows, totals } = await inTransaction(db, (trx) => wholeReport(trx, asked));
  const money = Object.values(columns).map(({ name }) => name);
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
  return {
    money,
    heads: [
      reportGroups[asked.by],
      ...(asked.by === 'event' ? ['Event on'] : []),
      counts.name,
      ...money,
      'Currency',
      'Id',
    ],
    lines: [...rows.map((row) => line(row.name, row)), line('Total', totals)],
  };
}
