export { csvOf, csvType } from './csv.ts';
export {
  type ExportedTable,
  exportedTable,
  type PageOfTable,
  type Part,
  type Reader,
  type TableInPages,
  typeOfFormat,
  type WholeTable,
  writerOf,
} from './exportedTable.ts';
export { exportFiles } from './exportFiles.ts';
export type { Cell } from './harmless.ts';
export type { FileFormat, KeptByWriter, Sheet, SheetColumn } from './tableWriter.ts';
export { refuseTooManyLines, workbookOf, workbookType } from './workbook.ts';
