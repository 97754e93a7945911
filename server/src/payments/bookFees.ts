/**
 * Books what Stripe keeps: of each charge, and for each dispute. Stripe tells it in its balance transactions, which are read every
 * few minutes instead of with each purchase.
 * Source: https://docs.stripe.com/api/balance_transactions/list
 */
import type Stripe from 'stripe';
import { atStripe, post, postedCauses, stripeFees } from '../ledger/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { StripeClient } from './stripe.ts';

/** Seconds before the newest transaction of the run before: Stripe may list an older one later. */
const overlapS = 600;
/** How many transactions are posted at a time. */
const postedAtOnce = 500;

/**
 * @param newest of the run before, seconds since 1970; null: all that Stripe has
 * @returns the newest transaction's time, for the next run
 */
export async function bookFees(
  { db }: Pick<AppContext, 'db'>,
  stripe: StripeClient,
  newest: number | null,
): Promise<number | null> {
  const created = newest === null ? {} : { created: { gte: newest - overlapS } };
  let part: Stripe.BalanceTransaction[] = [];
  let seen = newest;
  const postPart = () => inTransaction(db, (trx) => postFees(trx, part));
  for await (const each of stripe.balanceTransactions.list({
    limit: 100,
    expand: ['data.source'],
    ...created,
  })) {
    seen = Math.max(seen ?? 0, each.created);
    if (each.fee !== 0) part.push(each);
    if (part.length < postedAtOnce) continue;
    await postPart();
    part = [];
  }
  if (part.length > 0) await postPart();
  return seen;
}

const causeOf = ({ id }: Stripe.BalanceTransaction) => `stripe:${id}`;

async function postFees(trx: Trx, transactions: Stripe.BalanceTransaction[]): Promise<void> {
  // Another run may read the same transactions: it looks at the books once these are in them.
  await queryPrepared(trx, `SELECT pg_advisory_xact_lock(hashtext('stripe_fees'))`, []);
  const known = await postedCauses(trx, transactions.map(causeOf));
  const fresh = transactions.filter((each) => !known.has(causeOf(each)));
  const payments = await queryPrepared<{ id: string; stripe_id: string; reservation_id: string }>(
    trx,
    'SELECT id, stripe_id, reservation_id FROM payments WHERE stripe_id = ANY($1::text[])',
    [fresh.flatMap((each) => intentOf(each) ?? [])],
  );
  const byIntent = new Map(payments.map((payment) => [payment.stripe_id, payment]));
  await post(
    trx,
    fresh.map((each) => {
      const payment = byIntent.get(intentOf(each) ?? '');
      return {
        kind: 'stripeFee' as const,
        cause: causeOf(each),
        reservationId: payment?.reservation_id ?? null,
        paymentId: payment?.id ?? null,
        currency: each.currency.toUpperCase(),
        at: new Date(each.created * 1000).toISOString(),
        entries: [
          { account: stripeFees, amount: each.fee },
          { account: atStripe, amount: -each.fee },
        ],
      };
    }),
  );
}

/** The payment intent that a transaction is about; a fee for something else has none. */
function intentOf({ source }: Stripe.BalanceTransaction): string | null {
  if (source === null || typeof source === 'string' || !('payment_intent' in source)) return null;
  const intent = source.payment_intent;
  return typeof intent === 'string' ? intent : (intent?.id ?? null);
}
