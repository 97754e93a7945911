import type { Colleague } from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';

/** Colleagues who can own waiting work. */
export function useColleagues(): readonly Colleague[] {
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => call<{ data: Colleague[] }>('/admin/colleagues'),
    staleTime: 300_000,
  });
  return data?.data ?? [];
}
