/** The list of deliveries, and how many wait. */
import type { DeliveryQueue, deliveryList, deliveryQuery } from '@holdfast/shared/deliveries';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { listPage, type OrderKey, type Trx } from '../platform/db/index.ts';
import { waitingCounter } from '../platform/waitingRows.ts';
import { type DeliveryRow, deliveryColumns, deliveryJoins, presentSummary } from './deliveryRows.ts';

/** SQL: which deliveries a queue shows. Our own gate codes need nobody. */
export const queueConditions: Record<DeliveryQueue, string> = {
  toSend: 'delivery_is_tosend(d.state)',
  overdue: `d.state = 'overdue'`,
  problem: 'delivery_is_problem(d.state)',
  sent: `d.state = 'sent'`,
  received: `d.state = 'received' AND d.way <> 'gateCode'`,
  over: `d.state IN ('refunded', 'replaced') AND d.way <> 'gateCode'`,
  all: `d.way <> 'gateCode'`,
};

const sorts = { dueBy: 'd.due_by', startsAt: 'e.starts_at', sentAt: 'd.sent_at' } as const;

/** One page, the most urgent first unless asked otherwise. @param me whose own `owner=me` are */
export async function listDeliveries(
  trx: Trx,
  engine: Engine,
  asked: z.output<typeof deliveryQuery>,
  me: string | null,
): Promise<z.input<typeof deliveryList>> {
  const values: unknown[] = [];
  const conditions = [queueConditions[asked.queue]];
  const when = (value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  when(asked.consignorId, (p) => `d.consignor_id = ${p}`);
  when(asked.eventId, (p) => `d.event_id = ${p}`);
  if (asked.owner === 'none') conditions.push('d.owner_id IS NULL');
  else when(asked.owner === 'me' ? me : asked.owner, (p) => `d.owner_id = ${p}`);
  when(
    asked.q === undefined || asked.q === '' ? undefined : `%${asked.q.replaceAll(/[\\%_]/g, '\\$&')}%`,
    (p) => `(r.code ILIKE ${p} OR e.name ILIKE ${p} OR c.name ILIKE ${p} OR r.email ILIKE ${p})`,
  );
  const keys: OrderKey[] = [
    { by: sorts[asked.sort], type: 'timestamptz', order: asked.order, nullable: asked.sort !== 'startsAt' },
    { by: 'd.id', type: 'text', order: asked.order },
  ];
  const { rows, total, next } = await listPage<DeliveryRow>(
    trx,
    {
      columns: deliveryColumns,
      from: deliveryJoins,
      picked: pickedFor(asked),
      where: conditions.join(' AND '),
      values,
      keys,
    },
    asked,
  );
  return { data: rows.map((row) => presentSummary(engine, row)), total, next };
}

/** What deliveries are picked from: the names are joined where they are looked for. */
function pickedFor({ q, sort }: Pick<z.output<typeof deliveryQuery>, 'q' | 'sort'>) {
  const names = `JOIN reservations_orders r ON r.id = d.reservation_id JOIN catalog_events_named e ON e.id = d.event_id
    JOIN consignors_named c ON c.id = d.consignor_id`;
  const start = 'JOIN catalog_calendar e ON e.id = d.event_id';
  return { from: `FROM deliveries_made d ${q ? names : sort === 'startsAt' ? start : ''}`, id: 'd.id' };
}

/** Counts deliveries that wait, as the lists of their queues show them; those of an event without a date are never late. */
export const deliveriesWaiting = {
  toSend: waitingCounter({
    from: 'deliveries_made d',
    where: queueConditions.toSend,
    since: 'd.due_by',
    owner: 'd.owner_id',
    ahead: true,
  }),
  overdue: waitingCounter({
    from: 'deliveries_made d',
    where: queueConditions.overdue,
    since: 'd.due_by',
    owner: 'd.owner_id',
  }),
};
