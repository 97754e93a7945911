import type { BankRefusal } from '@holdfast/shared/bankFiles';

/** Something that a bank refuses. */
export interface Rule<Subject, Context> {
  /** As the table of the README names it. */
  id: string;
  /** The field that is to be corrected. */
  field: string;
  /** The remedy, for a person. */
  says: string | ((subject: Subject, context: Context) => string);
  refuses(subject: Subject, context: Context): boolean;
}

/** Everything that a bank would refuse of a subject. A rule may rely on those before it: of one field the first is told. */
export function refusalsOf<Subject, Context>(
  rules: ReadonlyArray<Rule<Subject, Context>>,
  subject: Subject,
  context: Context,
): BankRefusal[] {
  const found: BankRefusal[] = [];
  for (const rule of rules) {
    if (found.some(({ field }) => field === rule.field) || !rule.refuses(subject, context)) continue;
    const message = typeof rule.says === 'string' ? rule.says : rule.says(subject, context);
    found.push({ rule: rule.id, field: rule.field, message });
  }
  return found;
}
