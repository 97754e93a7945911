import { useQuery } from '@tanstack/react-query';
import { useOffice } from '../dataProvider/index.ts';

/** The queues of the desk, asked again every ten seconds; the rail and Today share one answer. */
export function useDashboard() {
  const office = useOffice();
  return useQuery({ queryKey: ['dashboard'], queryFn: () => office.dashboard(), refetchInterval: 10_000 });
}
