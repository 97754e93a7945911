import type { OwnDeliveries, ownDeliveryQuery } from '@holdfast/shared/deliveries';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type DeliveryRow, deliveryColumns, deliveryJoins } from './deliveryRows.ts';
import { queueConditions } from './listDeliveries.ts';
import { presentDetails, presentOwn } from './showDelivery.ts';

/** A consignor's deliveries of one queue, the most urgent first, with how many wait in each. */
export async function listOwn(
  trx: Trx,
  engine: Engine,
  consignorId: string,
  { queue, page, perPage }: z.output<typeof ownDeliveryQuery>,
): Promise<OwnDeliveries> {
  const [counts] = await queryPrepared<OwnDeliveries['counts']>(
    trx,
    `SELECT count(*) FILTER (WHERE ${queueConditions.toSend})::int AS "toSend", count(*) FILTER (WHERE ${queueConditions.sent})::int AS sent,
       count(*) FILTER (WHERE ${queueConditions.problem})::int AS problem
     FROM deliveries_made d WHERE d.consignor_id = $1 AND d.way <> 'gateCode'`,
    [consignorId],
  );
  const rows = await query<DeliveryRow>(
    trx,
    `SELECT ${deliveryColumns} ${deliveryJoins} WHERE d.consignor_id = $1 AND ${queueConditions[queue]} AND d.way <> 'gateCode'
     ORDER BY ${queue === 'sent' ? 'd.sent_at DESC' : 'd.due_by NULLS LAST'}, d.id LIMIT $2 OFFSET $3`,
    [consignorId, perPage, (page - 1) * perPage],
  );
  const known = counts ?? { toSend: 0, sent: 0, problem: 0 };
  const details = await presentDetails(trx, engine, rows);
  return { data: details.map(presentOwn), total: known[queue], counts: known };
}
