import type { Role } from '@holdfast/shared/accounts';
import type { ListingQueue, QueueStanding } from '@holdfast/shared/consignment';
import { useQuery } from '@tanstack/react-query';
import { useGetIdentity } from 'react-admin';
import { mayOpen } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';

/** What waits for the desk, asked again every ten seconds by whoever may see it; the rail and the desks share one answer. */
export function useQueues(): Partial<Record<ListingQueue, QueueStanding>> {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const { data } = useQuery({
    queryKey: ['queues'],
    queryFn: () => call<{ data: QueueStanding[] }>('/office/queues'),
    enabled: mayOpen('listings', roles),
    refetchInterval: 10_000,
  });
  return Object.fromEntries((data?.data ?? []).map((standing) => [standing.queue, standing]));
}
