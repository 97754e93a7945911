/** SQL: which entries a report and one of its columns mean. */
import { type AccountId, type ReportColumn, type ReportId, reportOf } from '@holdfast/shared/accounting';

/** SQL: a list of texts that are constants of ours. */
export const listOf = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
/** Accounts of which the ledger has one for each consignor, and one for each place. */
const manyOf: Partial<Record<AccountId, string>> = { consignors: 'consignor:%', taxes: 'tax:%' };
/** SQL: whether an entry is of one of these accounts. It compares the ledger's own names, which costs least for each of many rows. */
function accountIn(accounts: readonly AccountId[]): string {
  const many = accounts.flatMap((id) => (manyOf[id] ? [`p.account LIKE '${manyOf[id]}'`] : []));
  const single = accounts.filter((id) => !manyOf[id]);
  return `(${[...many, ...(single.length > 0 ? [`p.account IN (${listOf(single)})`] : [])].join(' OR ')})`;
}

/** SQL: the condition of a column's entries, those of its report given. */
export const inColumn = ({ accounts, kinds }: ReportColumn): string =>
  kinds ? `${accountIn(accounts)} AND p.kind IN (${listOf(kinds)})` : accountIn(accounts);

/** SQL: what a column adds up, minor units. @param amount SQL of a row's amount */
export const columnSum = (column: ReportColumn, amount: string): string =>
  `coalesce(${column.credit ? '-' : ''}sum(${amount}) FILTER (WHERE ${inColumn(column)}), 0)::bigint`;

/** SQL: the condition of a report's entries. */
export function inReport(id: ReportId): string {
  const { columns, counts, kinds } = reportOf(id);
  const accounts = [...new Set(Object.values(columns).flatMap((column) => column.accounts))];
  const counted = `p.kind IN (${listOf(counts.kinds)})`;
  const of = accountIn(accounts);
  return kinds ? `p.kind IN (${listOf(kinds)}) AND (${of} OR ${counted})` : `(${of} OR ${counted})`;
}
