/** The price changes of this session, and the way back from the last one. */
import type { ActionControl } from './actions/useListingAction.ts';
import { changesOf, useUndoable } from './pricing/undoable.ts';

export function useUndoLast(open: ActionControl['open']) {
  const undoable = useUndoable();
  return {
    /** How many prices were changed. */
    changes: undoable.reduce((sum, action) => sum + changesOf(action), 0),
    last() {
      const last = undoable.at(-1);
      if (!last) return;
      open(
        'undoPrice',
        last.by === 'run'
          ? { by: 'view', filter: { runId: last.runId }, listings: last.listings }
          : { by: 'rows', rows: last.rows.map((row) => ({ ...row, listing: null })) },
        { isSessionUndo: true },
      );
    },
  };
}
