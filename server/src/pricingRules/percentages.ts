/** Percentages: read with a worked example, set from now or later on, never backwards. */
import {
  type newPercentages,
  type PercentagesRule,
  type percentagesQuery,
  ruleText,
} from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { lockRules, type NewRule, writeRules } from '../pricing/index.ts';
import { nearnessOf, presentRule, type RuleRow, ruleRows } from './ruleRows.ts';
import { checkTarget } from './targets.ts';

const orders = {
  precedence: `${nearnessOf('r.scope')}`,
  effectiveFrom: 'r.effective_from',
  commissionBps: 'r.commission_bps',
};

export async function listPercentages(
  db: Database,
  listQuery: z.output<typeof percentagesQuery>,
): Promise<{ data: PercentagesRule[]; total: number }> {
  const matches = `($1::text IS NULL OR r.scope = $1) AND ($2::text IS NULL OR r.target = $2)
    AND ($3::bool IS NOT FALSE OR r.state <> 'over')`;
  const rows = `${ruleRows('coalesce($4::timestamptz, now())')} r WHERE ${matches}`;
  const values = [
    listQuery.scope ?? null,
    listQuery.target ?? null,
    listQuery.over ?? null,
    listQuery.at ?? null,
  ];
  const order = `${orders[listQuery.sort]} ${listQuery.order === 'desc' ? 'DESC' : 'ASC'}`;
  return inTransaction(db, async (trx) => {
    const data = await query<RuleRow>(
      trx,
      `SELECT r.* FROM ${rows} ORDER BY ${order}, r.target_name, r.effective_from, r.id LIMIT $5 OFFSET $6`,
      [...values, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    );
    const [count] = await query<{ total: number }>(trx, `SELECT count(*)::int AS total FROM ${rows}`, values);
    return { data: data.map(presentRule), total: count?.total ?? 0 };
  });
}

/**
 * Sets percentages from a moment on. Holds keep those of their own moment, so nothing that is agreed on changes.
 * An open-ended rule is succeeded by the next of its scope; one with an end shares its period with none.
 * @throws Problem `validation_failed` on `target` when there is none such, on `effectiveFrom` when that is past, on
 *   `effectiveUntil` when it ends before it begins or is the marketplace default's; `overlapping_percentages` with the `other`
 *   rule of the scope, both in words
 */
export async function createPercentages(
  trx: Trx,
  input: z.output<typeof newPercentages>,
  principal: Principal,
): Promise<PercentagesRule> {
  // Rules are set one after the other, so that the other one can always be named; who reads them doesn't wait.
  await lockRules(trx);
  const target = await checkTarget(trx, input.scope, input.target);
  const effectiveFrom = await checkPeriod(trx, input);
  const { scope, components, effectiveUntil, reason } = input;
  const rule = { scope, target, components, effectiveFrom, effectiveUntil, reason, createdBy: principal.by };
  await refuseOverlap(trx, rule);
  const before = await ruleBefore(trx, rule);
  const [id] = await writeRules(trx, [rule]);
  const after = { scope, target, components, effectiveFrom, effectiveUntil };
  await audit(trx, principal, [{ what: 'percentages.create', subject: id as string, reason, before, after }]);
  const [row] = await queryPrepared<RuleRow>(
    trx,
    `SELECT r.* FROM ${ruleRows('clock_timestamp()')} r WHERE r.id = $1`,
    [id],
  );
  return presentRule(row as RuleRow);
}

/** The rule of the same scope that this one succeeds, as the log keeps it; null where it is the first. */
async function ruleBefore(trx: Trx, { scope, target, effectiveFrom }: NewRule): Promise<object | null> {
  const [row] = await queryPrepared<Pick<RuleRow, 'components' | 'effective_from' | 'effective_until'>>(
    trx,
    `SELECT components, effective_from, effective_until FROM pricing_percentages
     WHERE scope = $1 AND target = $2 AND effective_from < $3 ORDER BY effective_from DESC LIMIT 1`,
    [scope, target, effectiveFrom],
  );
  if (!row) return null;
  const { components, effective_from, effective_until } = row;
  return { scope, target, components, effectiveFrom: effective_from, effectiveUntil: effective_until };
}

/** @returns when it begins, ISO instant */
async function checkPeriod(trx: Trx, input: z.output<typeof newPercentages>): Promise<string> {
  // The current time, not the transaction's: the lock may have been waited for.
  const [now] = await queryPrepared<{ at: Date }>(
    trx,
    `SELECT date_trunc('milliseconds', clock_timestamp()) AS at`,
  );
  const { at } = now as { at: Date };
  if (input.effectiveFrom !== undefined && Date.parse(input.effectiveFrom) < at.getTime())
    throw fieldsRefused([
      {
        field: 'effectiveFrom',
        code: 'past',
        message:
          'Percentages are never applied backwards. Give a moment ahead, or leave it out to begin now.',
      },
    ]);
  const from = input.effectiveFrom ?? at.toISOString();
  const { effectiveUntil: until } = input;
  if (until !== null && input.scope === 'marketplace')
    throw fieldsRefused([
      {
        field: 'effectiveUntil',
        code: 'default_always',
        message:
          'The marketplace default has no end: something must hold where nothing else does. Set the next instead.',
      },
    ]);
  if (until !== null && Date.parse(until) <= Date.parse(from))
    throw fieldsRefused([
      {
        field: 'effectiveUntil',
        code: 'before_begin',
        message: 'It ends before it begins. Choose a later end.',
      },
    ]);
  return from;
}

/** Two of one moment, or one that begins while another with an end lasts. */
async function refuseOverlap(trx: Trx, rule: NewRule): Promise<void> {
  const [other] = await queryPrepared<RuleRow>(
    trx,
    `SELECT r.* FROM ${ruleRows('now()')} r WHERE r.scope = $1 AND r.target = $2 AND (r.effective_from = $3::timestamptz
       OR (r.effective_from < $3 AND r.effective_until > $3)
       OR (r.effective_from > $3 AND r.effective_from < $4::timestamptz))
     ORDER BY r.effective_from LIMIT 1`,
    [rule.scope, rule.target, rule.effectiveFrom, rule.effectiveUntil ?? null],
  );
  if (!other) return;
  const named = presentRule(other);
  const until = rule.effectiveUntil ?? null;
  throw new Problem(
    'overlapping_percentages',
    `${ruleText({ ...rule, targetName: named.targetName, effectiveUntil: until })} overlaps ${ruleText(named)}, set by ${named.createdBy}. Choose another moment.`,
    { other: named },
  );
}
