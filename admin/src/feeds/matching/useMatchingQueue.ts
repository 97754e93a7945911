import type { Role } from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { useGetIdentity } from 'react-admin';
import { mayOpen } from '../../authProvider/index.ts';
import { readOldestWaiting } from '../calls.ts';

/** How long an entry may wait, in milliseconds: two days. Source: the limit of the same queue on Today. */
export const limitMs = 48 * 3_600_000;

/** How many entries wait for a person, and whether one is past its limit. Only for roles that may see them. */
export function useMatchingQueue(): { count: number; hot: boolean } | undefined {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const { data } = useQuery({
    queryKey: ['matching', 'oldest'],
    queryFn: readOldestWaiting,
    enabled: mayOpen('matching', roles),
    refetchInterval: 30_000,
  });
  if (!data) return undefined;
  const oldest = data.data[0];
  return {
    count: data.total,
    hot: oldest !== undefined && Date.now() - Date.parse(oldest.since) > limitMs,
  };
}
