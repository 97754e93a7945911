import type { Colleague } from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';

/** Colleagues who can own waiting work. @param isNeeded where none is named, nobody has to be read */
export function useColleagues(isNeeded = true): readonly Colleague[] {
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => call<{ data: Colleague[] }>('/admin/colleagues'),
    staleTime: 300_000,
    enabled: isNeeded,
  });
  return data?.data ?? [];
}
