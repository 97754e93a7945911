/** Notices on their way by a channel other than the inbox. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { linkedAddress } from './addresses.ts';
import { sendingJob } from './giveNotices.ts';
import type { StoredNotice } from './inbox.ts';
import { quietUntil } from './preferences.ts';

/** What is sent to whom. */
export interface Sending {
  recipientId: string;
  channel: string;
  /** ISO instant. */
  dueAt: string;
}

/**
 * Takes what is due for one reader by one channel, once; the caller sends it in the same transaction. In their quiet hours, and
 * while the channel is muted, it is queued for their end, and nothing is taken.
 * @returns oldest first
 */
export async function takeSendings(
  trx: Trx,
  { recipientId, channel, dueAt }: Sending,
): Promise<StoredNotice[]> {
  const now = new Date();
  const muted = (await linkedAddress(trx, recipientId, channel))?.muted_until ?? null;
  const until = (await quietUntil(trx, recipientId, now)) ?? (muted && muted > now ? muted : null);
  if (until) {
    const later = until.toISOString();
    const moved = await queryPrepared(
      trx,
      `UPDATE notice_sendings SET due_at = $4 WHERE recipient_id = $1 AND channel = $2 AND due_at <= $3 AND sent_at IS NULL
       RETURNING notice_id`,
      [recipientId, channel, dueAt, later],
    );
    if (moved.length > 0) await jobs.add(trx, [sendingJob(recipientId, channel, later)]);
    return [];
  }
  return queryPrepared<StoredNotice>(
    trx,
    `WITH taken AS (
       UPDATE notice_sendings SET sent_at = now()
       WHERE recipient_id = $1 AND channel = $2 AND due_at <= $3 AND sent_at IS NULL RETURNING notice_id
     )
     SELECT x.* FROM taken t JOIN notices x ON x.id = t.notice_id WHERE x.removed_at IS NULL ORDER BY x.at, x.id`,
    [recipientId, channel, dueAt],
  );
}
