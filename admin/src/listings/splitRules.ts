import { customQuantities, isCustom, type SplitRule, type splitRules } from '@holdfast/shared/listings';

const names: Record<(typeof splitRules)[number], string> = {
  any: 'Any quantity',
  pairs: 'Pairs',
  neverLeaveOne: 'No single left behind',
  allOrNothing: 'All or nothing',
};

/** A split rule in words: "Pairs", or "2 or 4 together" for a list of the consignor's own. */
export function splitRuleName(rule: SplitRule): string {
  return isCustom(rule) ? `${customQuantities(rule).join(' or ')} together` : names[rule];
}
