/** The general ledger: the list of all entries as finance reads and exports it. */
import type { LedgerEntryFilter, LedgerEntryList, ledgerEntryQuery } from '@holdfast/shared/accounting';
import type { z } from 'zod';
import { type OrderKey, placeOf, query, type Trx } from '../platform/db/index.ts';
import { type SummedUp, sumUp } from './entryFilter.ts';
import { datedKeysOf, keysOf, type Part, readPage } from './entryPage.ts';
import { spanOf } from './entrySpan.ts';

/** Up to so many entries that were paid out in a period, sorting all of them is quicker than reading the books in their order. */
const fewPaidOut = 250_000;

/** Whether a filter leaves entries out between those that it picks, so that it pays to know where they are. */
const leavesOut = ({
  from,
  until,
  account,
  kind,
  report,
  event,
  team,
  league,
  consignor,
}: LedgerEntryFilter) => [from, until, account, kind, report, event, team, league, consignor].some(Boolean);

/** How a page is read, by what is known of all that the filter picks; null: there is nothing to read. */
async function readingOf(
  trx: Trx,
  { page, perPage, after, order, ...filter }: z.output<typeof ledgerEntryQuery>,
  { total, days }: SummedUp,
): Promise<{ keys: OrderKey[]; part: Part } | null> {
  const { on, from, until } = filter;
  const byPayouts = on === 'paidOut' && Boolean(from || until) && total <= fewPaidOut;
  if (days === null || !leavesOut(filter)) return { keys: keysOf(order), part: { byPayouts } };
  const keys = datedKeysOf(order);
  const behind = after === undefined ? null : (placeOf(keys, after)[0] ?? null);
  const span = await spanOf(trx, days, { page, perPage, order, behind });
  return span && { keys, part: { days: span } };
}

/**
 * One page, and the sums of the filter: what it held before the period, debits and credits in it, what it holds at the end.
 * Amounts are minor units of the marketplace's currency.
 */
export async function listEntries(
  trx: Trx,
  asked: z.output<typeof ledgerEntryQuery>,
): Promise<LedgerEntryList> {
  const summed = await sumUp(trx, asked);
  const reading = await readingOf(trx, asked, summed);
  const page = reading
    ? await readPage(trx, asked, reading.keys, asked, reading.part)
    : { data: [], next: null };
  const { total, opening, debits, credits } = summed;
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
    { until },
  );
