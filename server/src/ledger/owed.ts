import { query, type Trx } from '../platform/db/index.ts';

/** What the books owe all consignors, minor units of USD: credit stands below zero. */
export async function owedToConsignors(trx: Trx): Promise<number> {
  const [row] = await query<{ amount: number }>(
    trx,
    `SELECT coalesce(-sum(amount), 0)::bigint AS amount FROM ledger_entries WHERE account LIKE 'consignor:%' AND currency = 'USD'`,
  );
  return row?.amount ?? 0;
}
