/** The deliveries of a consignor that is merged into another one. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

export async function countDeliveries(trx: Trx, consignorId: string): Promise<number> {
  const [found] = await queryPrepared<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM deliveries WHERE consignor_id = $1',
    [consignorId],
  );
  return found?.count ?? 0;
}

export async function moveDeliveries(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE deliveries SET consignor_id = $2 WHERE consignor_id = $1', [
    fromId,
    intoId,
  ]);
}
