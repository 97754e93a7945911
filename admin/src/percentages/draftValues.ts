/** What the editor holds while a rule is written: figures may be missing until they are typed. */
import {
  componentKinds,
  type NewDraft,
  type PercentagesComponent,
  type PercentagesDraft,
  type PercentagesRule,
  percentagesComponents,
  plainComponents,
  type RuleScope,
} from '@holdfast/shared/pricing';
import { givenWallTime, instantOf, marketplaceZone } from '@holdfast/shared/time';
import { unfinishedWords } from '../ui/dates/DayBox.tsx';
import { unfinished } from '../ui/dates/typedDay.ts';

export interface PartValues {
  /** Of the row on screen, for its whole life. */
  key: string;
  kind: PercentagesComponent['kind'];
  payer: PercentagesComponent['payer'];
  bps: number | null;
  minimum: number | null;
  maximum: number | null;
}

export interface DraftValues {
  /** Null: not saved yet. */
  saved: { id: string; version: number } | null;
  /** The rule that it shows, where that begins later and can be taken back. */
  later: { id: string } | null;
  /** The rule that it began as, in words; null for a fresh one. */
  from: string | null;
  by: string | null;
  scope: RuleScope;
  target: string | null;
  targetName: string;
  components: PartValues[];
  /** Wall times of the marketplace, `2026-12-01T00:00`, with an offset where its clocks show one twice; empty: from now, without an end. */
  begins: string;
  ends: string;
  reason: string;
}

let keys = 0;
const withKey = (part: Omit<PartValues, 'key'>): PartValues => ({ ...part, key: `part-${++keys}` });

const wallOf = (iso: string | null) => givenWallTime(iso, marketplaceZone);

export function freshDraft(
  scope: RuleScope = 'marketplace',
  target: string | null = null,
  targetName = '',
): DraftValues {
  return {
    saved: null,
    later: null,
    from: null,
    by: null,
    scope,
    target,
    targetName,
    components: plainComponents(2_000, 1_200).map(withKey),
    begins: '',
    ends: '',
    reason: '',
  };
}

export function valuesOfDraft(draft: PercentagesDraft): DraftValues {
  return {
    saved: { id: draft.id, version: draft.version },
    later: null,
    from: null,
    by: draft.createdBy,
    scope: draft.scope,
    target: draft.target || null,
    targetName: draft.targetName,
    components: draft.components.map(withKey),
    begins: wallOf(draft.effectiveFrom),
    ends: wallOf(draft.effectiveUntil),
    reason: draft.reason,
  };
}

/** A new draft that begins as a copy of a rule. */
export function valuesOfRule(rule: PercentagesRule): DraftValues {
  return {
    ...freshDraft(rule.scope, rule.target || null, rule.targetName),
    later: rule.state === 'later' ? { id: rule.id } : null,
    from: `${rule.reason}, by ${rule.createdBy}`,
    components: rule.components.map(withKey),
  };
}

/** A component that the rule lacks; null when it has every kind. */
export function nextPart(components: readonly PartValues[]): PartValues | null {
  for (const kind of componentKinds)
    for (const payer of ['consignor', 'fan'] as const) {
      const fits = kind === 'commission' ? payer === 'consignor' : kind !== 'serviceFee' || payer === 'fan';
      if (fits && !components.some((part) => part.kind === kind && part.payer === payer))
        return withKey({ kind, payer, bps: null, minimum: null, maximum: null });
    }
  return null;
}

/** The components where they make a rule, else null: what is missing or contradicts itself has no example. */
export function wholeParts(components: readonly PartValues[]): PercentagesComponent[] | null {
  const parsed = percentagesComponents.safeParse(components);
  return parsed.success ? parsed.data : null;
}

/** The instant of a wall time of the marketplace; null for none, and for one that isn't finished. */
export const instantGiven = (wall: string): string | null =>
  wall === '' || wall === unfinished ? null : instantOf(wall, marketplaceZone);

/** The words of each date that isn't finished, by the field of the request: such a date is never now and never none. */
export function unfinishedDates({ begins, ends }: DraftValues): Record<string, string> {
  return {
    ...(begins === unfinished ? { effectiveFrom: unfinishedWords } : {}),
    ...(ends === unfinished ? { effectiveUntil: unfinishedWords } : {}),
  };
}

/** The request's body. Its dates must be finished. */
export function bodyOf(values: DraftValues): NewDraft {
  const { scope, target, components, begins, ends, reason } = values;
  return {
    scope,
    target: scope === 'marketplace' ? null : target,
    components: components.map(({ key: _key, ...part }) => part) as NewDraft['components'],
    effectiveFrom: instantGiven(begins),
    effectiveUntil: instantGiven(ends),
    reason,
  };
}
