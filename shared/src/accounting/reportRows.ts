/** Which entries stand behind a row and a figure of a report. */
import { daysOfMonth } from '../time/index.ts';
import type { ReportGroup, ReportRow } from './reports.ts';

/** What a report, or the general ledger, is filtered by, as addresses say it. */
export type ReportFilter = Partial<
  Record<'on' | 'from' | 'until' | 'event' | 'team' | 'league' | 'consignor' | 'payout', string>
>;

/** The filter of one row's entries, within that of its report. */
export function filterOfRow(asked: ReportFilter, row: Pick<ReportRow, 'id'>, by: ReportGroup): ReportFilter {
  const own = ownFilter(row, by, asked.on);
  // Of two periods, what they share.
  const later = [asked.from, own.from].filter(Boolean).toSorted().at(-1);
  const sooner = [asked.until, own.until].filter(Boolean).toSorted()[0];
  return { ...asked, ...own, ...(later && { from: later }), ...(sooner && { until: sooner }) };
}

function ownFilter({ id }: Pick<ReportRow, 'id'>, by: ReportGroup, on?: string): ReportFilter {
  if (by !== 'day' && by !== 'month') return { [by]: id };
  // By the other days only entries about no event have none.
  if (id === 'none') return on === 'paidOut' ? { payout: 'none' } : { event: 'none' };
  if (by === 'day') return { from: id, until: id };
  const { first, last } = daysOfMonth(id);
  return { from: first, until: last };
}
