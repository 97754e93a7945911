/** Percentages: read with a worked example, set from now or later on, never backwards. */
import {
  type newPercentages,
  type PercentagesRule,
  type percentagesQuery,
  quoteTicket,
} from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Doer } from '../platform/audit.ts';
import { brokenConstraint, type Database, inTransaction, run, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { writeRules } from './rules.ts';

/** Minor units. */
const examplePrice = 10_000;

interface Row {
  id: string;
  consignor_id: string | null;
  consignor_name: string | null;
  house_bps: number;
  fee_bps: number;
  effective_from: Date;
  in_force: boolean;
  reason: string;
  created_by: string;
  person_name: string | null;
  created_at: Date;
}

/** In force: the newest of its scope that has begun. */
const columns = `r.id, r.consignor_id, c.name AS consignor_name, r.house_bps, r.fee_bps, r.effective_from, r.reason, r.created_by,
  u.name AS person_name, r.created_at,
  r.effective_from <= now() AND NOT EXISTS (
    SELECT 1 FROM percentages later WHERE coalesce(later.consignor_id, '') = coalesce(r.consignor_id, '')
      AND later.effective_from <= now() AND later.effective_from > r.effective_from) AS in_force`;
const tables =
  'percentages r LEFT JOIN consignors c ON c.id = r.consignor_id LEFT JOIN people u ON u.id = r.created_by';

function present(row: Row): PercentagesRule {
  const percentages = { houseBps: row.house_bps, feeBps: row.fee_bps };
  return {
    id: row.id,
    consignorId: row.consignor_id,
    consignorName: row.consignor_name,
    ...percentages,
    effectiveFrom: row.effective_from.toISOString(),
    inForce: row.in_force,
    reason: row.reason,
    createdBy: row.person_name ?? (row.created_by === 'house' ? 'The house' : row.created_by),
    createdAt: row.created_at.toISOString(),
    example: quoteTicket(examplePrice, percentages),
  };
}

export async function listPercentages(
  db: Database,
  query: z.output<typeof percentagesQuery>,
): Promise<{ data: PercentagesRule[]; total: number }> {
  const sort = query.sort === 'houseBps' ? 'r.house_bps' : 'r.effective_from';
  return inTransaction(db, async (trx) => {
    const rows = await run<Row>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE $1::text IS NULL OR r.consignor_id = $1
       ORDER BY ${sort} ${query.order === 'desc' ? 'DESC' : 'ASC'}, r.id LIMIT $2 OFFSET $3`,
      [query.consignorId ?? null, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await run<{ total: number }>(
      trx,
      'SELECT count(*)::int AS total FROM percentages r WHERE $1::text IS NULL OR r.consignor_id = $1',
      [query.consignorId ?? null],
    );
    return { data: rows.map(present), total: count?.total ?? 0 };
  });
}

/**
 * Sets percentages from a moment on. Holds keep those of their own moment, so nothing that is agreed on changes.
 * @throws Problem `validation_failed` on `effectiveFrom` when that is past, on `consignorId` when there is none such;
 *   `overlapping_percentages` with the `other` when the same scope has percentages from the very moment
 */
export async function createPercentages(
  trx: Trx,
  input: z.output<typeof newPercentages>,
  doer: Doer,
): Promise<PercentagesRule> {
  const { consignorId, houseBps, feeBps, reason } = input;
  const [now] = await run<{ at: Date; known: boolean }>(
    trx,
    `SELECT now() AS at, $1::text IS NULL OR EXISTS (SELECT 1 FROM consignors WHERE id = $1) AS known`,
    [consignorId],
  );
  if (!now?.known)
    throw fieldsRefused([
      { field: 'consignorId', code: 'unknown', message: 'There is no such consignor. Choose one.' },
    ]);
  if (input.effectiveFrom !== undefined && Date.parse(input.effectiveFrom) < now.at.getTime())
    throw fieldsRefused([
      {
        field: 'effectiveFrom',
        code: 'past',
        message:
          'Percentages are never applied backwards. Give a moment ahead, or leave it out to begin now.',
      },
    ]);
  const effectiveFrom = input.effectiveFrom ?? now.at.toISOString();
  const id = await write(trx, { consignorId, houseBps, feeBps, effectiveFrom, reason, createdBy: doer.by });
  const after = { consignorId, houseBps, feeBps, effectiveFrom };
  await audit(trx, doer, [{ what: 'percentages.create', subject: id, reason, after }]);
  const [row] = await run<Row>(trx, `SELECT ${columns} FROM ${tables} WHERE r.id = $1`, [id]);
  return present(row as Row);
}

async function write(trx: Trx, rule: Parameters<typeof writeRules>[1][number]): Promise<string> {
  const [other] = await run<Row>(
    trx,
    `SELECT ${columns} FROM ${tables} WHERE coalesce(r.consignor_id, '') = coalesce($1, '') AND r.effective_from = $2::timestamptz`,
    [rule.consignorId, rule.effectiveFrom],
  );
  if (other) throw overlapping(present(other));
  try {
    const [id] = await writeRules(trx, [rule]);
    return id as string;
  } catch (error) {
    // Two requests for one moment that came together.
    if (brokenConstraint(error) !== 'percentages_one_at_a_time') throw error;
    throw overlapping(null);
  }
}

function overlapping(other: PercentagesRule | null): Problem {
  const named = other
    ? `${other.houseBps / 100} % and ${other.feeBps / 100} % begin at that very moment, set by ${other.createdBy}.`
    : 'Others for that very moment were just set.';
  return new Problem('overlapping_percentages', `${named} Choose another moment.`, { other });
}
