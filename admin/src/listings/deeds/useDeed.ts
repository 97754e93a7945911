import type { BulkPreview, BulkRun, Listing, ListingActionResult } from '@holdfast/shared/consignment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { call, newKey, useOffice } from '../../dataProvider/index.ts';
import { gameOf } from '../words.ts';
import { type DeedDraft, deedOf, lackOf, newDraft, type Target, versionsOf } from './draft.ts';
import type { DeedName } from './looks.ts';
import { type Outlook, outlookOfRows, outlookOfView } from './outlook.ts';

/** What was done: rows at once with their report, or a view in the background. */
export type Done =
  | { by: 'rows'; draft: DeedDraft; result: ListingActionResult }
  | { by: 'view'; draft: DeedDraft; run: BulkRun };

interface Question {
  path: string;
  body: unknown;
}

/** @returns null while something is missing */
function questionOf(draft: DeedDraft, preview: boolean): Question | null {
  const deed = deedOf(draft, preview);
  if (!deed) return null;
  const { target } = draft;
  return target.by === 'rows'
    ? { path: '/office/listings/actions', body: { ...deed, ...versionsOf(target.rows), preview } }
    : {
        path: preview ? '/office/bulk-runs/preview' : '/office/bulk-runs',
        body: { deed, filter: target.filter },
      };
}

/** One deed on its way: opened, previewed by the server while it takes shape, confirmed, and its report. */
export function useDeed(onDone: (done: Done) => void) {
  const office = useOffice();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<DeedDraft | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const question = useMemo(() => draft && questionOf(draft, true), [draft]);
  const shape = JSON.stringify(draft && questionOf(draft, false));
  // One key for one shape of the deed: trying again after a lost answer does it once at most.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape is a new deed
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
  const outlook = useMemo((): Outlook | null => {
    if (!draft) return null;
    const told = done?.by === 'rows' ? done.result : preview.data;
    if (!told) return null;
    if ('rows' in told)
      return draft.target.by === 'rows' ? outlookOfRows(told, draft.target.rows, gameOf) : null;
    return outlookOfView(told);
  }, [draft, done, preview.data]);

  const open = useCallback((name: DeedName, target: Target, said?: Partial<DeedDraft>) => {
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
    const asked = draft && questionOf(draft, false);
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

  /** Reads again what others changed, so that it can be part of the deed after all. */
  async function lookAgain() {
    const told = preview.data && 'rows' in preview.data ? preview.data.rows : [];
    const changed = told.filter((row) => row.code === 'version_conflict');
    const now = await office.getMany<Listing>('listings', { ids: changed.slice(0, 50).map((row) => row.id) });
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
    outlook,
    conflicts,
    /** What the server still needs to be told. */
    lack: draft && lackOf(draft),
    /** The figures on screen are of the shape before. */
    reading: preview.isFetching,
    previewTrouble: preview.error,
    done,
    trouble,
    busy,
    open,
    close,
    confirm,
    change: (part: Partial<DeedDraft>) => setDraft((before) => before && { ...before, ...part }),
    lookAgain,
  };
}
export type DeedControl = ReturnType<typeof useDeed>;
