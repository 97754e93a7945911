/** Exports the filtered audit log, newest first. */
import { staffRoles } from '@holdfast/shared/accounts';
import { type AuditFilter, type AuditRow, auditFilter } from '@holdfast/shared/audit';
import { z } from 'zod';
import { exportedTable, type TableInPages } from '../platform/spreadsheets/index.ts';
import { countEntries, nextEntries } from './readAudit.ts';
import { nounsFor } from './readers.ts';

const heads = ['When (UTC)', 'Who', 'What', 'On', 'Id', 'Reason', 'Before', 'After', 'Request', 'Entry'];

const json = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value));

function lineOf(row: AuditRow): string[] {
  return [
    row.at,
    row.by.name,
    row.what,
    row.label ?? '',
    row.subject,
    row.reason ?? '',
    json(row.before),
    json(row.after),
    row.requestId ?? '',
    row.id,
  ];
}

const fixedAs = z.object({ until: z.array(z.string()).length(2).nullable() });

/**
 * The entries up to the newest one of the beginning, newest first: entries are never changed. One that was being written at that
 * instant may be in the file too.
 */
const entries: TableInPages<AuditFilter> = {
  async begin(trx, filter, { roles }) {
    const { rows, newest } = await countEntries(trx, filter, nounsFor(roles));
    return { rows, fixed: { until: newest } };
  },
  async page(trx, filter, { fixed, after, reader }) {
    const { until } = fixedAs.parse(fixed);
    if (until === null) return { lines: [], next: null };
    const place = after === null ? null : placeAs.parse(JSON.parse(after));
    const { rows, next } = await nextEntries(trx, filter, nounsFor(reader.roles), { until, after: place });
    return { lines: rows.map(lineOf), next: next && JSON.stringify(next) };
  },
};
const placeAs = z.array(z.string()).length(2);

/** The audit log as files, as far as the reader's roles go. */
export const auditTable = exportedTable({
  path: '/admin/audit',
  tag: 'Admin',
  roles: staffRoles,
  summary: 'Exactly the entries that are filtered',
  query: auditFilter,
  noun: 'audit',
  fileName: () => 'audit-log',
  sheet: () => ({
    name: 'Audit log',
    columns: heads.map((head, at) => ({ head, width: at === 3 || at > 4 ? 40 : 22 })),
  }),
  rows: entries,
});
