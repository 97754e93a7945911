import { useQuery } from '@tanstack/react-query';
import { useAdminProvider } from '../dataProvider/index.ts';

/** Reads the sidebar's counts every ten seconds. */
export function useSidebarCounts() {
  const adminProvider = useAdminProvider();
  return useQuery({ queryKey: ['rail'], queryFn: () => adminProvider.sidebar(), refetchInterval: 10_000 });
}
