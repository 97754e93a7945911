/** What the editor holds while a rule is written: figures may be missing until they are typed. */
import {
  type NewDraft,
  type PercentagesDraft,
  type PercentagesPart,
  type PercentagesRule,
  partKinds,
  percentagesParts,
  plainParts,
  type Reach,
} from '@holdfast/shared/pricing';
import { houseZone } from '../ui/time.ts';
import { instantOf } from '../ui/wallTime.ts';

export interface PartValues {
  /** Of the row on screen, for its whole life. */
  key: string;
  kind: PercentagesPart['kind'];
  bornBy: PercentagesPart['bornBy'];
  bps: number | null;
  least: number | null;
  most: number | null;
}

export interface DraftValues {
  /** Null: not saved yet. */
  saved: { id: string; version: number } | null;
  /** The rule that it began as, in words; null for a fresh one. */
  from: string | null;
  by: string | null;
  reaches: Reach;
  target: string | null;
  whom: string;
  parts: PartValues[];
  /** Wall times of the house, `2026-12-01T00:00`; empty: from now, without an end. */
  begins: string;
  ends: string;
  reason: string;
}

let keys = 0;
const withKey = (part: Omit<PartValues, 'key'>): PartValues => ({ ...part, key: `part-${++keys}` });

const wallFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: houseZone,
  dateStyle: 'short',
  timeStyle: 'short',
});
const wallOf = (iso: string | null) => (iso ? wallFormat.format(new Date(iso)).replace(' ', 'T') : '');

export function freshDraft(reaches: Reach = 'house', target: string | null = null, whom = ''): DraftValues {
  return {
    saved: null,
    from: null,
    by: null,
    reaches,
    target,
    whom,
    parts: plainParts(2_000, 1_200).map(withKey),
    begins: '',
    ends: '',
    reason: '',
  };
}

export function valuesOfDraft(draft: PercentagesDraft): DraftValues {
  return {
    saved: { id: draft.id, version: draft.version },
    from: null,
    by: draft.createdBy,
    reaches: draft.reaches,
    target: draft.target || null,
    whom: draft.whom,
    parts: draft.parts.map(withKey),
    begins: wallOf(draft.effectiveFrom),
    ends: wallOf(draft.effectiveUntil),
    reason: draft.reason,
  };
}

/** A new draft that begins as a copy of a rule. */
export function valuesOfRule(rule: PercentagesRule): DraftValues {
  return {
    ...freshDraft(rule.reaches, rule.target || null, rule.whom),
    from: `${rule.reason}, by ${rule.createdBy}`,
    parts: rule.parts.map(withKey),
  };
}

/** A part that isn't there yet; null when there is every one. */
export function nextPart(parts: readonly PartValues[]): PartValues | null {
  for (const kind of partKinds)
    for (const bornBy of ['consignor', 'fan'] as const) {
      const fits = kind === 'commission' ? bornBy === 'consignor' : kind !== 'serviceFee' || bornBy === 'fan';
      if (fits && !parts.some((part) => part.kind === kind && part.bornBy === bornBy))
        return withKey({ kind, bornBy, bps: null, least: null, most: null });
    }
  return null;
}

/** The parts where they make a rule, else null: what is missing or contradicts itself has no example. */
export function wholeParts(parts: readonly PartValues[]): PercentagesPart[] | null {
  const parsed = percentagesParts.safeParse(parts);
  return parsed.success ? parsed.data : null;
}

export function bodyOf(values: DraftValues): NewDraft {
  const { reaches, target, parts, begins, ends, reason } = values;
  return {
    reaches,
    target: reaches === 'house' ? null : target,
    parts: parts.map(({ key: _key, ...part }) => part) as NewDraft['parts'],
    effectiveFrom: begins ? instantOf(begins, houseZone) : null,
    effectiveUntil: ends ? instantOf(ends, houseZone) : null,
    reason,
  };
}
