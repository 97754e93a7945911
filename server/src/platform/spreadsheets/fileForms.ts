import { csvHead, csvLines } from './csv.ts';
import type { FileFormat, Part, Sheet } from './sheet.ts';
import { workbookOf } from './workbook.ts';

/** How the file of a table is made of its pages. */
export interface FileForm {
  /** A page as it is kept until all are read. */
  pieceOf(sheet: Sheet, page: Part, isFirst: boolean): Buffer;
  /** The file of all pieces, in memory; null: the pieces behind each other are the file. */
  fileOf: ((sheet: Sheet, pieces: readonly Buffer[]) => Promise<Buffer>) | null;
}

/** CSV is written page by page with the memory of one; a workbook is made of all of its lines at once, of which it has a limited number. */
export const fileForms: Readonly<Record<FileFormat, FileForm>> = {
  csv: {
    pieceOf: ({ columns }, { lines, last }, isFirst) =>
      Buffer.from(
        (isFirst ? csvHead(columns.map(({ head }) => head)) : '') + csvLines(last ? [...lines, last] : lines),
      ),
    fileOf: null,
  },
  xlsx: {
    pieceOf: (_, { lines, last }) => Buffer.from(JSON.stringify({ lines, last } satisfies Part)),
    fileOf(sheet, pieces) {
      const pages = pieces.map((piece) => JSON.parse(piece.toString()) as Part);
      return workbookOf(
        sheet,
        pages.flatMap(({ lines }) => lines),
        pages.at(-1)?.last,
      );
    },
  },
};
