import { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { missing } from '../http/errors.ts';
import { expand, integer } from '../http/params.ts';
import { paymentIntentIdOfCharge } from '../ids.ts';
import type { Expand } from '../present.ts';
import { decodeRecord, type Kind, type Payment, type RecordOf, stripeNames } from '../records.ts';

const text = z.string().optional();
const listParams = z.strictObject({
  limit: integer
    .refine((limit) => limit >= 1 && limit <= 100, 'Invalid limit: must be between 1 and 100')
    .default(10),
  starting_after: text,
  ending_before: text,
  payment_intent: text,
  charge: text,
  type: text,
  types: z.array(z.string()).optional(),
  created: z
    .union([integer, z.partialRecord(z.enum(['gt', 'gte', 'lt', 'lte']), integer)], 'Invalid created')
    .optional(),
});
type ListParams = z.output<typeof listParams>;

const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** One page of stored records, newest first. @throws ApiError 404 for an unknown cursor */
async function pageOf({ store }: Gateway, kind: Kind, params: ListParams) {
  const values: unknown[] = [kind];
  // Events of connected accounts are told by webhook alone: a merchant's list has its own.
  const conditions = kind === 'event' ? ['kind = $1', "body->>'account' IS NULL"] : ['kind = $1'];
  const where = (condition: string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  const seqOf = async (name: 'starting_after' | 'ending_before') => {
    const id = params[name];
    if (id === undefined) return undefined;
    const [row] = await store.query<{ seq: string }>(
      'SELECT seq FROM $schema.records WHERE kind = $1 AND id = $2',
      [kind, id],
    );
    if (row === undefined) throw missing(stripeNames[kind][1], id, name);
    return row.seq;
  };
  where('parent = ?', params.payment_intent);
  where('parent = ?', params.charge && paymentIntentIdOfCharge(params.charge));
  where("body->>'type' LIKE ?", params.type?.replaceAll('_', '\\_').replace('*', '%'));
  where("body->>'type' = ANY(?)", params.types);
  const created = typeof params.created === 'object' ? params.created : {};
  where('created = ?', typeof params.created === 'number' ? params.created : undefined);
  for (const [name, operator] of Object.entries(operators))
    where(`created ${operator} ?`, created[name as keyof typeof created]);
  where('seq < ?', await seqOf('starting_after'));
  where('seq > ?', await seqOf('ending_before'));
  // A page before an id is read in ascending order and then reversed.
  const isUpwards = params.ending_before !== undefined && params.starting_after === undefined;
  const rows = await store.query<{ body: unknown }>(
    `SELECT body FROM $schema.records WHERE ${conditions.join(' AND ')}
      ORDER BY seq ${isUpwards ? 'ASC' : 'DESC'} LIMIT ${params.limit + 1}`,
    values,
  );
  const page = rows.slice(0, params.limit).map(({ body }) => decodeRecord(body));
  return { records: isUpwards ? page.reverse() : page, hasMore: rows.length > params.limit };
}

/**
 * A list with Stripe's cursors and filters.
 * @param url its path
 * @param present gets the payment that a refund or a dispute belongs to
 */
export function listEndpoint<K extends Kind>(
  kind: K,
  url: string,
  expandable: readonly string[],
  present: (record: RecordOf<K>, expand: Expand, payment: Payment) => object,
): Endpoint {
  return endpoint(listParams.extend({ expand: expand(expandable, 'data.') }), async (call) => {
    const { store, params } = call;
    const { records, hasMore } = await pageOf(call, kind, params);
    const payments = await store.findAll(records.map(({ id, parent }) => parent ?? id));
    const data = records.map((record, index) =>
      present(record as RecordOf<K>, params.expand, payments[index] as Payment),
    );
    return { object: 'list', data, has_more: hasMore, url };
  });
}
