import { holdEvent } from '../catalog/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { setAttention } from '../reservations/index.ts';
import { queueWork } from './changedOrders.ts';
import { StoredEventChange } from './StoredEventChange.ts';

/**
 * Gives the orders of a canceled event whose refund couldn't be asked another turn.
 * @throws Problem `not_found`; `nothing_to_do` where none is left, or the event isn't canceled any more
 */
export async function retryRefunds(trx: Trx, id: string, principal: Principal): Promise<void> {
  const change = await StoredEventChange.query(trx).findById(id);
  if (!change) throw notFound('change');
  const event = await holdEvent(trx, change.eventId);
  const rows =
    event.status === 'cancelled' && change.kind === 'cancel'
      ? await queryPrepared<{ reservation_id: string }>(
          trx,
          `UPDATE event_change_orders SET outcome = 'waiting', why = NULL, done_at = NULL
           WHERE change_id = $1 AND outcome = 'refused' RETURNING reservation_id`,
          [id],
        )
      : [];
  if (rows.length === 0)
    throw new Problem('nothing_to_do', 'No refund of this change can be asked again. Nothing was changed.');
  const ids = rows.map(({ reservation_id }) => reservation_id);
  await setAttention(trx, ids, 'event', null);
  await queryPrepared(trx, 'UPDATE event_changes SET done_at = NULL WHERE id = $1', [id]);
  await queueWork(trx, id);
  await audit(trx, principal, [
    { what: 'eventChange.retry', subject: id, before: { failed: ids.length }, after: { failed: 0 } },
  ]);
}
