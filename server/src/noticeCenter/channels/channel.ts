/** Ways on which notices reach people besides their inbox. */
import type { Notice, SharedKind } from '@holdfast/shared/notices';
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

/** A line of a message to a channel that many read. */
export interface TellingLine {
  kind: SharedKind;
  title: string;
  /** What the heading of the message doesn't say. */
  detail: string | null;
  /** Of the back office; null: there is none. */
  page: string | null;
  consignor: string | null;
  event: string | null;
}

/**
 * A channel that many read, such as one of Slack, is told of each thing once. Another one is another file with one of these, and a line
 * in `channels/index.ts`; its room says by `setSharedKinds` what it is told of. It queues what sends, in the transaction that takes the lines.
 */
export interface SharedChannel {
  name: string;
  share(trx: Trx, app: AppContext, message: { lines: readonly TellingLine[]; cause: string }): Promise<void>;
}
