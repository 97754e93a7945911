import { allowedQuantities, type SplitRule } from '../splitRule.ts';
import type { Cell } from './cells.ts';
import type { ProblemList } from './problems.ts';

/** Each rule in the words of a dry run. */
export const splitRuleWords: Record<SplitRule, string> = {
  any: 'any number',
  pairs: 'pairs',
  neverLeaveOne: 'never leave one',
  allOrNothing: 'all or nothing',
};

// Where two rules allow the same quantities of a lot, the one that stays closest to the broker's list as seats sell.
const BY_STRICTNESS: readonly SplitRule[] = ['allOrNothing', 'neverLeaveOne', 'pairs', 'any'];

/**
 * The split rule that allows exactly the listed quantities of a full lot: `2,4` of four seats is pairs, `4` is all or
 * nothing, `1,2,4` never leaves one.
 * @returns null, with a problem, when no rule does
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
  const wanted = [...new Set(parts.map(Number))].sort((a, b) => a - b).join();
  const rule = BY_STRICTNESS.find((each) => allowedQuantities(each, [quantity], quantity).join() === wanted);
  if (rule !== undefined) return rule;
  const possible = BY_STRICTNESS.map((each) => allowedQuantities(each, [quantity], quantity).join()).filter(
    Boolean,
  );
  const remedy = `For ${quantity} seats write one of: ${[...new Set(possible)].join(' / ')}.`;
  problems.add(field, 'split_not_possible', `No split rule sells exactly ${wanted}. ${remedy}`);
  return null;
}
