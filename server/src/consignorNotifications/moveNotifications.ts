import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

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
    [...instants].sort().map((dueAt) => ({
      task: 'notifications.mailConsignorNews' as const,
      payload: { consignorId: intoId, dueAt },
      key: `consignorNews/${intoId}/${dueAt}`,
      runAt: dueAt,
    })),
  );
}
