/** What the audit log is asked: it stands in the address, so that a search can be linked to. */
import { useAddress } from '../ui/useAddress.ts';

/** Beside what is asked: the name that belongs to `by`. */
const names = ['q', 'by', 'what', 'subject', 'from', 'until'] as const;
export type AuditField = (typeof names)[number] | 'byName';
export type AuditQuestion = Partial<Record<AuditField, string>>;

const dayMs = 86_400_000;

export function useAuditQuestion() {
  const [address, changeAddress] = useAddress();
  const question: AuditQuestion = Object.fromEntries(
    names.flatMap((name) => {
      const value = address.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  return {
    question,
    byName: address.get('byName'),
    /** As the API has it: days are whole days, in UTC as the log is. */
    filter: {
      ...question,
      ...(question.from ? { from: `${question.from}T00:00:00.000Z` } : {}),
      ...(question.until
        ? { until: new Date(Date.parse(`${question.until}T00:00:00.000Z`) + dayMs).toISOString() }
        : {}),
    } as AuditQuestion,
    change(changes: AuditQuestion) {
      changeAddress(changes.by === '' ? { byName: null, ...changes } : changes);
    },
  };
}
