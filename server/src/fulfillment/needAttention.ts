/** Orders whose delivery needs a decision wait in support's queue, and the case names whose part it is. */
import { faultNames, refusalNames } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';

/** Sets what support reads of the order of this delivery, by all deliveries of the order as they stand. */
export async function followAttention(trx: Trx, engine: Engine, deliveryId: string): Promise<void> {
  const rows = await queryPrepared<{
    id: string;
    reservation_id: string;
    consignor_name: string;
    is_problem: boolean;
  }>(
    trx,
    `SELECT d.id, d.reservation_id, c.name AS consignor_name, delivery_is_problem(d.state) AS is_problem
     FROM deliveries_made d JOIN consignors_named c ON c.id = d.consignor_id
     WHERE d.reservation_id = (SELECT reservation_id FROM deliveries_made WHERE id = $1) ORDER BY d.id`,
    [deliveryId],
  );
  const problems = rows.filter(({ is_problem }) => is_problem);
  const contexts = await engine.read(
    trx,
    deliveryMachine,
    problems.map(({ id }) => id),
  );
  const texts = problems.map(({ id, consignor_name }) => {
    const { fault = null, refusal = null } = contexts.get(id)?.context ?? {};
    if (fault === null)
      return `The fan can’t accept the tickets of ${consignor_name}: ${refusalNames[refusal ?? 'other']}`;
    const part =
      fault === 'consignor' ? `the part of ${consignor_name}` : `${faultNames[fault].toLowerCase()} part`;
    return `The tickets of ${consignor_name} can’t be delivered, ${part}: decide what the fan gets`;
  });
  const [order] = rows;
  if (order)
    await setAttention(trx, [order.reservation_id], 'delivery', texts.length === 0 ? null : texts.join('. '));
}
