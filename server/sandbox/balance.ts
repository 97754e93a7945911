import { create, type Gateway } from './gateway.ts';
import type { New, Payment } from './records.ts';

/** What the gateway keeps of a charge, minor units: 2.9 % and 30. Source: stripe.com/pricing, cards in the US. */
export const chargeFee = (amount: number): number => Math.round(amount * 0.029) + 30;

/** What a dispute costs, minor units, won or lost. Source: stripe.com/pricing. */
export const disputeFee = 1_500;

/** Records what a payment moved in the balance. */
export const moveBalance = (
  gateway: Gateway,
  { id: parent, currency }: Payment,
  type: string,
  source: string,
  amount: number,
  fee = 0,
) =>
  create<'transaction'>(gateway, 'transaction', {
    parent,
    currency,
    type,
    source,
    amount,
    fee,
  } satisfies New<'transaction'>);
