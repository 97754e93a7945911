import type { ImportRow } from '@holdfast/shared/consignment';
import { toCsv } from '../ui/csv.ts';
import { rowLooks } from './actions.ts';

/** Every row with its outcome and reasons, then the row as it stood, for the one who sent the file. */
export function reportOf(rows: readonly ImportRow[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.record)))];
  return toCsv([
    ['row', 'outcome', 'reasons', ...fields],
    ...rows.map((row) => [
      String(row.line),
      rowLooks[row.action].word,
      [
        ...row.problems.map((problem) => `${problem.field}: ${problem.message}`),
        ...row.changes.map((change) => `${change.field}: ${change.from ?? ''} to ${change.to ?? ''}`),
      ].join(' '),
      ...fields.map((field) => row.record[field] ?? ''),
    ]),
  ]);
}
