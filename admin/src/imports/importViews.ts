/** The views of an import's rows: one for each outcome, and what waits, was undone or kept. */
import { type ImportFile, importRowQuery } from '@holdfast/shared/imports';
import { type Fields, listFields, oneOf } from '../ui/unreadable.ts';
import type { View } from '../ui/Views.tsx';
import { rowActions, rowLooks } from './actions.ts';

/** How the parameters of the rows' address read. */
export const rowFields: Fields = listFields(importRowQuery, ['action'], {
  action: oneOf([...rowActions, 'waits', 'undone', 'kept']),
});

/** The filter of the rows' list in a view. */
export function filterOf(view: string): Record<string, string> {
  if (view === 'waits') return { waits: 'true' };
  if (view === 'kept' || view === 'undone') return { undo: view };
  return view === 'all' ? {} : { action: view };
}

export function viewsOf({ counts }: ImportFile): View[] {
  return [
    { value: 'all', name: 'All', count: counts.read },
    ...rowActions.map((each) => ({ value: each, name: rowLooks[each].word, count: counts[each] })),
    ...(counts.waits > 0 ? [{ value: 'waits', name: 'Waits for a person', count: counts.waits }] : []),
    ...(counts.undone > 0 ? [{ value: 'undone', name: 'Taken back', count: counts.undone }] : []),
    ...(counts.kept > 0 ? [{ value: 'kept', name: 'Kept', count: counts.kept }] : []),
  ];
}
