import type { Role } from '@holdfast/shared/accounts';
import type { ListingQueue, QueueStatus } from '@holdfast/shared/listings';
import { useQuery } from '@tanstack/react-query';
import { useGetIdentity } from 'react-admin';
import { mayOpen } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';

/** Reads the staff queues every ten seconds; sidebar and pages share the query. */
export function useQueues(): Partial<Record<ListingQueue, QueueStatus>> {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const { data } = useQuery({
    queryKey: ['queues'],
    queryFn: () => call<{ data: QueueStatus[] }>('/admin/queues'),
    enabled: mayOpen('listings', roles),
    refetchInterval: 10_000,
  });
  return Object.fromEntries((data?.data ?? []).map((standing) => [standing.queue, standing]));
}
