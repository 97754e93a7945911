/** What is typed of a saved rule. Pure. */
export interface RuleText {
  name: string;
  runsAt: string;
}

/** Before the desk opens. */
export const newRuleText: RuleText = { name: '', runsAt: '06:30' };

export const isValidRuleTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** The missing input as a sentence; null when nothing is missing. */
export function missingInRule({ name, runsAt }: RuleText): string | null {
  if (name.trim().length < 2) return 'Give the rule a name first.';
  return isValidRuleTime(runsAt) ? null : 'Give the time of day first.';
}
