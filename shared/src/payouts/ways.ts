/** How a payout leaves, as somebody says of one by hand. */
export const handWays = ['bankTransfer', 'check', 'cash', 'other'] as const;
/** How a payout leaves: `stripe` is a transfer to the consignor's account at Stripe. */
export const payoutWays = [...handWays, 'stripe'] as const;
/** One way. */
export type PayoutWay = (typeof payoutWays)[number];

/** What each way is called. */
export const payoutWayNames: Record<PayoutWay, string> = {
  bankTransfer: 'Bank transfer',
  check: 'Check',
  cash: 'Cash',
  other: 'Another way',
  stripe: 'Stripe',
};
