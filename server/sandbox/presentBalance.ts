/** Movements of the balance and payouts, as Stripe's API shows them. */
import type { Expand } from './present.ts';
import type { BalanceTransaction, Payout } from './records.ts';

/** A movement of the balance. Expandable: `source`, of which only what leads to its payment is shown. */
export function presentTransaction(
  { id, amount, fee, currency, created, type, source, parent }: BalanceTransaction,
  expand: Expand = new Set(),
) {
  const objects = {
    ch: 'charge',
    re: 'refund',
    du: 'dispute',
    po: 'payout',
    tr: 'transfer',
    trr: 'transfer_reversal',
  } as const;
  const object = objects[(source ?? '').split('_')[0] as keyof typeof objects];
  const leadsTo =
    object === 'transfer_reversal'
      ? { transfer: parent }
      : object === 'payout' || object === 'transfer'
        ? {}
        : { payment_intent: parent };
  return {
    id,
    object: 'balance_transaction',
    amount,
    available_on: created,
    created,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: 'Processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: type === 'adjustment' ? 'dispute' : type,
    source: source !== null && expand.has('source') ? { id: source, object, ...leadsTo } : source,
    status: 'available',
    type,
  };
}

/** Money sent to the merchant's bank. */
export const presentPayout = ({ id, amount, currency, created, status, transaction }: Payout) => ({
  id,
  object: 'payout',
  amount,
  arrival_date: created,
  automatic: true,
  balance_transaction: transaction,
  created,
  currency,
  description: null,
  destination: null,
  failure_code: status === 'failed' ? 'account_closed' : null,
  livemode: false,
  metadata: {},
  method: 'standard',
  reconciliation_status: 'completed',
  statement_descriptor: null,
  status,
  type: 'bank_account',
});
