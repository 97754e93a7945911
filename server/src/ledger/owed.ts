import { type Money, marketplaceCurrency } from '@holdfast/shared/money';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { owedTo } from './accounts.ts';
import { post } from './post.ts';

/** The amount owed to all consignors, minor units of the marketplace's currency. Credits are negative in the books. */
export async function owedToConsignors(trx: Trx): Promise<number> {
  const [row] = await query<{ amount: number }>(
    trx,
    `SELECT coalesce(-sum(amount), 0)::bigint AS amount FROM ledger_entries WHERE account LIKE 'consignor:%' AND currency = $1`,
    [marketplaceCurrency],
  );
  return row?.amount ?? 0;
}

/** What is owed to one consignor, by currency; nothing where the books are even. What is owed stands in the books as credit, below zero. */
export async function owedToConsignor(trx: Trx, consignorId: string): Promise<Money[]> {
  return queryPrepared<Money>(
    trx,
    `SELECT -sum(amount)::bigint AS amount, currency FROM ledger_entries WHERE account = $1
     GROUP BY currency HAVING sum(amount) <> 0 ORDER BY currency`,
    [owedTo(consignorId)],
  );
}

/**
 * Posts what is owed to one consignor as owed to another one; earlier entries stay as they are. The caller keeps anything
 * else from being posted to the first one.
 * @returns what was moved
 */
export async function moveOwed(trx: Trx, fromId: string, intoId: string, at: string): Promise<Money[]> {
  const owed = await owedToConsignor(trx, fromId);
  await post(
    trx,
    owed.map(({ amount, currency }) => ({
      kind: 'consignorMerge' as const,
      cause: `consignorMerge/${fromId}/${currency}`,
      reservationId: null,
      paymentId: null,
      currency,
      at,
      entries: [
        { account: owedTo(fromId), amount },
        { account: owedTo(intoId), amount: -amount },
      ],
    })),
  );
  return owed;
}
