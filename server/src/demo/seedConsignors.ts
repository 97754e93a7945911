/** The demo's consignors, and the percentages of each plan that differs from the house's opening terms. */
import { plainParts } from '@holdfast/shared/pricing';
import { run, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type NewRule, writeRules } from '../pricing/index.ts';
import type { DemoConsignor, DemoItem, DemoPlan } from './consignment/demoConsignment.ts';
import { known } from './seedCatalogue.ts';

const feeBps = 1200;
const openingHouseBps = 2000;
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
  await run(
    trx,
    `INSERT INTO consignors (id, name, email, plan, is_house, created_at)
     SELECT n.*, $6::timestamptz FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bool[]) AS n`,
    [
      consignors.map(({ id }) => id),
      consignors.map(({ name }) => name),
      consignors.map(({ email }) => email),
      consignors.map(({ plan }) => plan.name),
      consignors.map(({ type }) => type === 'house'),
      since,
    ],
  );
  const rules = [...plans.values()]
    .filter(({ houseBps }) => houseBps !== openingHouseBps)
    .map(
      (plan): NewRule => ({
        reaches: 'plan',
        target: plan.name,
        parts: plainParts(plan.houseBps, feeBps),
        effectiveFrom: since,
        reason: `Plan: ${plan.name}`,
        createdBy: 'house',
      }),
    );
  await writeRules(trx, rules);
  return new Map(consignors.map(({ key, id }) => [key, id]));
}
