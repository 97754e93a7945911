/** One action from opening over the server's preview to its report. */
import type { BulkPreview, Listing, ListingActionResult } from '@holdfast/shared/listings';
import { useCallback, useMemo, useState } from 'react';
import { useAdminProvider } from '../../dataProvider/index.ts';
import { useUnloadQuestion } from '../../ui/useUnloadQuestion.ts';
import { gameOf } from '../listingText.ts';
import type { ActionName } from './actionConfig.ts';
import { type ActionDraft, lookedAgain, missingFieldOf, newDraft, sizeOf, type Target } from './draft.ts';
import { type ActionPreview, previewOfRows, previewOfView } from './preview.ts';
import {
  type Done,
  isReady,
  useActionPreview,
  useDoAction,
  useFrozenView,
  type ViewShown,
} from './useActionRequest.ts';

export type { Done } from './useActionRequest.ts';

/** As many rows as this are read again one by one. */
const mostReadAgain = 50;

/** @param shown the filter of the view on screen, whose rows the answer then tells */
export function useListingAction(onDone: (done: Done) => void, shown?: ViewShown) {
  const [draft, setDraft] = useState<ActionDraft | null>(null);
  const { mutate, data: done = null, error, isPending, reset } = useDoAction(onDone, shown);
  useUnloadQuestion(draft?.touched === true && done === null);
  const { data: frozen, isFetching: freezing, error: notFrozen } = useFrozenView(draft);
  const view = frozen?.id;
  const { isSent, noteSent } = useSent(draft, error, done !== null);
  const busy = isPending || isSent;
  const preview = useActionPreview(draft, view, done !== null);
  const answer = done?.by === 'rows' ? done.result : draft ? preview.data : undefined;
  const actionPreview = useMemo((): ActionPreview | null => {
    if (!draft || !answer) return null;
    if (!('rows' in answer)) return previewOfView(answer);
    return draft.target.by === 'rows' ? previewOfRows(answer, draft.target.rows, gameOf) : null;
  }, [draft, answer]);
  const conflicts = useMemo(() => conflictsIn(answer), [answer]);
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
    reading: freezing || preview.isFetching,
    previewError: notFrozen ?? preview.error,
    /** How many listings it is about: of a view, those that were frozen. */
    size: draft && (frozen?.listings ?? sizeOf(draft)),
    /** The frozen view that it is about. */
    view,
    done,
    trouble: error,
    busy,
    open,
    close,
    confirm() {
      if (!draft || !isReady({ draft, view }) || busy || done) return;
      noteSent();
      mutate({ draft, view });
    },
    change: (part: Partial<ActionDraft>) =>
      setDraft((before) => before && { ...before, ...part, touched: true }),
    lookAgain: () => draft && lookAgain(draft),
  };
}
export type ActionControl = ReturnType<typeof useListingAction>;

/**
 * Whether a draft was sent and isn't answered. The mutation says so only a timer later, and a browser that is busy gives the next key
 * to the page before its timers: a second Enter would be taken for another confirmation and be lost.
 */
function useSent(draft: ActionDraft | null, error: unknown, isDone: boolean) {
  const [sent, setSent] = useState<{ opened: number; error: unknown } | null>(null);
  return {
    isSent: draft !== null && !isDone && sent?.opened === draft.opened && sent.error === error,
    noteSent: () => setSent(draft && { opened: draft.opened, error }),
  };
}

/** The named rows that somebody changed since they were read; of a view, the first of them. */
function conflictsIn(answer: ListingActionResult | BulkPreview | undefined): string[] {
  if (!answer) return [];
  const outcomes = 'rows' in answer ? answer.rows : answer.refusals.flatMap(({ examples }) => examples);
  return outcomes.filter(({ code }) => code === 'version_conflict').map(({ id }) => id);
}

/** Reads the conflicting rows, or the whole view, again, so that they can be included. */
function useLookAgain(
  conflicts: readonly string[],
  setDraft: (change: (before: ActionDraft | null) => ActionDraft | null) => void,
) {
  const adminProvider = useAdminProvider();
  return async (draft: ActionDraft) => {
    if (draft.target.by === 'view') return setDraft(() => lookedAgain(draft));
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
