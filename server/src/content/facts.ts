/** The values that texts name, and what plans charge: read where the software itself reads them. */
import { usualPayoutDays } from '@holdfast/shared/consignors';
import type { Facts, PlanShown, SiteContent } from '@holdfast/shared/content';
import { formatMoney } from '@holdfast/shared/money';
import { purchaseOriginDays } from '@holdfast/shared/payments';
import { bpsOf, componentNames, type PercentagesComponent, percentText } from '@holdfast/shared/pricing';
import { defaultHoldMs } from '@holdfast/shared/reservations';
import { payoutDaysOfPlans } from '../consignors/index.ts';
import type { Marketplace } from '../marketplace/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** The components of the rules in force: the default, and those of plans by their name. */
export interface Rules {
  byDefault: readonly PercentagesComponent[];
  ofPlans: ReadonlyMap<string, readonly PercentagesComponent[]>;
  /** Days from the event to the payout, by the plan's name, as most of its consignors have them. */
  daysOfPlans: ReadonlyMap<string, number>;
}

/** @param days as they were read a moment ago: they take longer, and change seldom */
export async function readRules(
  trx: Trx,
  { plans }: Pick<SiteContent, 'plans'>,
  days?: Rules['daysOfPlans'],
): Promise<Rules> {
  const rows = await queryPrepared<{ target: string; scope: string; components: PercentagesComponent[] }>(
    trx,
    `SELECT r.scope, r.target, r.components FROM percentages_in_force(now()) r WHERE r.scope IN ('marketplace', 'plan') ORDER BY r.target`,
    [],
  );
  const byDefault = rows.find(({ scope }) => scope === 'marketplace')?.components ?? [];
  const ofPlans = rows.filter(({ scope }) => scope === 'plan');
  return {
    byDefault,
    ofPlans: new Map(ofPlans.map(({ target, components }) => [target, components])),
    daysOfPlans:
      days ??
      (await payoutDaysOfPlans(
        trx,
        plans.shown.map(({ plan }) => plan),
      )),
  };
}

/** The values that texts may name, as this moment has them. */
export const factsOf = (marketplace: Marketplace, { byDefault }: Rules): Facts => ({
  marketplace: marketplace.name,
  email: marketplace.contactEmail,
  holdMinutes: String(defaultHoldMs / 60_000),
  payoutDays: String(usualPayoutDays),
  commission: percentText(bpsOf(byDefault, 'consignor')),
  serviceFee: percentText(bpsOf(byDefault, 'fan')),
  moveChoiceDays: String(marketplace.moveChoiceDays),
  waitingOfferMinutes: String(marketplace.waitingOfferMinutes),
  originDays: String(purchaseOriginDays),
});

/** What is charged by a plan, by its own rule or the default where it has none, and when it pays. @param currency ISO 4217 */
export function planShown(plan: { plan: string; text: string }, rules: Rules, currency: string): PlanShown {
  const components = rules.ofPlans.get(plan.plan) ?? rules.byDefault;
  const own = components.filter(({ payer }) => payer === 'consignor');
  const money = (amount: number) => formatMoney({ amount, currency });
  const terms = own.flatMap(({ kind, bps, minimum, maximum }) => [
    ...(own.length > 1 ? [`${percentText(bps)} of it ${componentNames[kind].toLowerCase()}`] : []),
    ...(minimum ? [`${componentNames[kind].toLowerCase()} at least ${money(minimum)} a ticket`] : []),
    ...(maximum === null ? [] : [`${componentNames[kind].toLowerCase()} at most ${money(maximum)} a ticket`]),
  ]);
  return {
    name: plan.plan,
    text: plan.text,
    share: percentText(bpsOf(components, 'consignor')),
    terms,
    payoutDays: rules.daysOfPlans.get(plan.plan) ?? usualPayoutDays,
  };
}
