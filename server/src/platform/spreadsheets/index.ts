export { csvOf, csvType } from './csv.ts';
export { type ExportedTable, exportFiles } from './exportFiles.ts';
export type { Cell } from './harmless.ts';
export { type SheetColumn, workbookOf, workbookType } from './workbook.ts';
