/** Where a report's rows and figures lead. */
import {
  filterOfRow,
  type ReportFilter,
  type ReportGroup,
  type ReportId,
  type ReportRow,
} from '@holdfast/shared/accounting';

/** A report as its address says it. */
export type AskedReport = ReportFilter & { report: ReportId; by: ReportGroup };

const address = (path: string, asked: object) =>
  `${path}?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`;

const isTotal = ({ id }: ReportRow) => id === 'totals';

/** The entries that a figure adds up. */
export function entriesOf({ report, by, ...asked }: AskedReport, row: ReportRow, column: string): string {
  return address('/ledger-entries', {
    ...(isTotal(row) ? asked : filterOfRow(asked, row, by)),
    report,
    column,
  });
}

/** What a row is made of, one step closer: a month's days, a league's teams, a team's events; or its own page. Null: neither. */
export function partsOf({ report, by, ...asked }: AskedReport, row: ReportRow): string | null {
  if (row.id === 'none' || isTotal(row)) return null;
  if (by === 'event') return `/events/${row.id}/show`;
  if (by === 'consignor') return `/payables/${row.id}/show`;
  const next = ({ month: 'day', day: 'event', league: 'team', team: 'event' } as const)[by];
  return address('/reports', { ...filterOfRow(asked, row, by), report, by: next });
}
