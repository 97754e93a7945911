/** The general ledger: every entry with its order, event, consignor or payout. */
import {
  type AccountId,
  type LedgerEntry,
  type LedgerEntryFilter,
  type LedgerEntryList,
  type ledgerEntryQuery,
  reportOf,
} from '@holdfast/shared/accounting';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import type { LedgerPostings } from '../ledger/index.ts';
import {
  type OrderKey,
  type PageAsked,
  type PlacedRow,
  pageOfRows,
  pageText,
  placeOf,
  query,
  type Trx,
} from '../platform/db/index.ts';
import { type BookedDay, type EntrySpan, spanOf } from './entrySpan.ts';
import { inColumn, inReport } from './reported.ts';
import { isSearchedFor, type SearchedFor, searchedFor } from './searchedFor.ts';
import { sourceFor } from './sourceFor.ts';
import { beforeDay, entriesForPage, fromEntries, type Source, summedDay } from './sources.ts';
import { accountOf, placeOfTax, type Sums, sumsIn } from './sums.ts';

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

/** The order of booking: ids of transactions grow with time. */
const keysOf = (order: 'asc' | 'desc'): OrderKey[] => [
  { by: 'p.transaction_id', type: 'text', order },
  { by: 'p.line', type: 'integer', order },
];

/** Which rows of a source a filter picks, from the beginning of the books, and the parameters. */
function conditionOf(filter: LedgerEntryFilter, source: Source, searched: SearchedFor | null) {
  const { until, on = 'booked', account, kind, report, column, event, team, league, consignor } = filter;
  const values: unknown[] = [marketplaceCurrency];
  const conditions = ['p.currency = $1'];
  const when = (asked: string | undefined, text: (parameter: string) => string) => {
    if (asked === undefined || asked === '') return;
    values.push(asked);
    conditions.push(text(`$${values.length}`));
  };
  when(until, (day) => source.untilDay(on, day));
  if (report) conditions.push(inReport(report));
  const ofColumn = report && column ? reportOf(report).columns[column] : undefined;
  if (ofColumn) conditions.push(inColumn(ofColumn));
  if (filter.payout) conditions.push(`${source.day.paidOut} IS NULL`);
  // What wasn't paid out comes before no day.
  if (on === 'paidOut' && filter.from) conditions.push(`${source.day.paidOut} IS NOT NULL`);
  when(event, (id) => `coalesce(e.id, 'none') = ${id}`);
  when(team, (id) => `coalesce(e.home_id, 'none') = ${id}`);
  when(league, (name) => `coalesce(e.league, 'none') = ${name}`);
  when(consignor, (id) => `coalesce(c.id, 'none') = ${id}`);
  if (account === 'consignors') conditions.push(`p.account LIKE 'consignor:%'`);
  else if (account === 'taxes') conditions.push(`p.account LIKE 'tax:%'`);
  else when(account, (id) => `p.account = ${id}`);
  when(kind, (id) => `p.kind = ${id}`);
  if (searched) conditions.push(isSearchedFor(searched, (value) => `$${values.push(value)}`));
  return { where: conditions.join(' AND '), values };
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

/** One page of the entries themselves. @param span what is read of the books; left out, all of them */
async function readPage(
  trx: Trx,
  filter: LedgerEntryFilter,
  keys: readonly OrderKey[],
  asked: PageAsked,
  span?: EntrySpan,
) {
  const source = entriesForPage(filter, { order: keys[0]?.order ?? 'asc', after: asked.after });
  const { where, values } = conditionOf(filter, source, await searchedFor(trx, filter.q));
  const { on = 'booked', from } = filter;
  const conditions = [where];
  if (from) conditions.push(source.fromDay(on, `$${values.push(from)}`));
  if (span?.first) conditions.push(`p.transaction_id >= $${values.push(span.first)}`);
  if (span?.last) conditions.push(`p.transaction_id <= $${values.push(span.last)}`);
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

/** What a filter comes to, and on which days its entries were booked; null: where it is read, days aren't known. */
interface SummedUp extends Sums {
  total: number;
  days: BookedDay[] | null;
}

/** How many entries a filter picks, and what they come to, read where it costs least. */
async function sumUp(trx: Trx, filter: LedgerEntryFilter): Promise<SummedUp> {
  // Without a period it doesn't matter by which day it would be.
  const on = filter.from || filter.until ? (filter.on ?? 'booked') : 'booked';
  const source = sourceFor({ ...filter, on });
  const { where, values } = conditionOf(filter, source, await searchedFor(trx, filter.q));
  const knowsDays = source.day.booked === summedDay;
  const before = beforeDay(source, on, `$${values.length + 1}`);
  const rows = await query<Sums & BookedDay>(
    trx,
    `SELECT ${knowsDays ? summedDay : 'NULL::date'} AS day,
       coalesce(sum(${source.entries}) FILTER (WHERE NOT (${before})), 0)::int AS total, ${sumsIn(source, before)}
     ${source.from} WHERE ${where} GROUP BY 1`,
    [...values, filter.from ?? null],
  );
  const sumOf = (what: keyof Sums | 'total') => rows.reduce((sum, row) => sum + row[what], 0);
  return {
    total: sumOf('total'),
    opening: sumOf('opening'),
    debits: sumOf('debits'),
    credits: sumOf('credits'),
    days: knowsDays ? rows : null,
  };
}

/** Whether a filter leaves entries out between those that it picks, so that it pays to know where they are. */
const leavesOut = ({
  on,
  from,
  until,
  account,
  kind,
  report,
  event,
  team,
  league,
  consignor,
}: LedgerEntryFilter) =>
  [from, until, account, kind, report, event, team, league, consignor].some(Boolean) || on === 'paidOut';

/**
 * One page, and the sums of the filter: what it held before the period, debits and credits in it, what it holds at the end.
 * Amounts are minor units of the marketplace's currency.
 */
export async function listEntries(
  trx: Trx,
  asked: z.output<typeof ledgerEntryQuery>,
): Promise<LedgerEntryList> {
  const keys = keysOf(asked.order);
  const { total, opening, debits, credits, days } = await sumUp(trx, asked);
  const behind = asked.after === undefined ? null : (placeOf(keys, asked.after)[0] ?? null);
  const span = days && leavesOut(asked) ? await spanOf(trx, days, { ...asked, behind }) : undefined;
  const page = await readPage(trx, asked, keys, asked, span);
  return { ...page, total, sums: { opening, debits, credits, closing: opening + debits + credits } };
}

/** How many entries a filter picks. */
export const countEntries = async (trx: Trx, filter: LedgerEntryFilter): Promise<number> =>
  (await sumUp(trx, filter)).total;

/** The newest transaction of the books; empty: there is none. */
export async function lastTransaction(trx: Trx): Promise<string> {
  const [row] = await query<{ id: string }>(
    trx,
    'SELECT transaction_id AS id FROM ledger_postings ORDER BY transaction_id DESC LIMIT 1',
  );
  return row?.id ?? '';
}

/** Entries that are read at a time for files. */
const atOnce = 2_000;

/** The next entries of a filter in the order of booking. @param until the last transaction that counts */
export const nextEntries = (
  trx: Trx,
  filter: LedgerEntryFilter,
  { until, after }: { until: string; after: string | null },
) =>
  readPage(
    trx,
    filter,
    keysOf('asc'),
    { page: 1, perPage: atOnce, ...(after === null ? {} : { after }) },
    { first: null, last: until },
  );

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
