/** The plans that consignors have: names that rules of percentages can have as their scope. */
import { type ConsignorPlan, type planQuery, standardPlan } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';

/**
 * SQL of the plan that a consignor has at a moment. Which one that is, `consignor_plan_at` of the migrations says, here and
 * for `consignors_named`. @param consignorId, moment SQL of an id and of an instant
 */
export const planAt = (consignorId: string, moment: string) =>
  `coalesce((SELECT m.plan FROM consignor_plan_at(${consignorId}, ${moment}) m), 'Standard') COLLATE "C"`;

/**
 * The plan that a consignor has now, for few rows at once. Joined, since PostgreSQL computes a join's key twice: 60 listings
 * took 0.3 ms more than without plans in time, and 0.6 ms with the plan of consignors_named.
 * @param consignorId SQL of an id
 */
export const planNow = (consignorId: string) => ({
  value: `coalesce(plan_now.plan, 'Standard')`,
  join: `LEFT JOIN LATERAL consignor_plan_at(${consignorId}, now()) plan_now ON true`,
});

/** Rules of percentages find consignors by the plan's name, so a misspelled one would silently mean the default. */
export async function requirePlan(trx: Trx, plan: string, isNew: boolean): Promise<void> {
  if (isNew || plan === standardPlan) return;
  const names = await planNames(trx);
  if (!names.includes(plan))
    throw fieldsRefused([
      { field: 'plan', code: 'unknown', message: `There is no plan ${plan}. Choose ${names.join(' or ')}.` },
    ]);
}

/** The names of the plans, in order. */
export const planNames = async (trx: Trx): Promise<string[]> => (await plansOf(trx)).map(({ id }) => id);

/** The plans that consignors have, had or will have, and the standard one, by name; with how many have each now. */
async function plansOf(trx: Trx): Promise<ConsignorPlan[]> {
  const rows = await queryPrepared<ConsignorPlan>(
    trx,
    `SELECT plans.plan AS id, count(c.id)::int AS consignors FROM (
       SELECT m.plan FROM consignor_plans m JOIN consignors owner ON owner.id = m.consignor_id WHERE NOT owner.is_marketplace
       UNION SELECT $1) plans (plan)
     LEFT JOIN consignors_named c ON c.plan = plans.plan AND NOT c.is_marketplace AND c.merged_into IS NULL
     GROUP BY plans.plan`,
    [standardPlan],
  );
  return rows.toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
}

/** One page of the plans that a consignor can have, by name. */
export async function listPlans(
  trx: Trx,
  { page, perPage, order }: z.output<typeof planQuery>,
): Promise<{ data: ConsignorPlan[]; total: number }> {
  const plans = await plansOf(trx);
  if (order === 'desc') plans.reverse();
  return { data: plans.slice((page - 1) * perPage, page * perPage), total: plans.length };
}

/**
 * Days from the event to the payout that most consignors of a plan have agreed now. @returns by the plan's name; a plan that
 * nobody has is left out
 */
export async function payoutDaysOfPlans(trx: Trx, plans: readonly string[]): Promise<Map<string, number>> {
  if (plans.length === 0) return new Map();
  const rows = await queryPrepared<{ plan: string; days: number }>(
    trx,
    `SELECT c.plan, mode() WITHIN GROUP (ORDER BY owner.payout_days) AS days FROM consignors_named c
     JOIN consignors owner ON owner.id = c.id
     WHERE c.plan = ANY($1::text[]) AND NOT c.is_marketplace AND c.merged_into IS NULL AND owner.deactivated_at IS NULL
     GROUP BY c.plan`,
    [plans],
  );
  return new Map(rows.map(({ plan, days }) => [plan, days]));
}
