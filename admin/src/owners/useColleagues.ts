import type { Colleague } from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';

/** Who of the desk may look after what waits. */
export function useColleagues(): readonly Colleague[] {
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => call<{ data: Colleague[] }>('/office/colleagues'),
    staleTime: 300_000,
  });
  return data?.data ?? [];
}
