import type { Reservation } from './contract.ts';

/** What of an order's money is neither given back nor on its way back: minor units. */
export const refundableOf = ({
  total,
  payment,
}: Pick<Reservation, 'total' | 'payment'>): Reservation['total'] => ({
  ...total,
  amount: total.amount - (payment?.refunded.amount ?? 0) - (payment?.refunding.amount ?? 0),
});
