import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { newsJob } from './notifyConsignors.ts';

/** Unsent notifications of one consignor go to another one, when they were due. What was emailed stays with the first one. */
export async function moveNotifications(trx: Trx, fromId: string, intoId: string): Promise<void> {
  const moved = await queryPrepared<{ due_at: Date }>(
    trx,
    'UPDATE consignor_notifications SET consignor_id = $2 WHERE consignor_id = $1 AND email_cause IS NULL RETURNING due_at',
    [fromId, intoId],
  );
  const instants = new Set(moved.map(({ due_at }) => due_at.toISOString()));
  await jobs.add(
    trx,
    [...instants].sort().map((dueAt) => newsJob(intoId, dueAt)),
  );
}

/** What was due then goes out later, in one email with whatever else waits until then. */
export async function postponeNotifications(
  trx: Trx,
  { consignorId, dueAt }: { consignorId: string; dueAt: string },
  until: Date,
): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE consignor_notifications SET due_at = $3 WHERE consignor_id = $1 AND due_at = $2::timestamptz AND email_cause IS NULL',
    [consignorId, dueAt, until.toISOString()],
  );
  await jobs.add(trx, [newsJob(consignorId, until.toISOString())]);
}
