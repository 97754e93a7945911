import { type Gateway, newRecord } from './gateway.ts';
import { newId } from './ids.ts';
import type { BalanceTransaction, Payment } from './records.ts';

/** What the gateway keeps of a charge, minor units: 2.9 % and 30. Source: stripe.com/pricing, cards in the US. */
export const chargeFee = (amount: number): number => Math.round(amount * 0.029) + 30;

/** What a dispute costs, minor units, won or lost. Source: stripe.com/pricing. */
export const disputeFee = 1_500;

/** Records a movement of the balance. */
export function recordTransaction(
  gateway: Gateway,
  { id: parent, currency }: Payment,
  movement: Pick<BalanceTransaction, 'type' | 'amount' | 'fee' | 'source'>,
): void {
  gateway.store.change({
    ...newRecord(gateway),
    kind: 'transaction',
    id: newId('txn'),
    parent,
    currency,
    ...movement,
  });
}
