import writeExcelFile from 'write-excel-file/node';
import { Problem } from '../problem.ts';
import type { Cell } from './harmless.ts';
import type { Sheet } from './sheet.ts';

/** The content type of XLSX answers. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook is made in memory, and a program reads a CSV file better anyway. */
const mostLines = 100_000;

/** @throws Problem `too_many_rows` for more lines than a workbook has, with the CSV as the remedy */
export function refuseTooManyLines(lines: number): void {
  if (lines > mostLines)
    throw new Problem(
      'too_many_rows',
      `More than ${mostLines.toLocaleString('en-US')} lines: take the CSV file, or filter more narrowly.`,
    );
}

/**
 * A table as a workbook of one sheet, whose head stays in sight. Its texts are cells of text, which nothing runs.
 * @param last the table's last line, such as totals, in bold
 * @throws Problem `too_many_rows` as `refuseTooManyLines`
 */
export async function workbookOf(
  { name, columns, stickyColumns = 0 }: Sheet,
  lines: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  last?: readonly Cell[],
): Promise<Buffer> {
  const cellsOf = (line: readonly Cell[], isBold = false) =>
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
    refuseTooManyLines(data.length);
    data.push(cellsOf(line));
  }
  if (last) data.push(cellsOf(last, true));
  return writeExcelFile(data, {
    sheet: name,
    stickyRowsCount: 1,
    ...(stickyColumns > 0 ? { stickyColumnsCount: stickyColumns } : {}),
    columns: columns.map(({ width }) => ({ width: width ?? 14 })),
  }).toBuffer();
}
