import type { splitRules } from '../../listings/listingStates.ts';
import { allowedQuantities, customQuantities, isCustom, type SplitRule } from '../../listings/splitRule.ts';
import type { Cell } from './cells.ts';
import type { ProblemList } from './problems.ts';

const words: Record<(typeof splitRules)[number], string> = {
  any: 'any number',
  pairs: 'pairs',
  neverLeaveOne: 'never leave one',
  allOrNothing: 'all or nothing',
};

/** A rule in the words of a dry run; a list of the consignor's own as "2 or 4". */
export function splitRuleWords(rule: SplitRule): string {
  return isCustom(rule) ? customQuantities(rule).join(' or ') : words[rule];
}

// Where two rules allow the same quantities of a lot, the one that stays closest to the broker's list as seats sell.
const BY_STRICTNESS: readonly SplitRule[] = ['allOrNothing', 'neverLeaveOne', 'pairs', 'any'];

/**
 * The split rule that allows exactly the listed quantities of a full lot: `2,4` of four seats is pairs, `4` is all or
 * nothing, `1,2,4` never leaves one; where no rule has a name for it, the list itself.
 * @returns null, with a problem, when the list can't sell anything of the lot
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
    const rule = BY_STRICTNESS.find(
      (each) => allowedQuantities(each, [quantity], quantity).join() === wanted,
    );
    return rule ?? `custom:${wanted}`;
  }
  problems.add(
    field,
    'split_not_possible',
    `${field} must list each quantity once, from 1 to the ${quantity} seats of the lot.`,
  );
  return null;
}
