/** Stripe's types of movements to accounts of consignors, and of such that came back. Source: https://docs.stripe.com/reports/balance-transaction-types */
export const transferTypes = ['transfer', 'transfer_refund', 'transfer_cancel', 'transfer_failure'] as const;
export const isTransfer = ({ type }: { type: string }): boolean =>
  (transferTypes as readonly string[]).includes(type);
