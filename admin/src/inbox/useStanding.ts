/** How one's own inbox stands: shared by the bell and the inbox, and followed live. */
import type { Role } from '@holdfast/shared/accounts';
import { follow } from '@holdfast/shared/apiClient';
import type { InboxStanding } from '@holdfast/shared/notices';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useGetIdentity } from 'react-admin';
import { mayOpen } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';

const standingKey = ['inboxStanding'];
/** Milliseconds between two looks while the stream is broken. */
const pollMs = 10_000;

/** What is known of it; undefined until then. */
export const useStanding = (): InboxStanding | undefined =>
  useQuery<InboxStanding>({ queryKey: standingKey, enabled: false, queryFn: () => Promise.reject() }).data;

/** Shows a standing that came as the answer to something else. */
export function useSetStanding(): (standing: InboxStanding) => void {
  const queries = useQueryClient();
  return (standing) => queries.setQueryData(standingKey, standing);
}

/** Follows it; the frame does, once for everything that shows it. On a failure what was known stays. */
export function useFollowedStanding(): void {
  const queries = useQueryClient();
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const has = mayOpen('inbox', roles);
  useEffect(() => {
    if (!has) return;
    const set = (standing: InboxStanding) => queries.setQueryData(standingKey, standing);
    return follow({
      path: '/api/notices/office/stream',
      hear: { standing: (data) => set(data as InboxStanding) },
      async poll() {
        const standing = await call<InboxStanding>('/notices/office/standing').catch(() => null);
        if (standing) set(standing);
      },
      pollMs,
    });
  }, [has, queries]);
}
