/** Inboxes that are followed live: their counts, read once a second for everybody who looks. */
import type { InboxStanding } from '@holdfast/shared/notices';
import { standings } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { createStreamHub, type StreamHub } from '../platform/http/index.ts';

/** Milliseconds. A second is at once for who does something else meanwhile. */
const lookEveryMs = 1_000;

/** Streams of inboxes by their readers' ids: `standing` at each change. */
export function createNoticeStreams({ db, log }: AppContext): StreamHub {
  return createStreamHub<string>({
    lookEveryMs,
    async look(recipientIds) {
      const found = await inTransaction(db, (trx) => standings(trx, recipientIds));
      return new Map(
        [...found].map(([id, standing]) => [id, JSON.stringify(standing satisfies InboxStanding)]),
      );
    },
    tell: (before, now) => (before === now ? null : { event: 'standing', data: JSON.parse(now) }),
    log,
  });
}
