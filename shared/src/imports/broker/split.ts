import type { splitRules } from '../../listings/listingStates.ts';
import { allowedQuantities, customQuantities, isCustom, type SplitRule } from '../../listings/splitRule.ts';
import type { Cell } from './cells.ts';
import type { ProblemList } from './problems.ts';

const splitRuleLabels: Record<(typeof splitRules)[number], string> = {
  any: 'any number',
  pairs: 'pairs',
  neverLeaveOne: 'never leave one',
  allOrNothing: 'all or nothing',
};

/** The label of a split rule; a list of quantities becomes "2 or 4". */
export function splitRuleLabel(rule: SplitRule): string {
  return isCustom(rule) ? customQuantities(rule).join(' or ') : splitRuleLabels[rule];
}

/**
 * Of rules that allow the same quantities of a whole listing, the strictest stays closest to the broker's
 * list as seats sell.
 */
const STRICTEST_FIRST: readonly SplitRule[] = ['allOrNothing', 'neverLeaveOne', 'pairs', 'any'];

/**
 * The split rule that allows exactly the listed quantities of the whole listing: `2,4` of four seats is
 * pairs, `4` is all or nothing, `1,2,4` is never leave one. Where no named rule does, it is the list itself.
 * @returns null with a problem added when the list can't sell any seat of the listing
 */
export function readCustomSplit(
  cell: Cell,
  quantity: number | null,
  problems: ProblemList,
): SplitRule | null {
  const { field, text } = cell;
  const parts = text.split(',').map((part) => part.trim());
  if (text.length > 300 || !parts.every((part) => /^\d{1,3}$/.test(part))) {
    problems.add(field, 'split_not_possible', `${field} must list quantities, like 2,4.`);
    return null;
  }
  if (quantity === null) return null;
  const listed = parts.map(Number).sort((a, b) => a - b);
  const sound = listed.every((each, index) => each > 0 && each <= quantity && each !== listed[index - 1]);
  if (sound) {
    const wanted = listed.join();
    const rule = STRICTEST_FIRST.find(
      (each) => allowedQuantities(each, [quantity], quantity).join() === wanted,
    );
    return rule ?? `custom:${wanted}`;
  }
  problems.add(
    field,
    'split_not_possible',
    `${field} must list each quantity once, from 1 to the ${quantity} seats of the listing.`,
  );
  return null;
}
