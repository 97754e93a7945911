/** How the signed-in consignor's inbox stands: shared by the header and the inbox itself, and followed live. */
import { follow } from '@holdfast/shared/apiClient';
import type { InboxStanding } from '@holdfast/shared/notices';
import { useEffect } from 'react';
import { api, inboxStreamPath } from '../api/api.ts';
import { createStore } from '../ui/store.ts';

/** Null: not read yet, or nobody's. */
export const inboxStore = createStore<InboxStanding | null>(null);

/** Milliseconds between two looks while the stream is broken. */
const pollMs = 15_000;

/** Follows the inbox while a consignor is signed in. On a failure what was known stays. */
export function useFollowedInbox(isConsignor: boolean): void {
  useEffect(() => {
    if (!isConsignor) {
      inboxStore.set(null);
      return;
    }
    return follow({
      path: inboxStreamPath,
      hear: { standing: (data) => inboxStore.set(data as InboxStanding) },
      async poll() {
        const standing = await api.inboxStanding().catch(() => null);
        if (standing) inboxStore.set(standing);
      },
      pollMs,
    });
  }, [isConsignor]);
}
