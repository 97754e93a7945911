/** Seeds the demo's consignors, and the percentages of each plan that differs from the opening terms. */
import { plainComponents } from '@holdfast/shared/pricing';
import { queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { type NewRule, writeRules } from '../src/pricing/index.ts';
import type { DemoConsignor, DemoItem, DemoPlan } from './consignment/demoConsignment.ts';
import { known } from './seedCatalog.ts';

const feeBps = 1200;
const openingCommissionBps = 2000;
const daysAgo = 200;

/** @returns their ids by the demo's keys */
export async function seedConsignors(
  trx: Trx,
  items: readonly DemoItem[],
  now: string,
): Promise<Map<string, string>> {
  const plans = new Map(
    items.filter((item): item is DemoPlan => item.kind === 'plan').map((plan) => [plan.key as string, plan]),
  );
  const consignors = items
    .filter((item): item is DemoConsignor => item.kind === 'consignor')
    .map((consignor) => ({
      ...consignor,
      id: newId('consignor'),
      plan: known(plans, consignor.planKey),
    }));
  const since = new Date(Date.parse(now) - daysAgo * 86_400_000).toISOString();
  await queryPrepared(
    trx,
    `INSERT INTO consignors (id, name, email, plan, is_marketplace, created_at)
     SELECT n.*, $6::timestamptz FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bool[]) AS n`,
    [
      consignors.map(({ id }) => id),
      consignors.map(({ name }) => name),
      consignors.map(({ email }) => email),
      consignors.map(({ plan }) => plan.name),
      consignors.map(({ type }) => type === 'marketplace'),
      since,
    ],
  );
  const rules = [...plans.values()]
    .filter(({ commissionBps }) => commissionBps !== openingCommissionBps)
    .map(
      (plan): NewRule => ({
        scope: 'plan',
        target: plan.name,
        components: plainComponents(plan.commissionBps, feeBps),
        effectiveFrom: since,
        reason: `Plan: ${plan.name}`,
        createdBy: 'system',
      }),
    );
  await writeRules(trx, rules);
  return new Map(consignors.map(({ key, id }) => [key, id]));
}
