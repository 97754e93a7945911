import { useQuery } from '@tanstack/react-query';
import { useOffice } from '../dataProvider/index.ts';

/** The counts of the rail, asked again every ten seconds. */
export function useRailCounts() {
  const office = useOffice();
  return useQuery({ queryKey: ['rail'], queryFn: () => office.rail(), refetchInterval: 10_000 });
}
