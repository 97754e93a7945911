import type { BulkRun, Retryable } from '@holdfast/shared/listings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';

/** How often it is asked what could be done now, in milliseconds. */
const askMs = 5_000;

/** Tries the rows again that a run left out: those that can be done now. */
export function useRetry({ id, state, refused }: Pick<BulkRun, 'id' | 'state' | 'refused'>) {
  const queries = useQueryClient();
  const possible = useQuery({
    queryKey: ['retryable', id, state, refused],
    queryFn: () => call<Retryable>(`/admin/bulk-runs/${id}/retry`),
    enabled: state === 'done' && refused > 0,
    refetchInterval: askMs,
  });
  const retrying = useMutation({
    mutationFn: () => call(`/admin/bulk-runs/${id}/retry`, { method: 'POST' }),
    onSuccess: () =>
      Promise.all(
        ['bulk-runs', 'bulkRunRows', 'bulkRuns'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
  return {
    /** How many can be done now; 0 while it isn't known. */
    possible: possible.data?.retryable ?? 0,
    busy: retrying.isPending,
    error: retrying.error?.message ?? null,
    retry: () => !retrying.isPending && retrying.mutate(),
  };
}
