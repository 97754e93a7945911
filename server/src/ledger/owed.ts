import { query, type Trx } from '../platform/db/index.ts';

/** The amount owed to all consignors, minor units of USD. Credits are negative in the books. */
export async function owedToConsignors(trx: Trx): Promise<number> {
  const [row] = await query<{ amount: number }>(
    trx,
    `SELECT coalesce(-sum(amount), 0)::bigint AS amount FROM ledger_entries WHERE account LIKE 'consignor:%' AND currency = 'USD'`,
  );
  return row?.amount ?? 0;
}
