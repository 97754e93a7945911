/** The plans that consignors have: names that rules of percentages can have as their scope. */
import type { ConsignorPlan, planQuery } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import type { Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { Consignor } from './Consignor.ts';

/** The plan of those for whom nothing else is agreed. */
const standardPlan = 'Standard';

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

/** The plans that consignors have, and the standard one, by name. */
async function plansOf(trx: Trx): Promise<ConsignorPlan[]> {
  const rows = await Consignor.query(trx)
    .select('plan')
    .count('* as consignors')
    .where({ is_marketplace: false })
    .whereNull('merged_into')
    .groupBy('plan')
    .castTo<Array<{ plan: string; consignors: string }>>();
  const counts = new Map(rows.map(({ plan, consignors }) => [plan, Number(consignors)]));
  if (!counts.has(standardPlan)) counts.set(standardPlan, 0);
  return [...counts]
    .map(([id, consignors]) => ({ id, consignors }))
    .sort((a, b) => a.id.localeCompare(b.id, 'en'));
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
