/** Stripe's balance and its movements. Source: https://docs.stripe.com/api/balance_transactions/list, /api/balance */
import type Stripe from 'stripe';

/** A movement of the balance. Minor units, the currency as the books write it. */
export interface StripeMovement {
  id: string;
  type: string;
  amount: number;
  fee: number;
  currency: string;
  source: string | null;
  /** Of the payment that it is about. */
  intent: string | null;
  /** The transfer to a connected account that it sent or took back. */
  transfer: string | null;
  /** ISO instant. */
  at: string;
}

/** @param since seconds since 1970; null: all that Stripe has */
export async function* listMovements(stripe: Stripe, since: number | null): AsyncGenerator<StripeMovement> {
  const created = since === null ? {} : { created: { gte: since } };
  for await (const each of stripe.balanceTransactions.list({
    limit: 100,
    expand: ['data.source'],
    ...created,
  }))
    yield {
      id: each.id,
      type: each.type,
      amount: each.amount,
      fee: each.fee,
      currency: each.currency.toUpperCase(),
      source: typeof each.source === 'string' ? each.source : (each.source?.id ?? null),
      intent: intentOf(each),
      transfer: transferOf(each),
      at: new Date(each.created * 1000).toISOString(),
    };
}

function intentOf({ source }: Stripe.BalanceTransaction): string | null {
  if (source === null || typeof source === 'string' || !('payment_intent' in source)) return null;
  const intent = source.payment_intent;
  return typeof intent === 'string' ? intent : (intent?.id ?? null);
}

function transferOf({ source }: Stripe.BalanceTransaction): string | null {
  if (source === null || typeof source === 'string') return null;
  if (source.object === 'transfer') return source.id;
  if (source.object !== 'transfer_reversal') return null;
  const { transfer } = source;
  return typeof transfer === 'string' ? transfer : transfer.id;
}

/** What stands at Stripe by currency: available, on its way and reserved, minor units. */
export async function readStripeBalance(stripe: Stripe): Promise<Map<string, number>> {
  const balance = await stripe.balance.retrieve();
  const sums = new Map<string, number>();
  for (const { amount, currency } of [
    ...balance.available,
    ...balance.pending,
    ...(balance.connect_reserved ?? []),
  ]) {
    const code = currency.toUpperCase();
    sums.set(code, (sums.get(code) ?? 0) + amount);
  }
  return sums;
}
