/** Taxes of a sale go back with its refunds: what is taken of the price or of the service fee takes its part of the tax within it. */
import { splitRefund } from '@holdfast/shared/money';
import { commissionAccount, type Entry, type Posting, post, serviceFee } from '../ledger/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { type OrderTax, taxesOfOrders } from '../reservations/index.ts';

/** What a payment's sale gave for price and fee, and what refunds took of each so far. Minor units. */
interface Sides {
  price: number;
  fee: number;
  pricesBack: number;
  feesBack: number;
}

async function sidesOf(trx: Trx, paymentId: string): Promise<Sides> {
  const back = `kind IN ('refund', 'refundNamed') AND account`;
  const others = `NOT IN ('stripe', 'elsewhere', 'unclaimed', 'disputed', 'fees')`;
  const [row] = await queryPrepared<Sides>(
    trx,
    `SELECT coalesce(-sum(amount) FILTER (WHERE kind = 'sale' AND account ${others}), 0)::bigint AS price,
       coalesce(-sum(amount) FILTER (WHERE kind = 'sale' AND account = 'fees'), 0)::bigint AS fee,
       coalesce(sum(amount) FILTER (WHERE ${back} ${others}), 0)::bigint AS "pricesBack",
       coalesce(sum(amount) FILTER (WHERE ${back} = 'fees'), 0)::bigint AS "feesBack"
     FROM ledger_postings WHERE payment_id = $1`,
    [paymentId],
  );
  return row as Sides;
}

/** @returns the part of a tax that is owed no more, minor units */
function backOf(tax: number, whole: number, back: number): number {
  const [part = 0] = splitRefund(
    [Math.min(tax, whole), whole - Math.min(tax, whole)],
    0,
    Math.max(0, Math.min(back, whole)),
  );
  return part;
}

/** What refunds so far take of each tax account, and give back to commission and fee; debits above zero. */
function wantedOf(taxes: readonly OrderTax[], { price, fee, pricesBack, feesBack }: Sides): Entry[] {
  const parts = taxes.map((tax) => ({
    account: tax.account,
    price: backOf(tax.price, price, pricesBack),
    fee: backOf(tax.fee, fee, feesBack),
  }));
  const sum = (side: 'price' | 'fee') => parts.reduce((total, part) => total + part[side], 0);
  return [
    { account: commissionAccount, amount: -sum('price') },
    { account: serviceFee, amount: -sum('fee') },
    ...parts.map((part) => ({ account: part.account, amount: part.price + part.fee })),
  ];
}

/**
 * Brings the taxes of a sale to what its refunds leave of it: the difference to what is posted already is posted. It follows a
 * refund's own posting, in the same transaction. What a bank withholds in a dispute was sold, so its tax stays owed.
 * @param refund the posting that it follows
 */
export async function refundTaxes(trx: Trx, refund: Omit<Posting, 'entries' | 'kind'>): Promise<void> {
  const { reservationId, paymentId } = refund;
  if (reservationId === null || paymentId === null) return;
  const taxes = (await taxesOfOrders(trx, [reservationId])).get(reservationId) ?? [];
  if (taxes.length === 0) return;
  const posted = await queryPrepared<Entry>(
    trx,
    `SELECT account, sum(amount)::bigint AS amount FROM ledger_postings WHERE payment_id = $1 AND kind = 'taxRefund' GROUP BY account`,
    [paymentId],
  );
  const sums = new Map<string, number>();
  const add = (account: string, amount: number) => sums.set(account, (sums.get(account) ?? 0) + amount);
  for (const { account, amount } of wantedOf(taxes, await sidesOf(trx, paymentId))) add(account, amount);
  for (const { account, amount } of posted) add(account, -amount);
  const entries = [...sums]
    .map(([account, amount]) => ({ account, amount }))
    .filter(({ amount }) => amount !== 0);
  if (entries.length === 0) return;
  await post(trx, [{ ...refund, kind: 'taxRefund', cause: `${refund.cause}/tax`, entries }]);
}
