import type { Today } from '@holdfast/shared/today';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/http.ts';

/** What one's roles open on, asked again every half minute. */
export function useToday() {
  return useQuery({
    queryKey: ['today'],
    queryFn: () => call<Today>('/office/today'),
    refetchInterval: 30_000,
  });
}
