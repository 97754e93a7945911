export { csvOf, csvType } from './csv.ts';
export {
  type ExportedTable,
  exportedTable,
  type PageOfTable,
  type Reader,
  type TableInPages,
  typeOfFormat,
  type WholeTable,
} from './exportedTable.ts';
export { exportFiles } from './exportFiles.ts';
export { fileForms } from './fileForms.ts';
export type { Cell } from './harmless.ts';
export type { FileFormat, Part, Sheet, SheetColumn } from './sheet.ts';
export { refuseTooManyLines, workbookOf, workbookType } from './workbook.ts';
