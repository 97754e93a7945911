import type { Today } from '@holdfast/shared/today';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/http.ts';

/** Reads the start page's data every 30 seconds. */
export function useToday() {
  return useQuery({
    queryKey: ['today'],
    queryFn: () => call<Today>('/admin/today'),
    refetchInterval: 30_000,
  });
}
