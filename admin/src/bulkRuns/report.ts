/** A run's report as a file. */
import type { BulkRunRow } from '@holdfast/shared/listings';
import { call } from '../dataProvider/index.ts';

export const outcomeLooks = {
  done: { shape: 'tick', tone: 'success', word: 'Done' },
  refused: { shape: 'cross', tone: 'danger', word: 'Left out' },
  waiting: { shape: 'ring', tone: 'neutral', word: 'Waits' },
} as const;

/** `1250.00`: a number for spreadsheets, without separators. */
const amountOrNone = (minor: number | null) => (minor === null ? '' : (minor / 100).toFixed(2));

/** The report as CSV rows; `toCsv` escapes cells that begin like a formula. */
export async function reportLines(id: string): Promise<string[][]> {
  const lines: string[][] = [['listing', 'label', 'outcome', 'old price', 'new price', 'code', 'why']];
  for (let page = 1; ; page += 1) {
    const { data, total } = await call<{ data: BulkRunRow[]; total: number }>(
      `/admin/bulk-runs/${id}/rows?perPage=1000&page=${page}`,
    );
    for (const row of data)
      lines.push([
        row.listingId,
        row.label,
        outcomeLooks[row.outcome].word,
        amountOrNone(row.priceBefore),
        amountOrNone(row.priceAfter),
        row.code ?? '',
        row.message ?? '',
      ]);
    if (data.length === 0 || lines.length > total) return lines;
  }
}
