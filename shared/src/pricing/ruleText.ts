/** Rules as text, the same in refusals and on screen. */
import { marketplaceZone, wallTimeOf } from '../time/index.ts';
import type { PercentagesComponent, RuleScope } from './components.ts';
import { bpsOf } from './components.ts';

const scopeNames: Record<RuleScope, string> = {
  marketplace: 'Marketplace default',
  plan: 'Plan',
  consignor: 'Consignor',
  package: 'Package',
  team: 'Team',
  event: 'Event',
  listing: 'Listing',
};
/** The label of a scope: "Marketplace default", "Plan"… */
export const scopeLabel = (scope: RuleScope): string => scopeNames[scope];

/** The label of each kind of component. */
export const componentNames: Record<PercentagesComponent['kind'], string> = {
  commission: 'Commission',
  processing: 'Processing',
  delivery: 'Delivery',
  serviceFee: 'Service fee',
};

/**
 * The components as text: "commission 17%, at least 2.50; service fee 12% by the fan". Amounts have two
 * decimals.
 */
export function componentsText(components: readonly PercentagesComponent[]): string {
  const amount = (minor: number) => (minor / 100).toFixed(2);
  return components
    .map(({ kind, payer, bps, minimum, maximum }) =>
      [
        `${componentNames[kind].toLowerCase()} ${percentText(bps)} by the ${payer}`,
        ...(minimum === null ? [] : [`at least ${amount(minimum)}`]),
        ...(maximum === null ? [] : [`at most ${amount(maximum)}`]),
      ].join(', '),
    )
    .join('; ');
}

/** Basis points as text: "17.5%". */
export const percentText = (bps: number): string => `${bps / 100}%`;

const day = { month: 'short', day: 'numeric', year: 'numeric' } as const;
const time = { ...day, hour: 'numeric', minute: '2-digit' } as const;
/** By the marketplace's clocks: "Dec 1, 2026", with the time of day unless it is midnight. */
export const ruleMoment = (iso: string) =>
  new Date(iso).toLocaleString('en-US', {
    ...(wallTimeOf(iso, marketplaceZone).endsWith('T00:00') ? day : time),
    timeZone: marketplaceZone,
  });

/** What `ruleText` needs of a rule. */
export interface DescribedRule {
  scope: RuleScope;
  targetName: string;
  components: readonly PercentagesComponent[];
  effectiveFrom: string;
  effectiveUntil: string | null;
}

/** One rule as text: "Plan Season Plus, 18% and 12% on top, from Dec 1, 2026". */
export function ruleText({
  scope,
  targetName,
  components,
  effectiveFrom,
  effectiveUntil,
}: DescribedRule): string {
  const name = scope === 'marketplace' ? scopeLabel(scope) : `${scopeLabel(scope)} ${targetName}`;
  const until = effectiveUntil === null ? '' : ` until ${ruleMoment(effectiveUntil)}`;
  const fee = percentText(bpsOf(components, 'fan'));
  return `${name}, ${percentText(bpsOf(components, 'consignor'))} and ${fee} on top, from ${ruleMoment(effectiveFrom)}${until}`;
}
