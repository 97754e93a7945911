/** Formats rules for staff. */

import { bpsOf, componentNames, type PercentagesRule, type RuleInForce } from '@holdfast/shared/pricing';
import { marketplaceZone } from '@holdfast/shared/time';
import { Link } from 'react-router';
import { percentOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';

const day = { month: 'short', day: 'numeric', year: 'numeric' } as const;
/** The rule that the marketplace opened with begins here, before anything was sold. Source: migrations/steps/pricing_001. */
const opening = '2000-01-01T00:00:00.000Z';

/** `Dec 1, 2026`, in the marketplace's zone. */
export const ruleDay = (iso: string): string =>
  iso === opening
    ? 'the opening'
    : new Date(iso).toLocaleDateString('en-US', { ...day, timeZone: marketplaceZone });

/** The last day that has some of it: an end at midnight is the day before. */
export const lastDay = (end: string): string => ruleDay(new Date(Date.parse(end) - 1).toISOString());

/** In force, when it ends, and what is not yet or no more. */
export function RuleMark({ rule }: { rule: PercentagesRule }) {
  if (rule.state === 'over')
    return (
      <Mark shape="openSquare" tone="neutral">
        Over since {ruleDay(rule.endsAt ?? rule.effectiveFrom)}
      </Mark>
    );
  if (rule.state === 'later')
    return (
      <Mark shape="clock" tone="neutral">
        {rule.endsAt ? `Later, to ${lastDay(rule.endsAt)}` : 'Begins later'}
      </Mark>
    );
  return (
    <Mark shape="disc" tone="success" quiet>
      {rule.endsAt ? `Ends ${lastDay(rule.endsAt)}` : 'In force'}
    </Mark>
  );
}

/** The components besides commission and service fee: `processing 1%`. */
export function otherParts(components: PercentagesRule['components']): string {
  return components
    .filter(({ kind }) => kind === 'processing' || kind === 'delivery')
    .map(({ kind, payer, bps }) => `${componentNames[kind].toLowerCase()} ${percentOf(bps)} by the ${payer}`)
    .join(', ');
}

/** Names of possible targets that the page has already loaded. */
export interface KnownNames {
  consignor: string;
  event?: string;
  team?: string | null;
}

/** "20% by plan Season Plus, since Mar 1, 2026", with the way to its rule. */
export function RuleDescription({ rule, names }: { rule: RuleInForce; names: KnownNames }) {
  const by = {
    marketplace: 'the marketplace default',
    plan: `plan ${rule.target}`,
    consignor: `the rule of ${names.consignor}`,
    package: 'the rule of their package',
    team: `the rule of ${names.team ?? 'the home team'}`,
    event: `the rule of ${names.event ?? 'the game'}`,
    listing: 'this listing’s own rule',
  }[rule.scope];
  const query = new URLSearchParams({
    scope: rule.scope,
    ...(rule.target ? { target: rule.target } : {}),
  });
  return (
    <>
      {percentOf(bpsOf(rule.components, 'consignor'))} by <Link to={`/percentages?${query}`}>{by}</Link>,
      since {ruleDay(rule.effectiveFrom)}
    </>
  );
}
