/** The report on an import: its own columns, then the file's. A corrected report may be sent back as a file. */
import { simplifyHeader } from './columns.ts';

/** The report's own columns, in their order; `import` names the import that it reports on. */
export const reportColumns = [
  'import',
  'line',
  'outcome',
  'undo',
  'listing',
  'tickets',
  'price',
  'listing id',
  'reasons',
  'changes',
  'note',
  'corrected',
] as const;

/** Those of reports before they named their import. */
const earlierColumns = 'row,outcome,undo,lot,tickets,price,listing,reasons,changes,note,mended'.split(',');

/**
 * How many columns of a header are a report's own; the rest are the broker's.
 * @returns 0 for a header that is no report's
 */
export function reportColumnsOf(headers: readonly string[]): number {
  const begins = (columns: readonly string[]) =>
    columns.every((column, at) => simplifyHeader(headers[at] ?? '') === simplifyHeader(column));
  return begins(reportColumns) ? reportColumns.length : begins(earlierColumns) ? earlierColumns.length : 0;
}
