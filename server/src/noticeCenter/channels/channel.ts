/** A way on which notices reach somebody besides their inbox. */
import type { Notice } from '@holdfast/shared/notices';
import type { AppContext } from '../../platform/appContext.ts';
import type { Trx } from '../../platform/db/index.ts';

/** What is sent at once to one reader. */
export interface Bundle {
  recipientId: string;
  /** Oldest first; at least one. */
  notices: readonly Notice[];
  /** Names this bundle for good: the same one is sent once. */
  cause: string;
}

/**
 * Another channel is another file with one of these, a name in `noticeChannels`, and a line in `channels/index.ts`. It sends in the
 * transaction that takes the notices, or queues there what does; what it throws is tried again, and becomes a case in the end.
 */
export interface Channel {
  name: string;
  send(trx: Trx, app: AppContext, bundle: Bundle): Promise<void>;
}
