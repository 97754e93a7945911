/** SQL: which entries a report, one of its columns and their filter mean. */
import {
  type AccountId,
  type ReportColumn,
  type ReportDay,
  type ReportId,
  reportOf,
} from '@holdfast/shared/accounting';
import { marketDay } from '../stats/index.ts';
import { accountOf } from './sums.ts';

/** SQL: postings `p` with order `r`, event `e` and consignor `c`. */
export const postingsFrom = `FROM ledger_postings p
  LEFT JOIN consignors_named c ON p.account LIKE 'consignor:%' AND c.id = split_part(p.account, ':', 2)
  LEFT JOIN reservations_orders r ON r.id = p.reservation_id LEFT JOIN catalog_events_named e ON e.id = r.event_id`;

const list = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
const accountIn = (accounts: readonly AccountId[]) => `${accountOf('p.account')} IN (${list(accounts)})`;

/** SQL: the condition of a column's entries, those of its report given. */
export const inColumn = ({ accounts, kinds }: ReportColumn): string =>
  kinds ? `${accountIn(accounts)} AND p.kind IN (${list(kinds)})` : accountIn(accounts);

/** SQL: what a column adds up, minor units. */
export const columnSum = (column: ReportColumn): string =>
  `coalesce(${column.credit ? '-' : ''}sum(p.amount) FILTER (WHERE ${inColumn(column)}), 0)::bigint`;

/** SQL: the condition of a report's entries. */
export function inReport(id: ReportId): string {
  const { columns, counts, kinds } = reportOf(id);
  const accounts = [...new Set(Object.values(columns).flatMap((column) => column.accounts))];
  const counted = `p.kind IN (${list(counts.kinds)})`;
  const of = accountIn(accounts);
  return kinds ? `p.kind IN (${list(kinds)}) AND (${of} OR ${counted})` : `(${of} OR ${counted})`;
}

/** SQL: the instant by which an entry is put into a period; that of booking, where it is about no order. */
const instantBy = {
  booked: 'p.at',
  reserved: 'coalesce(r.created_at, p.at)',
  paid: 'coalesce(r.paid_at, p.at)',
} as const;
/** SQL: the day by which an entry is put into a period; null: it is about no event. */
export const dayBy: Record<ReportDay, string> = {
  booked: marketDay(instantBy.booked),
  reserved: marketDay(instantBy.reserved),
  paid: marketDay(instantBy.paid),
  event: 'e.local_date::date',
};

/** SQL: the condition of a first or a last day. `day` is SQL of a date. */
export function fromDay(on: ReportDay, day: string): string {
  return on === 'event'
    ? `${dayBy.event} >= ${day}::date`
    : `${instantBy[on]} >= stats_day_start(${day}::date)`;
}
/** As `fromDay`, for the last day. */
export function untilDay(on: ReportDay, day: string): string {
  return on === 'event'
    ? `${dayBy.event} <= ${day}::date`
    : `${instantBy[on]} < stats_day_start(${day}::date + 1)`;
}
/** SQL: whether an entry comes before a period. @param from SQL of its first day; null: from the beginning */
export const beforeDay = (on: ReportDay, from: string): string =>
  `${from}::date IS NOT NULL AND NOT coalesce(${fromDay(on, from)}, false)`;
