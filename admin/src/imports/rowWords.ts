/** What the dry run says of a row, as a sentence's end. */
import type { ImportFile } from '@holdfast/shared/imports';
import type { ShownRow } from './actions.ts';

export const wouldWords = {
  create: 'would become a new listing',
  change: 'would change a listing',
  unchanged: 'changes nothing',
  refuse: 'would be refused',
} as const;
const did = {
  create: 'became a new listing',
  change: 'changed a listing',
  unchanged: 'changed nothing',
  refuse: 'was refused',
} as const;

/** `Row 9 would be refused` */
export function titleOf(row: ShownRow, { state }: ImportFile): string {
  if (row.undo === 'undone') return `Row ${row.line} was taken back`;
  if (row.undo === 'kept') return `Row ${row.line} was kept`;
  const words = ['done', 'undoing', 'undone'].includes(state) ? did : wouldWords;
  return `Row ${row.line} ${words[row.action]}`;
}

export const sayTheSame = (rows: number) =>
  rows > 1
    ? `${rows} rows of this file say the same.`
    : 'Later files that say the same are read the same way.';

/** `Sheet “A” is read. Not read: “B”, “C” (hidden).` */
export function sheetWords(
  read: string | null,
  others: ReadonlyArray<{ name: string; isHidden: boolean; isEmpty: boolean }>,
): string {
  const named = others.map(
    ({ name, isHidden, isEmpty }) => `“${name}”${isHidden ? ' (hidden)' : isEmpty ? ' (empty)' : ''}`,
  );
  return `Sheet “${read ?? ''}” is read. Not read: ${named.join(', ')}.`;
}
