/** A run's report as a file. */
import type { BulkRunRow } from '@holdfast/shared/listings';
import { call } from '../dataProvider/index.ts';

export const outcomeLooks = {
  done: { shape: 'tick', tone: 'success', word: 'Done' },
  refused: { shape: 'cross', tone: 'danger', word: 'Left out' },
  waiting: { shape: 'ring', tone: 'neutral', word: 'Waits' },
} as const;

/** The report as CSV rows; `toCsv` escapes cells that begin like a formula. */
export async function reportLines(id: string): Promise<string[][]> {
  const lines: string[][] = [['listing', 'label', 'outcome', 'code', 'why']];
  for (let page = 1; ; page += 1) {
    const { data, total } = await call<{ data: BulkRunRow[]; total: number }>(
      `/admin/bulk-runs/${id}/rows?perPage=1000&page=${page}`,
    );
    for (const row of data)
      lines.push([
        row.listingId,
        row.label,
        outcomeLooks[row.outcome].word,
        row.code ?? '',
        row.message ?? '',
      ]);
    if (data.length === 0 || lines.length > total) return lines;
  }
}
