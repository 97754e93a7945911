/** Who looks after deliveries. */
import { requireColleague } from '../accounts/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { lockDelivery } from './actOnDelivery.ts';

/** Says who looks after a delivery. @throws Problem `not_found`; `validation_failed` for somebody who isn't of the staff */
export async function assignDelivery(
  trx: Trx,
  id: string,
  ownerId: string | null,
  principal: Principal,
): Promise<void> {
  if (ownerId !== null) await requireColleague(trx, ownerId);
  await lockDelivery(trx, id);
  const [before] = await queryPrepared<{ owner_id: string | null }>(
    trx,
    'SELECT owner_id FROM deliveries WHERE id = $1',
    [id],
  );
  if ((before?.owner_id ?? null) === ownerId) return;
  await queryPrepared(trx, 'UPDATE deliveries SET owner_id = $2 WHERE id = $1', [id, ownerId]);
  await audit(trx, principal, [
    {
      what: 'delivery.assign',
      subject: id,
      before: { ownerId: before?.owner_id ?? null },
      after: { ownerId },
    },
  ]);
}

/** The open deliveries that somebody looks after. */
export async function deliveriesOwned(trx: Trx, personId: string): Promise<number> {
  const [row] = await query<{ deliveries: number }>(
    trx,
    'SELECT count(*)::int AS deliveries FROM deliveries WHERE owner_id = $1 AND delivery_is_open(state)',
    [personId],
  );
  return row?.deliveries ?? 0;
}

/** Deliveries of somebody who leaves the staff go to a colleague, or to nobody. */
export async function handOverDeliveries(
  trx: Trx,
  from: string,
  to: string | null,
  principal: Principal,
): Promise<void> {
  const deliveries = await query<{ id: string }>(
    trx,
    'UPDATE deliveries SET owner_id = $2 WHERE owner_id = $1 AND delivery_is_open(state) RETURNING id',
    [from, to],
  );
  await audit(
    trx,
    principal,
    deliveries.map(({ id }) => ({
      what: 'delivery.assign',
      subject: id,
      before: { ownerId: from },
      after: { ownerId: to },
    })),
  );
}
