/** Transfers to consignors at Stripe and the attempts of payouts that they are. Source: https://docs.stripe.com/api/transfers/list */
import { listTransfers, type StripeClient } from '../payments/index.ts';
import { type Database, inTransaction, queryPrepared } from '../platform/db/index.ts';

/** One transfer as both sides tell it; null where one has none. */
interface Pair {
  subject: string;
  theirs: string | null;
  ours: string | null;
}

/** Those under way on our side are left out, as is a reversal that finance asked for a moment ago. */
export async function pairTransfers(db: Database, stripe: StripeClient): Promise<Pair[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{
      id: string;
      transfer_id: string | null;
      amount: number;
      currency: string;
      state: string;
    }>(trx, `SELECT id, transfer_id, amount, currency, state FROM payout_attempts WHERE way = 'stripe'`),
  );
  const ours = new Map(rows.map((row) => [row.id, row]));
  const pairs: Pair[] = [];
  for await (const { id, attemptId, amount, amountReversed, currency } of listTransfers(stripe)) {
    const own = attemptId === null ? undefined : ours.get(attemptId);
    if (own) ours.delete(own.id);
    if (own?.state === 'sending') continue;
    pairs.push({
      subject: id,
      theirs: `${amount} ${currency}, ${amountReversed} of it taken back`,
      ours:
        own?.transfer_id === id
          ? `${own.amount} ${own.currency}, ${own.state === 'paid' ? 0 : own.amount} of it taken back`
          : null,
    });
  }
  for (const { id, transfer_id, amount, currency } of ours.values())
    if (transfer_id !== null) pairs.push({ subject: id, theirs: null, ours: `${amount} ${currency}` });
  return pairs;
}
