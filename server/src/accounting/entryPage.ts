/** A page of the books' entries, each with its order, event, consignor or payout. */
import type { AccountId, LedgerEntry, LedgerEntryFilter } from '@holdfast/shared/accounting';
import type { LedgerPostings } from '../ledger/index.ts';
import {
  type OrderKey,
  type PageAsked,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
  type Trx,
} from '../platform/db/index.ts';
import { conditionOf } from './entryFilter.ts';
import type { EntrySpan } from './entrySpan.ts';
import { searchedFor } from './searchedFor.ts';
import { entriesForPage, entriesPaidWithin, fromEntries } from './sources.ts';
import { accountOf, placeOfTax } from './sums.ts';

interface Row
  extends Pick<LedgerPostings, 'transaction_id' | 'line' | 'at' | 'kind' | 'amount' | 'currency'> {
  day: string;
  account: AccountId;
  consignor_id: string | null;
  consignor: string | null;
  jurisdiction: string | null;
  order_id: string | null;
  code: string | null;
  event_id: string | null;
  event: string | null;
  payout_id: string | null;
}

const columns = `p.transaction_id, p.line, p.at, ${fromEntries.day.booked}::text AS day, p.kind, ${accountOf('p.account')} AS account, p.amount,
  p.currency, c.id AS consignor_id, c.name AS consignor, ${placeOfTax('p.account')} AS jurisdiction, r.id AS order_id, r.code, e.id AS event_id, e.short_name AS event,
  CASE WHEN p.kind IN ('payout', 'payoutReturned') THEN split_part(p.cause, '/', 1) END AS payout_id`;

/** The order of booking by ids of transactions, which are made when it is written. */
export const keysOf = (order: 'asc' | 'desc'): OrderKey[] => [
  { by: 'p.transaction_id', type: 'text', order },
  { by: 'p.line', type: 'integer', order },
];
/** The order of booking by its instant, for pages whose days are known. */
export const datedKeysOf = (order: 'asc' | 'desc'): OrderKey[] => [
  { by: 'p.at', type: 'timestamptz', order },
  ...keysOf(order),
];

/** What is read of the books. */
export interface Part {
  days?: EntrySpan;
  /** The last transaction. */
  until?: string;
  /** Whether what was paid out is looked for by its payouts. */
  byPayouts?: boolean;
}

/**
 * Behind a place, the entries are read in their order and what belongs to each by its key. Otherwise the planner merges the transactions
 * from the first one on, each page anew: the file of 870,000 entries took 1.3 s for each page of 2,000 in its middle, 60 ms since.
 */
const joinByKeys = (trx: Trx) =>
  query(
    trx,
    `SELECT set_config('enable_mergejoin', 'off', true), set_config('enable_hashjoin', 'off', true)`,
  );

/** One page of the entries themselves. */
export async function readPage(
  trx: Trx,
  filter: LedgerEntryFilter,
  keys: readonly OrderKey[],
  asked: PageAsked,
  { days, until, byPayouts = false }: Part = {},
) {
  const { on = 'booked', from } = filter;
  const order = keys[0]?.order ?? 'asc';
  const { where, values } = conditionOf(filter, fromEntries, await searchedFor(trx, filter.q));
  const day = (of: string | undefined) => `$${values.push(of ?? null)}`;
  const source = byPayouts
    ? entriesPaidWithin({ from: day(from), until: day(filter.until), order })
    : entriesForPage(filter, { order, after: asked.after });
  const conditions = [where];
  if (from) conditions.push(source.fromDay(on, `$${values.push(from)}`));
  if (days)
    conditions.push(
      `p.at >= stats_day_start($${values.push(days.first)}::date) AND p.at < stats_day_start($${values.push(days.last)}::date + 1)`,
    );
  if (until !== undefined) conditions.push(`p.transaction_id <= $${values.push(until)}`);
  const isIn = conditions.join(' AND ');
  const page = pageText(keys, asked, values.length);
  if (asked.after !== undefined) await joinByKeys(trx);
  const placed = await query<Row & PlacedRow>(
    trx,
    `SELECT ${columns}, ${page.place} ${source.from} WHERE (${isIn}) AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
    [...values, ...page.values],
  );
  const { rows, next } = pageOfRows(placed, keys, asked);
  return { data: rows.map(present), next };
}

function present(row: Row): LedgerEntry {
  const { transaction_id, line, at, day, kind, account, amount, currency } = row;
  const ref = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: `${transaction_id}/${line}`,
    at: at.toISOString(),
    day,
    kind,
    account,
    consignor: ref(row.consignor_id, row.consignor),
    jurisdiction: row.jurisdiction,
    order: row.order_id === null ? null : { id: row.order_id, code: row.code ?? '' },
    event: ref(row.event_id, row.event),
    payoutId: row.payout_id,
    amount,
    currency,
  };
}
