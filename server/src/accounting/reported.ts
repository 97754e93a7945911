/** SQL: which entries a report, one of its columns and their filter mean. */
import {
  type AccountId,
  type ReportColumn,
  type ReportDay,
  type ReportId,
  type ReportQuery,
  reportOf,
} from '@holdfast/shared/accounting';
import { marketDay } from '../stats/index.ts';

/** SQL: postings `p` alone. */
const postingsAlone = 'FROM ledger_postings p';
/** SQL: postings `p` with order `r`, event `e` and consignor `c`. */
export const postingsFrom = `FROM ledger_postings p
  LEFT JOIN consignors_named c ON p.account LIKE 'consignor:%' AND c.id = split_part(p.account, ':', 2)
  LEFT JOIN reservations_orders r ON r.id = p.reservation_id LEFT JOIN catalog_events_named e ON e.id = r.event_id`;

const list = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
/** Accounts of which the ledger has one for each consignor, and one for each place. */
const manyOf: Partial<Record<AccountId, string>> = { consignors: 'consignor:%', taxes: 'tax:%' };
/** SQL: whether an entry is of one of these accounts. It compares the ledger's own names, which costs least for each of many rows. */
function accountIn(accounts: readonly AccountId[]): string {
  const many = accounts.flatMap((id) => (manyOf[id] ? [`p.account LIKE '${manyOf[id]}'`] : []));
  const single = accounts.filter((id) => !manyOf[id]);
  return `(${[...many, ...(single.length > 0 ? [`p.account IN (${list(single)})`] : [])].join(' OR ')})`;
}

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

/** SQL: where a report's entries come from: with order, event and consignor only where something of them is asked. */
export const reportFrom = ({ by, on = 'booked', event, team, league, consignor }: ReportQuery): string =>
  (by === 'day' || by === 'month') && on === 'booked' && !event && !team && !league && !consignor
    ? postingsAlone
    : postingsFrom;
