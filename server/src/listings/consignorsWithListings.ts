/** Consignors as staff read them: with what they have for sale and the percentages in force. */
import type { Consignor, consignorQuery } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { presentRuleInForce, type RuleColumns, ruleColumns } from '../pricing/index.ts';

interface ConsignorRow extends RuleColumns {
  id: string;
  name: string;
  email: string;
  plan: string;
  is_marketplace: boolean;
  submitted: number;
  live: number;
  sold: number;
  created_at: Date;
}

/** Listings that wait and are on sale; tickets that are sold. */
const columns = `c.id, c.name, c.email, c.plan, c.is_marketplace, c.created_at, ${ruleColumns('p')}, n.*`;
const tables = `consignors_named c CROSS JOIN LATERAL percentages_at(NULL, NULL, NULL, c.id, now()) p CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE listing_is_waiting(l.state))::int AS submitted, count(*) FILTER (WHERE listing_is_sellable(l.state))::int AS live,
    coalesce(sum(l.sold), 0)::int AS sold
  FROM listings l WHERE l.consignor_id = c.id) n`;

function present(row: ConsignorRow): Consignor {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    plan: row.plan,
    isMarketplace: row.is_marketplace,
    percentages: presentRuleInForce(row),
    commissionBps: row.commission_bps,
    feeBps: row.fee_bps,
    counts: { submitted: row.submitted, live: row.live, sold: row.sold },
    createdAt: row.created_at.toISOString(),
  };
}

export async function listConsignors(
  db: Database,
  query: z.output<typeof consignorQuery>,
): Promise<{ data: Consignor[]; total: number }> {
  const like = query.q ? `%${query.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const sort = query.sort === 'name' ? 'lower(c.name)' : 'c.created_at';
  return inTransaction(db, async (trx) => {
    const rows = await queryPrepared<ConsignorRow>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE $1::text IS NULL OR lower(c.name || ' ' || c.email) LIKE $1
       ORDER BY ${sort} ${query.order === 'desc' ? 'DESC' : 'ASC'}, c.id LIMIT $2 OFFSET $3`,
      [like, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await queryPrepared<{ total: number }>(
      trx,
      `SELECT count(*)::int AS total FROM consignors_named c WHERE $1::text IS NULL OR lower(c.name || ' ' || c.email) LIKE $1`,
      [like],
    );
    return { data: rows.map(present), total: count?.total ?? 0 };
  });
}

/** @throws Problem `not_found` */
export async function showConsignor(trx: Trx, id: string): Promise<Consignor> {
  const [row] = await queryPrepared<ConsignorRow>(trx, `SELECT ${columns} FROM ${tables} WHERE c.id = $1`, [
    id,
  ]);
  if (!row) throw notFound('consignor');
  return present(row);
}
