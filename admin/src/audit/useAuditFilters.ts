import type { AuditRow } from '@holdfast/shared/audit';
import { marketplaceZone } from '@holdfast/shared/time';
import { useListContext } from 'react-admin';
import { daysAsInstants } from '../ui/dates/instants.ts';

export const auditFilters = ['q', 'by', 'what', 'subject', 'from', 'until'] as const;
export type AuditFilterValues = Partial<Record<(typeof auditFilters)[number], string>>;

/** The filters of the audit log around, and the names of the person and the subject that they narrow to. */
export function useAuditFilters() {
  const { filterValues, setFilters, data, meta } = useListContext<AuditRow>();
  const values = filterValues as AuditFilterValues;
  return {
    values,
    isFiltered: Object.keys(values).length > 0,
    /** The whole list is of one person and one subject then, so any row names them. */
    byName: data?.find(({ by }) => by.id === values.by)?.by.name ?? values.by,
    subjectName: data?.find(({ subject }) => subject === values.subject)?.label ?? values.subject,
    actionNames: ((meta as { actionNames?: string[] } | undefined)?.actionNames ?? []) as readonly string[],
    /** As the export's address takes them. */
    query: new URLSearchParams(daysAsInstants(values, marketplaceZone) as Record<string, string>).toString(),
    change: (changes: AuditFilterValues) => setFilters({ ...values, ...changes }),
    clear: () => setFilters({}),
  };
}
