import type { BulkPreview, BulkRun, Listing, ListingActionResult } from '@holdfast/shared/listings';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { call, newKey, useAdminProvider } from '../../dataProvider/index.ts';
import { gameOf } from '../listingText.ts';
import type { ActionName } from './actionConfig.ts';
import { type ActionDraft, actionOf, missingFieldOf, newDraft, type Target, versionsOf } from './draft.ts';
import { type ActionPreview, previewOfRows, previewOfView } from './preview.ts';

/** The result: rows at once with their report, or a bulk run. */
export type Done =
  | { by: 'rows'; draft: ActionDraft; result: ListingActionResult }
  | { by: 'view'; draft: ActionDraft; run: BulkRun };

interface Question {
  path: string;
  body: unknown;
}

/** @returns null while something is missing */
function statisticsQueryOf(draft: ActionDraft, preview: boolean): Question | null {
  const action = actionOf(draft, preview);
  if (!action) return null;
  const { target } = draft;
  return target.by === 'rows'
    ? { path: '/admin/listings/actions', body: { ...action, ...versionsOf(target.rows), preview } }
    : {
        path: preview ? '/admin/bulk-runs/preview' : '/admin/bulk-runs',
        body: { action, filter: target.filter },
      };
}

/** One action from opening over the server's preview to its report. */
export function useListingAction(onDone: (done: Done) => void) {
  const adminProvider = useAdminProvider();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ActionDraft | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const question = useMemo(() => draft && statisticsQueryOf(draft, true), [draft]);
  const shape = JSON.stringify(draft && statisticsQueryOf(draft, false));
  // One Idempotency-Key per draft: retrying after a lost answer acts at most once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape is a new action
  const key = useMemo(() => newKey(), [shape]);

  const preview = useQuery({
    queryKey: ['listingPreview', question],
    queryFn: () =>
      call<ListingActionResult | BulkPreview>(question!.path, { method: 'POST', body: question!.body }),
    enabled: question !== null && done === null,
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const actionPreview = useMemo((): ActionPreview | null => {
    if (!draft) return null;
    const told = done?.by === 'rows' ? done.result : preview.data;
    if (!told) return null;
    if ('rows' in told)
      return draft.target.by === 'rows' ? previewOfRows(told, draft.target.rows, gameOf) : null;
    return previewOfView(told);
  }, [draft, done, preview.data]);

  const open = useCallback((name: ActionName, target: Target, said?: Partial<ActionDraft>) => {
    if (target.by === 'rows' && target.rows.length === 0) return;
    setDone(null);
    setTrouble(null);
    setDraft(newDraft(name, target, said));
  }, []);
  const close = useCallback(() => {
    setDraft(null);
    setDone(null);
    setTrouble(null);
  }, []);

  async function confirm(): Promise<void> {
    const asked = draft && statisticsQueryOf(draft, false);
    if (!draft || !asked || busy || done) return;
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await call<ListingActionResult | BulkRun>(asked.path, {
        method: 'POST',
        body: asked.body,
        idempotencyKey: key,
      });
      const what: Done =
        'rows' in answer ? { by: 'rows', draft, result: answer } : { by: 'view', draft, run: answer };
      setDone(what);
      for (const queryKey of ['rail', 'queues', 'listings', 'bulkRuns', 'viewCount'])
        queries.invalidateQueries({ queryKey: [queryKey] });
      onDone(what);
    } catch (refusal) {
      setTrouble(refusal);
    } finally {
      setBusy(false);
    }
  }

  /** Reads the conflicting rows again, so that they can be included. */
  async function lookAgain() {
    const told = preview.data && 'rows' in preview.data ? preview.data.rows : [];
    const changed = told.filter((row) => row.code === 'version_conflict');
    const now = await adminProvider.getMany<Listing>('listings', {
      ids: changed.slice(0, 50).map((row) => row.id),
    });
    const byId = new Map(now.data.map((listing) => [listing.id, listing]));
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
  }

  const conflicts = useMemo(() => {
    const told = done?.by === 'rows' ? done.result : draft ? preview.data : undefined;
    return told && 'rows' in told
      ? told.rows.filter((row) => row.code === 'version_conflict').map((row) => row.id)
      : [];
  }, [draft, done, preview.data]);

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
    trouble,
    busy,
    open,
    close,
    confirm,
    change: (part: Partial<ActionDraft>) => setDraft((before) => before && { ...before, ...part }),
    lookAgain,
  };
}
export type ActionControl = ReturnType<typeof useListingAction>;
