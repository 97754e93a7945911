/** Who owns the tickets. */
import type { Consignor, consignorQuery, newConsignor } from '@holdfast/shared/consignors';
import { plainComponents } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import {
  brokenConstraint,
  type Database,
  inTransaction,
  queryPrepared,
  type Trx,
} from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound } from '../platform/problem.ts';
import { presentRuleInForce, type RuleColumns, ruleColumns, writeRules } from '../pricing/index.ts';

interface Row extends RuleColumns {
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
const columns = `c.id, c.name, c.email, c.plan, c.is_marketplace, c.created_at, ${ruleColumns}, n.*`;
const tables = `consignors c CROSS JOIN LATERAL percentages_at(NULL, NULL, NULL, c.id, now()) p CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE listing_is_waiting(l.state))::int AS submitted, count(*) FILTER (WHERE listing_is_sellable(l.state))::int AS live,
    coalesce(sum(l.sold), 0)::int AS sold
  FROM listings l WHERE l.consignor_id = c.id) n`;

function present(row: Row): Consignor {
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
    const rows = await queryPrepared<Row>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE $1::text IS NULL OR lower(c.name || ' ' || c.email) LIKE $1
       ORDER BY ${sort} ${query.order === 'desc' ? 'DESC' : 'ASC'}, c.id LIMIT $2 OFFSET $3`,
      [like, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await queryPrepared<{ total: number }>(
      trx,
      `SELECT count(*)::int AS total FROM consignors c WHERE $1::text IS NULL OR lower(c.name || ' ' || c.email) LIKE $1`,
      [like],
    );
    return { data: rows.map(present), total: count?.total ?? 0 };
  });
}

/** @throws Problem `not_found` */
export async function showConsignor(trx: Trx, id: string): Promise<Consignor> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM ${tables} WHERE c.id = $1`, [id]);
  if (!row) throw notFound('consignor');
  return present(row);
}

/** @throws Problem `validation_failed` when the email address is another consignor's */
export async function createConsignor(
  trx: Trx,
  { name, email, plan }: z.output<typeof newConsignor>,
  principal: Principal,
): Promise<Consignor> {
  const id = newId('consignor');
  try {
    await queryPrepared(trx, 'INSERT INTO consignors (id, name, email, plan) VALUES ($1, $2, $3, $4)', [
      id,
      name,
      email.toLowerCase(),
      plan,
    ]);
  } catch (error) {
    if (brokenConstraint(error) !== 'consignors_email') throw error;
    throw fieldsRefused([
      { field: 'email', code: 'taken', message: 'Another consignor has this email address. Use a new one.' },
    ]);
  }
  await audit(trx, principal, [{ what: 'consignor.create', subject: id, after: { name, email, plan } }]);
  return showConsignor(trx, id);
}

/** The marketplace's own consignor; a house that has none yet gets it, and keeps all of its own prices. */
export async function marketplaceConsignor(trx: Trx): Promise<string> {
  const find = () => queryPrepared<{ id: string }>(trx, 'SELECT id FROM consignors WHERE is_marketplace');
  const [known] = await find();
  if (known) return known.id;
  const id = newId('consignor');
  const made = await queryPrepared(
    trx,
    `INSERT INTO consignors (id, name, email, plan, is_marketplace) VALUES ($1, 'Holdfast Events', 'house@holdfast.example', 'Marketplace', true)
     ON CONFLICT DO NOTHING RETURNING id`,
    [id],
  );
  if (made.length === 0) return ((await find())[0] as { id: string }).id;
  const [now] = await queryPrepared<{ at: Date; fee_bps: number }>(
    trx,
    'SELECT now() AS at, fee_bps FROM percentages_at(NULL, NULL, NULL, $1, now())',
    [id],
  );
  if (!now)
    throw new Error('there are no percentages of the marketplace: the migration writes the first ones');
  await writeRules(trx, [
    {
      scope: 'consignor',
      target: id,
      components: plainComponents(10_000, now.fee_bps),
      effectiveFrom: now.at.toISOString(),
      reason: 'The marketplace owes itself nothing',
      createdBy: 'system',
    },
  ]);
  return id;
}

/** @throws Problem `validation_failed` on `consignorId` when there is no such consignor */
export async function requireConsignor(trx: Trx, id: string): Promise<void> {
  const [found] = await queryPrepared(trx, 'SELECT 1 AS found FROM consignors WHERE id = $1', [id]);
  if (!found)
    throw fieldsRefused([
      { field: 'consignorId', code: 'unknown', message: 'There is no such consignor. Choose one.' },
    ]);
}

/** The oldest consignor with this email address, whatever its case. */
export async function consignorByEmail(
  trx: Trx,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM consignors WHERE lower(email) = lower($1) ORDER BY id LIMIT 1',
    [email],
  );
  return row ?? null;
}

/** SQL rows (id, label): the names of the consignors in $1. */
export const consignorsNamed =
  'SELECT id, to_jsonb(name) AS label FROM consignors WHERE id = ANY ($1::text[])';
