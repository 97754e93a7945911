import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';

/** Tries the rows again that a run left out. */
export function useRetry(id: string) {
  const queries = useQueryClient();
  const retrying = useMutation({
    mutationFn: () => call(`/admin/bulk-runs/${id}/retry`, { method: 'POST' }),
    onSuccess: () =>
      Promise.all(
        ['bulk-runs', 'bulkRunRows', 'bulkRuns'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
  return {
    busy: retrying.isPending,
    error: retrying.error?.message ?? null,
    retry: () => !retrying.isPending && retrying.mutate(),
  };
}
