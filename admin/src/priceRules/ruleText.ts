/** What is typed of a saved rule. Pure. */
import { newSavedPriceRule } from '@holdfast/shared/listings';

export interface RuleText {
  name: string;
  runsAt: string;
}

/** Before the working day begins. */
export const newRuleText: RuleText = { name: '', runsAt: '06:30' };

const { runsAt: timeOfDay } = newSavedPriceRule.shape;
export const isValidRuleTime = (text: string): boolean => timeOfDay.safeParse(text).success;

/** The missing input as a sentence; null when nothing is missing. */
export function missingInRule({ name, runsAt }: RuleText): string | null {
  if (name.trim().length < 2) return 'Name the rule first.';
  return isValidRuleTime(runsAt) ? null : 'Enter the time of day first.';
}
