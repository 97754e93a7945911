/** The rows of the rule table. Pure. */
import { type PercentagesDraft, type PercentagesRule, ruleScopes } from '@holdfast/shared/pricing';

/** A rule or a draft as one table row. */
export type BookRow = { id: string } & (
  | { rule: PercentagesRule; draft: null }
  | { rule: null; draft: PercentagesDraft }
);

/** What both have. */
export const contentOf = (row: BookRow) => row.rule ?? row.draft;

/** Nearest at the bottom; of one scope by name and by beginning, a draft without one last. */
export function bookRows(rules: readonly PercentagesRule[], drafts: readonly PercentagesDraft[]): BookRow[] {
  const rows: BookRow[] = [
    ...rules.map((rule) => ({ id: rule.id, rule, draft: null })),
    ...drafts.map((draft) => ({ id: draft.id, rule: null, draft })),
  ];
  const place = (row: BookRow) => ruleScopes.indexOf(contentOf(row).scope);
  const begins = (row: BookRow) => contentOf(row).effectiveFrom ?? '9';
  return rows.sort(
    (a, b) =>
      place(a) - place(b) ||
      contentOf(a).targetName.localeCompare(contentOf(b).targetName) ||
      begins(a).localeCompare(begins(b)),
  );
}
