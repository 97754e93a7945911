/** Consignors as staff read them: with what they have for sale and the percentages in force. */
import type { Consignor, consignorQuery } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import type { ConsignorsNamed, ConsignorsProfiles } from '../consignors/index.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { presentRuleInForce, type RuleColumns, ruleColumns } from '../pricing/index.ts';

interface ConsignorRow extends RuleColumns, ConsignorsNamed, ConsignorsProfiles {
  id: string;
  submitted: number;
  live: number;
  sold: number;
}

/** Listings that wait and are on sale; tickets that are sold. */
const columns = `c.*, f.legal_name, f.other_emails, f.phone, f.address, f.city, f.region, f.postal_code, f.country, f.time_zone, f.language,
  f.notes, f.tags, f.payout_days, f.merged_into_name, ${ruleColumns('p')}, n.*`;
const tables = `consignors_named c JOIN consignors_profiles f ON f.id = c.id
  CROSS JOIN LATERAL percentages_at(NULL, NULL, NULL, c.id, now()) p CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE listing_is_waiting(l.state))::int AS submitted, count(*) FILTER (WHERE listing_is_sellable(l.state))::int AS live,
    coalesce(sum(l.sold), 0)::int AS sold
  FROM listings l WHERE l.consignor_id = c.id) n`;

function present(row: ConsignorRow): Consignor {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    legalName: row.legal_name,
    otherEmails: row.other_emails,
    phone: row.phone,
    address: row.address,
    city: row.city,
    region: row.region,
    postalCode: row.postal_code,
    country: row.country,
    timeZone: row.time_zone,
    language: row.language,
    notes: row.notes,
    tags: row.tags,
    payoutDays: row.payout_days,
    deactivatedAt: row.deactivated_at?.toISOString() ?? null,
    mergedInto: row.merged_into === null ? null : { id: row.merged_into, name: row.merged_into_name ?? '' },
    plan: row.plan,
    isMarketplace: row.is_marketplace,
    percentages: presentRuleInForce(row),
    commissionBps: row.commission_bps,
    feeBps: row.fee_bps,
    counts: { submitted: row.submitted, live: row.live, sold: row.sold },
    createdAt: row.created_at.toISOString(),
  };
}

/** By a part of their names, addresses of email and tags, and by whether they consign. */
const matching = `($1::text IS NULL OR lower(concat_ws(' ', c.name, c.email, f.legal_name, array_to_string(f.other_emails, ' '),
    array_to_string(f.tags, ' '))) LIKE $1) AND ($2 = 'all' OR (c.deactivated_at IS NOT NULL) = ($2 = 'deactivated'))`;

export async function listConsignors(
  db: Database,
  query: z.output<typeof consignorQuery>,
): Promise<{ data: Consignor[]; total: number }> {
  const like = query.q ? `%${query.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const sort = query.sort === 'name' ? 'lower(c.name)' : 'c.created_at';
  return inTransaction(db, async (trx) => {
    const rows = await queryPrepared<ConsignorRow>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE ${matching}
       ORDER BY ${sort} ${query.order === 'desc' ? 'DESC' : 'ASC'}, c.id LIMIT $3 OFFSET $4`,
      [like, query.state, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await queryPrepared<{ total: number }>(
      trx,
      `SELECT count(*)::int AS total FROM consignors_named c JOIN consignors_profiles f ON f.id = c.id WHERE ${matching}`,
      [like, query.state],
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
