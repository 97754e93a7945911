import type { Call } from './call.ts';
import { invalidRequest, missing } from './errors.ts';
import { paymentIntentIdOfCharge } from './ids.ts';
import { expandParam, integerParam, textParam } from './params.ts';
import type { Expand } from './present.ts';
import { decodeRecord, type Kind, type Payment, type RecordOf } from './records.ts';

/** One page of a list, newest first, in Stripe's format. */
export interface Page<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

const operators: Record<string, string> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/**
 * Reads `limit`, `starting_after`, `ending_before`, `created`, `payment_intent`, `charge` and `type` of a
 * list request.
 */
export async function pageOf(
  call: Call,
  kind: Kind,
): Promise<{ rows: { body: unknown }[]; hasMore: boolean }> {
  const { form, gateway } = call;
  const limit = integerParam(form, 'limit') ?? 10;
  if (limit < 1 || limit > 100) throw invalidRequest('Invalid limit: must be between 1 and 100', 'limit');
  const values: unknown[] = [kind];
  const conditions = ['kind = $1'];
  const where = (condition: string, value: unknown) => {
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  const seqOf = async (id: string, param: string) => {
    const rows = await gateway.store.query<{ seq: string }>(
      'SELECT seq FROM $schema.records WHERE kind = $1 AND id = $2',
      [kind, id],
    );
    if (rows[0] === undefined) throw missing(kind, id, param);
    return rows[0].seq;
  };

  const payment = textParam(form, 'payment_intent');
  const charge = textParam(form, 'charge');
  if (payment !== undefined) where('parent = ?', payment);
  if (charge !== undefined) where('parent = ?', paymentIntentIdOfCharge(charge));
  const type = textParam(form, 'type');
  if (type !== undefined) where("body->>'type' LIKE ?", type.replaceAll('_', '\\_').replace('*', '%'));
  if (typeof form.types === 'object') where("body->>'type' = ANY(?)", Object.values(form.types));
  if (typeof form.created === 'string') where('created = ?', integerParam(form, 'created'));
  else if (form.created !== undefined) {
    for (const name of Object.keys(form.created)) {
      const operator = operators[name];
      if (operator === undefined)
        throw invalidRequest(`Received unknown parameter: created[${name}]`, 'created');
      where(`created ${operator} ?`, integerParam(form.created, name));
    }
  }
  const after = textParam(form, 'starting_after');
  const before = textParam(form, 'ending_before');
  if (after !== undefined) where('seq < ?', await seqOf(after, 'starting_after'));
  if (before !== undefined) where('seq > ?', await seqOf(before, 'ending_before'));

  // A page before an id is read in ascending order and then reversed.
  const upwards = before !== undefined && after === undefined;
  const rows = await gateway.store.query<{ body: unknown }>(
    `SELECT body FROM $schema.records WHERE ${conditions.join(' AND ')} ORDER BY seq ${upwards ? 'ASC' : 'DESC'} LIMIT ${limit + 1}`,
    values,
  );
  const page = rows.slice(0, limit);
  if (upwards) page.reverse();
  return { rows: page, hasMore: rows.length > limit };
}

/** A page of refunds or disputes, each with the payment that it belongs to. */
export async function listRecords<K extends 'refund' | 'dispute'>(
  call: Call,
  kind: K,
  url: string,
  expandable: readonly string[],
  present: (record: RecordOf<K>, payment: Payment, expand: Expand) => object,
): Promise<Page<object>> {
  const expand = expandParam(call.form, expandable, 'data.');
  const { rows, hasMore } = await pageOf(call, kind);
  const records = rows.map(({ body }) => decodeRecord(body) as RecordOf<'refund' | 'dispute'>);
  const payments = await call.gateway.store.findAll(records.map(({ paymentId }) => paymentId));
  return {
    object: 'list',
    data: records.map((record, index) => present(record as RecordOf<K>, payments[index] as Payment, expand)),
    has_more: hasMore,
    url,
  };
}
