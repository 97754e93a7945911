import type { BulkPreview, BulkRun, FrozenView } from '@holdfast/shared/listings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { actionTitle, isUndoable } from '../listings/actions/actionConfig.ts';
import { forgetRun } from '../listings/pricing/undoable.ts';
import { countOf, plural } from '../ui/figures.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';

/** Undoes a run by another run, after a preview of how many still can be undone. */
export function useUndoRun({ id, action }: Pick<BulkRun, 'id' | 'action'>, onMade: (run: BulkRun) => void) {
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const [asked, setAsked] = useState(false);
  const preview = useQuery({
    queryKey: ['undoRun', id],
    async queryFn() {
      const frozen = { filter: { runId: id }, undo: true };
      const view = await call<FrozenView>('/admin/bulk-runs/views', { method: 'POST', body: frozen });
      const body = { action: { action: 'undo', of: action.action, runId: id }, view: view.id };
      const sums = await call<BulkPreview>('/admin/bulk-runs/preview', { method: 'POST', body });
      return { ...sums, body };
    },
    enabled: asked,
    gcTime: 0,
    staleTime: 0,
  });
  const undoing = useMutation({
    mutationFn: () => {
      const body = preview.data?.body;
      return call<BulkRun>('/admin/bulk-runs', { method: 'POST', body, idempotencyKey: keyFor(body) });
    },
    onSuccess(made) {
      forgetRun(id);
      setAsked(false);
      queries.invalidateQueries({ queryKey: ['bulk-runs'] });
      queries.invalidateQueries({ queryKey: ['bulkRuns'] });
      onMade(made);
    },
  });
  const can = (preview.data?.done ?? 0) > 0;
  return {
    asked,
    error: undoing.error?.message ?? null,
    can,
    ask: () => setAsked(true),
    leave: () => setAsked(false),
    confirm: () => can && !undoing.isPending && undoing.mutate(),
    verb: preview.data
      ? actionTitle({ name: 'undo', of: isUndoable(action.action) ? action.action : null }, preview.data.done)
      : 'Undo',
    words:
      preview.error?.message ?? (preview.data ? wordsOf(preview.data) : 'Checking how many can be undone…'),
  };
}

function wordsOf({ done, refused }: { done: number; refused: number }): string {
  const left =
    refused > 0
      ? `; ${countOf(refused)} can’t, because something was sold, is held, or has changed since`
      : '';
  return `${plural(done, 'listing')} can be put back as before${left}. Nothing has happened yet.`;
}
