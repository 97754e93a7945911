/**
 * What the words of a search name in the books: orders by the begin of their code, consignors by name, places of taxes. It is looked up
 * before the entries are read, so that these are found by their own keys: over 1.9 million entries, an order's took nine seconds while
 * its code, in another table, was one side of an OR.
 */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Orders whose entries are looked up by their transactions; words that begin the codes of more are compared entry by entry. */
const mostOrders = 1_000;

/** What was found. */
export interface SearchedFor {
  /** Escaped for LIKE. */
  words: string;
  /** Transactions of the orders; null: there are too many. */
  transactions: string[] | null;
  accounts: string[];
}

/** @param q as typed; null where nothing is searched for */
export async function searchedFor(trx: Trx, q: string | undefined): Promise<SearchedFor | null> {
  if (!q) return null;
  const words = q.replaceAll(/[\\%_]/g, '\\$&');
  const [accounts, orders] = [await accountsNamed(trx, words), await ordersBeginning(trx, words)];
  return {
    words,
    accounts,
    transactions: orders.length > mostOrders ? null : await transactionsOf(trx, orders),
  };
}

async function ordersBeginning(trx: Trx, words: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM reservations_orders WHERE code LIKE $1 || '%' OR code LIKE 'HF-' || $1 || '%' LIMIT ${mostOrders + 1}`,
    [words.toUpperCase()],
  );
  return rows.map(({ id }) => id);
}

async function transactionsOf(trx: Trx, orderIds: string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const rows = await queryPrepared<{ id: string }>(
    trx,
    'SELECT DISTINCT transaction_id AS id FROM ledger_postings WHERE reservation_id = ANY($1::text[])',
    [orderIds],
  );
  return rows.map(({ id }) => id);
}

async function accountsNamed(trx: Trx, words: string): Promise<string[]> {
  const rows = await queryPrepared<{ account: string }>(
    trx,
    `SELECT 'consignor:' || id AS account FROM consignors_named WHERE name ILIKE '%' || $1 || '%'
     UNION SELECT account FROM taxes_set WHERE jurisdiction ILIKE $1 || '%'`,
    [words],
  );
  return rows.map(({ account }) => account);
}

/**
 * SQL: that an entry is of what was found.
 * @param given adds a parameter and answers its name
 */
export function isSearchedFor(
  { words, transactions, accounts }: SearchedFor,
  given: (value: unknown) => string,
): string {
  const parts = [
    ...(transactions === null ? [`r.code ILIKE ${given(words)} || '%'`] : []),
    ...(transactions?.length ? [`p.transaction_id = ANY(${given(transactions)}::text[])`] : []),
    ...(accounts.length > 0 ? [`p.account = ANY(${given(accounts)}::text[])`] : []),
  ];
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}
