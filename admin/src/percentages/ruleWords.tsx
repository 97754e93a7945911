/** Rules in the words of the desk. */
import { bpsOf, type PercentagesRule, partWords, type RuleInForce } from '@holdfast/shared/pricing';
import { Link } from 'react-router';
import { percentOf } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { houseZone } from '../ui/time.ts';

const dayFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: houseZone,
  month: 'short',
  day: 'numeric',
  year: 'numeric',
});
/** The rule that the house opened with begins here, before anything was sold. Source: migrations/steps/pricing_001. */
const opening = '2000-01-01T00:00:00.000Z';

/** `Dec 1, 2026`, in the house's zone. */
export const ruleDay = (iso: string): string =>
  iso === opening ? 'the opening' : dayFormat.format(new Date(iso));

/** The last day that has some of it: an end at midnight is the day before. */
const lastDay = (end: string): string => ruleDay(new Date(Date.parse(end) - 1).toISOString());

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

/** What isn't the commission or the service fee: `processing 1%`. */
export function otherParts(parts: PercentagesRule['parts']): string {
  return parts
    .filter(({ kind }) => kind === 'processing' || kind === 'delivery')
    .map(({ kind, bornBy, bps }) => `${partWords[kind].toLowerCase()} ${percentOf(bps)} by the ${bornBy}`)
    .join(', ');
}

/** Names that the page knows already of what a rule may reach. */
export interface KnownNames {
  consignor: string;
  event?: string;
  team?: string | null;
}

/** "20% by plan Season Plus, since Mar 1, 2026", with the way to its rule. */
export function RuleSays({ rule, names }: { rule: RuleInForce; names: KnownNames }) {
  const by = {
    house: 'the house default',
    plan: `plan ${rule.target}`,
    consignor: `the rule of ${names.consignor}`,
    package: 'the rule of their package',
    team: `the rule of ${names.team ?? 'the home team'}`,
    event: `the rule of ${names.event ?? 'the game'}`,
    listing: 'this listing’s own rule',
  }[rule.reaches];
  const query = new URLSearchParams({
    reaches: rule.reaches,
    ...(rule.target ? { target: rule.target } : {}),
  });
  return (
    <>
      {percentOf(bpsOf(rule.parts, 'consignor'))} by <Link to={`/percentages?${query}`}>{by}</Link>, since{' '}
      {ruleDay(rule.effectiveFrom)}
    </>
  );
}
