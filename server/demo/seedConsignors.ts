/** Seeds the demo's consignors, and the percentages of each plan that differs from the opening terms. */
import { standardPlan, usualPayoutDays } from '@holdfast/shared/consignors';
import { plainComponents } from '@holdfast/shared/pricing';
import { marketplaceZone } from '@holdfast/shared/time';
import { DateTime } from 'luxon';
import { queryPrepared, records, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { type NewRule, writeRules } from '../src/pricing/index.ts';
import type { DemoConsignor, DemoItem, DemoPlan } from './consignment/demoConsignment.ts';
import { known } from './seedCatalog.ts';

const feeBps = 1200;
const openingCommissionBps = 2000;
const daysAgo = 200;
/** Agreed days from the event to the payout, where a plan has others than usual. */
const payoutDays: Partial<Record<DemoPlan['key'], number>> = { broker: 2, early: 4 };

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
  const { from, value } = records(
    consignors.map((consignor, at) => ({
      ...consignor,
      ...profileOf(consignor, at),
      isMarketplace: consignor.type === 'marketplace',
      payoutDays: payoutDays[consignor.planKey] ?? usualPayoutDays,
    })),
    {
      id: 'text',
      name: 'text',
      email: 'text',
      isMarketplace: 'boolean',
      payoutDays: 'integer',
      phone: 'text',
      address: 'text',
      city: 'text',
      region: 'text',
      timeZone: 'text',
      tag: 'text',
    },
  );
  await queryPrepared(
    trx,
    `INSERT INTO consignors (id, name, email, is_marketplace, payout_days, phone, address, city, region, country, time_zone, tags, created_at)
     SELECT n.id, n.name, n.email, n.is_marketplace, n.payout_days, n.phone, n.address, n.city, n.region, 'US', n.time_zone,
       array_remove(ARRAY[n.tag], NULL), $2::timestamptz FROM ${from}`,
    [value, since],
  );
  await seedPlans(trx, consignors, since, now);
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

/** Plans begin with their consignors; those who committed early did so until the end of a season. */
async function seedPlans(
  trx: Trx,
  consignors: ReadonlyArray<{ id: string; planKey: DemoPlan['key']; plan: DemoPlan }>,
  since: string,
  now: string,
): Promise<void> {
  const seasonEnd = DateTime.fromISO(now, { zone: marketplaceZone })
    .plus({ months: 7 })
    .startOf('month')
    .toISO();
  const { from, value } = records(
    consignors
      .filter(({ plan }) => plan.name !== standardPlan)
      .map(({ id, planKey, plan }) => ({
        id: newId('consignorPlan'),
        consignorId: id,
        plan: plan.name,
        until: planKey === 'early' ? seasonEnd : null,
      })),
    { id: 'text', consignorId: 'text', plan: 'text', until: 'timestamptz' },
  );
  await queryPrepared(
    trx,
    `INSERT INTO consignor_plans (id, consignor_id, plan, effective_from, effective_until, reason, created_by)
     SELECT n.id, n.consignor_id, n.plan, $2::timestamptz, n.until, 'As agreed when they joined', 'system' FROM ${from}`,
    [value, since],
  );
}

const homes = [
  ['Pittsburgh', 'PA', 'America/New_York'],
  ['Kansas City', 'MO', 'America/Chicago'],
  ['Denver', 'CO', 'America/Denver'],
  ['Seattle', 'WA', 'America/Los_Angeles'],
  ['Chicago', 'IL', 'America/Chicago'],
  ['Boston', 'MA', 'America/New_York'],
] as const;
const streets = ['Maple Street', 'Oak Avenue', 'Second Street', 'Hill Road', 'Lake Drive'];
const tags: Partial<Record<DemoConsignor['type'], string>> = { broker: 'broker', family: 'family' };

/** Addresses are made up; the telephone numbers are of the range that is kept for fiction, 555-0100 to 555-0199. */
function profileOf({ type }: DemoConsignor, at: number) {
  const [city, region, timeZone] = homes[at % homes.length] as (typeof homes)[number];
  return {
    phone: `+1 412 555 01${String(at % 100).padStart(2, '0')}`,
    address: `${100 + 7 * at} ${streets[at % streets.length]}`,
    city,
    region,
    timeZone,
    tag: tags[type] ?? null,
  };
}
