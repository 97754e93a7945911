/** The audit log's filters, kept in the URL so that a search can be linked. */
import { useAddress } from '../ui/useAddress.ts';

/** The display name of `by`, kept beside the filters. */
const names = ['q', 'by', 'what', 'subject', 'from', 'until'] as const;
export type AuditField = (typeof names)[number] | 'byName';
export type AuditQuery = Partial<Record<AuditField, string>>;

const dayMs = 86_400_000;

export function useAuditQuery() {
  const [address, changeAddress] = useAddress();
  const question: AuditQuery = Object.fromEntries(
    names.flatMap((name) => {
      const value = address.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  return {
    question,
    byName: address.get('byName'),
    /** As the API takes it: whole days in UTC, like the log. */
    filter: {
      ...question,
      ...(question.from ? { from: `${question.from}T00:00:00.000Z` } : {}),
      ...(question.until
        ? { until: new Date(Date.parse(`${question.until}T00:00:00.000Z`) + dayMs).toISOString() }
        : {}),
    } as AuditQuery,
    change(changes: AuditQuery) {
      changeAddress(changes.by === '' ? { byName: null, ...changes } : changes);
    },
  };
}
