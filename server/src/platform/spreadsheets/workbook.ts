import writeExcelFile from 'write-excel-file/node';
import { Problem } from '../problem.ts';
import type { Cell } from './harmless.ts';

/** The content type of XLSX answers. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook is made in memory, and a program reads a CSV file better anyway. */
const mostLines = 100_000;

/** One column of a sheet. */
export interface SheetColumn {
  head: string;
  /** In characters. */
  width?: number;
  /** Of its numbers, as spreadsheets write it: `#,##0.00`. */
  format?: string;
}

/**
 * A table as a workbook of one sheet, whose head stays in sight. Its texts are cells of text, which nothing runs.
 * @param last a line in bold at the end, such as totals; `stickyColumns` stay in sight too
 * @throws Problem `too_many_rows` beyond 100,000 lines, with the CSV as the remedy
 */
export async function workbookOf(
  sheet: string,
  columns: SheetColumn[],
  lines: Iterable<Cell[]> | AsyncIterable<Cell[]>,
  { last, stickyColumns = 0 }: { last?: Cell[]; stickyColumns?: number } = {},
): Promise<Buffer> {
  const cellsOf = (line: Cell[], isBold = false) =>
    line.map((value, at) => {
      if (value === null) return null;
      const weight = isBold ? { fontWeight: 'bold' as const } : {};
      if (typeof value === 'string') return { value, type: String, ...weight };
      const format = columns[at]?.format;
      return { value, type: Number, ...(format ? { format } : {}), ...weight };
    });
  const data = [
    cellsOf(
      columns.map(({ head }) => head),
      true,
    ),
  ];
  for await (const line of lines) {
    if (data.length > mostLines)
      throw new Problem(
        'too_many_rows',
        `More than ${mostLines.toLocaleString('en-US')} lines: take the CSV file, or filter more narrowly.`,
      );
    data.push(cellsOf(line));
  }
  if (last) data.push(cellsOf(last, true));
  return writeExcelFile(data, {
    sheet,
    stickyRowsCount: 1,
    ...(stickyColumns > 0 ? { stickyColumnsCount: stickyColumns } : {}),
    columns: columns.map(({ width }) => ({ width: width ?? 14 })),
  }).toBuffer();
}
