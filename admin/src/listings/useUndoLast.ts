/** The last action of this session, and the way back from it. */
import { plural } from '../ui/figures.tsx';
import { labelsOf } from './actions/actionConfig.ts';
import type { ActionControl } from './actions/useListingAction.ts';
import { type Undoable, useUndoable } from './pricing/undoable.ts';

const countOf = (action: Undoable) => (action.by === 'rows' ? action.rows.length : action.listings);

export function useUndoLast(open: ActionControl['open']) {
  const last = useUndoable().at(-1);
  return {
    /** `Approved 12 listings`; null where there is nothing to undo. */
    done: last ? `${labelsOf(last).past} ${plural(countOf(last), 'listing')}` : null,
    last() {
      if (!last) return;
      const given = { of: last.name, undoes: last.names, isSessionUndo: true };
      if (last.by === 'run')
        open(
          'undo',
          { by: 'view', filter: { runId: last.runId }, listings: last.listings },
          { ...given, runId: last.runId },
        );
      else open('undo', { by: 'rows', rows: last.rows.map((row) => ({ ...row, listing: null })) }, given);
    },
  };
}
