import type { Colleague } from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';

/** Who works on cases. */
export function useCaseWorkers(): readonly Colleague[] {
  const { data } = useQuery({
    queryKey: ['caseWorkers'],
    queryFn: () => call<{ data: Colleague[] }>('/admin/case-workers'),
    staleTime: 300_000,
  });
  return data?.data ?? [];
}
