/** What an action asks of the server: its preview, and the action itself. */
import type { BulkPreview, BulkRun, FrozenView, ListingActionResult } from '@holdfast/shared/listings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readCountsAgain } from '../../counts/index.ts';
import { call } from '../../dataProvider/index.ts';
import { useSubmissionKey } from '../../ui/forms/useSubmissionKey.ts';
import { type ActionDraft, actionOf, versionsOf } from './draft.ts';

/** The result: rows at once with their report, or a bulk run. */
export type Done =
  | { by: 'rows'; draft: ActionDraft; result: ListingActionResult }
  | { by: 'view'; draft: ActionDraft; run: BulkRun };

interface ActionRequest {
  path: string;
  body: unknown;
}

/** The filter of the view on screen: the answer says what became of its rows. */
export type ViewShown = Readonly<Record<string, unknown>>;

/**
 * @param view the frozen view of a draft about a whole view
 * @param shown for an action itself: the view whose rows the answer then tells
 * @returns null while something is missing
 */
function requestOf(
  draft: ActionDraft,
  view: string | undefined,
  preview: boolean,
  shown?: ViewShown,
): ActionRequest | null {
  const action = actionOf(draft, preview);
  if (!action) return null;
  const { target } = draft;
  if (target.by === 'rows')
    return {
      path: '/admin/listings/actions',
      body: { ...action, ...versionsOf(target.rows), preview, ...(shown && !preview ? { view: shown } : {}) },
    };
  if (!view) return null;
  return { path: preview ? '/admin/bulk-runs/preview' : '/admin/bulk-runs', body: { action, view } };
}

/**
 * The listings of a draft about a whole view, frozen on the server once per opened panel: what the panel says is what is
 * acted on, whatever comes into the view or changes meanwhile.
 */
export function useFrozenView(draft: ActionDraft | null) {
  const target = draft?.target.by === 'view' ? draft.target : null;
  return useQuery({
    queryKey: ['frozenView', draft?.opened],
    queryFn: () =>
      call<FrozenView>('/admin/bulk-runs/views', {
        method: 'POST',
        body: { filter: target!.filter, undo: draft!.name === 'undo' },
      }),
    enabled: target !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

/** The rows or the view that a draft is about, so that a preview of others is never shown for it. */
const targetText = ({ target }: ActionDraft, view: string | undefined) =>
  target.by === 'rows' ? JSON.stringify(target.rows.map(({ id }) => id)) : view;

/** While its inputs change, the last preview of the same target stays on screen. */
export function useActionPreview(draft: ActionDraft | null, view: string | undefined, isDone: boolean) {
  const request = draft && requestOf(draft, view, true);
  const target = draft && targetText(draft, view);
  return useQuery({
    queryKey: ['listingPreview', target, request],
    queryFn: () =>
      call<ListingActionResult | BulkPreview>(request!.path, { method: 'POST', body: request!.body }),
    enabled: request !== null && !isDone,
    placeholderData: (before, query) => (query?.queryKey[1] === target ? before : undefined),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** What is done: the draft as it was confirmed, and its frozen view. */
export interface Confirmed {
  draft: ActionDraft;
  view: string | undefined;
}

/** Does it: retrying after a lost answer acts at most once. */
export function useDoAction(onDone: (done: Done) => void, shown?: ViewShown) {
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  return useMutation({
    async mutationFn({ draft, view }: Confirmed): Promise<Done> {
      const request = requestOf(draft, view, false, shown);
      if (!request) throw new Error('Something is missing.');
      const answer = await call<ListingActionResult | BulkRun>(request.path, {
        method: 'POST',
        body: request.body,
        idempotencyKey: keyFor([request, draft.opened]),
      });
      return 'rows' in answer ? { by: 'rows', draft, result: answer } : { by: 'view', draft, run: answer };
    },
    onSuccess(done) {
      // Rows on screen change by the answer itself; what isn't on screen is read when it is opened.
      const isAnswered = done.by === 'rows' && done.result.left !== undefined;
      void queries.invalidateQueries({
        queryKey: ['listings'],
        refetchType: isAnswered || done.by === 'view' ? 'none' : 'active',
      });
      if (done.by === 'view') void queries.invalidateQueries({ queryKey: ['bulkRuns'] });
      else readCountsAgain(queries);
      onDone(done);
    },
  });
}

export const isReady = ({ draft, view }: Confirmed) => requestOf(draft, view, false) !== null;
