import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Problem } from '../problem.ts';
import type { Cell } from './harmless.ts';
import { fixedParts, rowWriter, sheetBegin, sheetEnd } from './sheetXml.ts';
import type { KeptByWriter, Sheet, SheetColumn, TableWriter } from './tableWriter.ts';
import { storedEntry, type ZipEntry, zipDescriptor, zipDirectory, zipHeader } from './zip.ts';

/** The content type of XLSX answers. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A sheet has 2^20 rows, of which one is the head. Source: Excel specifications and limits */
export const mostSheetLines = 1_048_575;

/** @throws Problem `too_many_rows` for more lines than a sheet has, with the CSV as the remedy */
export function refuseTooManyLines(lines: number): void {
  if (lines > mostSheetLines)
    throw new Problem(
      'too_many_rows',
      `More than ${mostSheetLines.toLocaleString('en-US')} lines: take the CSV file, or filter more narrowly.`,
    );
}

const sheetName = 'xl/worksheets/sheet1.xml';
/** A piece ends at a whole byte, and the next one doesn't refer back to it. */
const packPart = (xml: Buffer) => deflateRawSync(xml, { finishFlush: constants.Z_SYNC_FLUSH });

/**
 * Writes a table as a workbook of one sheet, whose head stays in sight, piece by piece with the memory of one piece. Its texts are
 * cells of text, which nothing runs.
 */
export function workbookWriter(sheet: Sheet, kept: KeptByWriter = null): TableWriter {
  const fixed: ZipEntry[] = [];
  const fixedBytes: Buffer[] = [];
  for (const [name, xml] of fixedParts(sheet)) {
    const { entry, bytes } = storedEntry(name, xml, totalOf(fixedBytes));
    fixed.push(entry);
    fixedBytes.push(bytes);
  }
  const sheetOffset = totalOf(fixedBytes);
  const rowOf = rowWriter(sheet);
  let { rows = 0, crc = 0, size = 0, packed = 0 } = kept ?? {};
  const header = zipHeader({ name: sheetName, crc, size, packed, isStreamed: true });
  const pack = (xml: string, isEnd = false) => {
    const content = Buffer.from(xml);
    crc = crc32(content, crc);
    size += content.length;
    const bytes = isEnd ? deflateRawSync(content) : packPart(content);
    packed += bytes.length;
    return bytes;
  };
  const rowsOf = (lines: readonly (readonly Cell[])[], isBold = false) => {
    let xml = '';
    for (const line of lines) xml += rowOf(line, ++rows, isBold);
    return xml;
  };
  return {
    begin: () =>
      Buffer.concat([
        ...fixedBytes,
        header,
        pack(sheetBegin(sheet) + rowsOf([sheet.columns.map(({ head }) => head)], true)),
      ]),
    lines(lines, last) {
      refuseTooManyLines(rows - 1 + lines.length + (last ? 1 : 0));
      return pack(rowsOf(lines) + (last ? rowsOf([last], true) : ''));
    },
    end() {
      const rest = pack(sheetEnd, true);
      const entry = { name: sheetName, crc, size, packed, isStreamed: true, offset: sheetOffset };
      const descriptor = zipDescriptor(entry);
      const directoryAt = sheetOffset + header.length + packed + descriptor.length;
      return Buffer.concat([rest, descriptor, zipDirectory([...fixed, entry], directoryAt)]);
    },
    kept: () => ({ rows, crc, size, packed }),
  };
}

const totalOf = (parts: readonly Buffer[]) => parts.reduce((sum, { length }) => sum + length, 0);

/** Lines of which a piece is made. */
const linesAtOnce = 1_000;

/** A table as a workbook, as `workbookWriter` writes it. @throws Problem `too_many_rows` beyond what a sheet has */
export async function workbookOf(
  name: string,
  columns: SheetColumn[],
  lines: Iterable<Cell[]> | AsyncIterable<Cell[]>,
): Promise<Buffer> {
  const writer = workbookWriter({ name, columns });
  const pieces = [writer.begin()];
  let some: Cell[][] = [];
  for await (const line of lines) {
    some.push(line);
    if (some.length < linesAtOnce) continue;
    pieces.push(writer.lines(some));
    some = [];
  }
  return Buffer.concat([...pieces, writer.lines(some), writer.end()]);
}
