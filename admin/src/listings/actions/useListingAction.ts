/** One action from opening over the server's preview to its report. */
import type { Listing } from '@holdfast/shared/listings';
import { useCallback, useMemo, useState } from 'react';
import { useAdminProvider } from '../../dataProvider/index.ts';
import { gameOf } from '../listingText.ts';
import type { ActionName } from './actionConfig.ts';
import { type ActionDraft, missingFieldOf, newDraft, type Target } from './draft.ts';
import { type ActionPreview, previewOfRows, previewOfView } from './preview.ts';
import { type Done, isReady, useActionPreview, useDoAction, type ViewShown } from './useActionRequest.ts';

export type { Done } from './useActionRequest.ts';

/** As many rows as this are read again one by one. */
const mostReadAgain = 50;

/** @param view the filter of the view on screen, whose rows the answer then tells */
export function useListingAction(onDone: (done: Done) => void, view?: ViewShown) {
  const [draft, setDraft] = useState<ActionDraft | null>(null);
  const { mutate, data: done = null, error, isPending, reset } = useDoAction(onDone, view);
  const preview = useActionPreview(draft, done !== null);
  const answer = done?.by === 'rows' ? done.result : draft ? preview.data : undefined;
  const actionPreview = useMemo((): ActionPreview | null => {
    if (!draft || !answer) return null;
    if (!('rows' in answer)) return previewOfView(answer);
    return draft.target.by === 'rows' ? previewOfRows(answer, draft.target.rows, gameOf) : null;
  }, [draft, answer]);
  const conflicts = useMemo(
    () =>
      answer && 'rows' in answer
        ? answer.rows.filter((row) => row.code === 'version_conflict').map((row) => row.id)
        : [],
    [answer],
  );
  const open = useCallback(
    (name: ActionName, target: Target, given?: Partial<ActionDraft>) => {
      if (target.by === 'rows' && target.rows.length === 0) return;
      reset();
      setDraft(newDraft(name, target, given));
    },
    [reset],
  );
  const close = useCallback(() => {
    setDraft(null);
    reset();
  }, [reset]);
  const lookAgain = useLookAgain(conflicts, setDraft);
  return {
    draft,
    actionPreview,
    conflicts,
    /** What the server still needs. */
    missingField: draft && missingFieldOf(draft),
    /** The figures on screen belong to the previous draft. */
    reading: preview.isFetching,
    previewError: preview.error,
    done,
    trouble: error,
    busy: isPending,
    open,
    close,
    confirm() {
      if (draft && isReady(draft) && !isPending && !done) mutate(draft);
    },
    change: (part: Partial<ActionDraft>) => setDraft((before) => before && { ...before, ...part }),
    lookAgain,
  };
}
export type ActionControl = ReturnType<typeof useListingAction>;

/** Reads the conflicting rows again, so that they can be included. */
function useLookAgain(
  conflicts: readonly string[],
  setDraft: (change: (before: ActionDraft | null) => ActionDraft | null) => void,
) {
  const adminProvider = useAdminProvider();
  return async () => {
    const { data } = await adminProvider.getMany<Listing>('listings', {
      ids: conflicts.slice(0, mostReadAgain),
    });
    const byId = new Map(data.map((listing) => [listing.id, listing]));
    setDraft((before) =>
      before?.target.by === 'rows'
        ? {
            ...before,
            target: {
              by: 'rows',
              rows: before.target.rows.map((row) => {
                const now = byId.get(row.id);
                return now ? { id: now.id, version: now.version, listing: now } : row;
              }),
            },
          }
        : before,
    );
  };
}
