/** How finance pays a consignor. */
export const payoutWays = ['bankTransfer', 'check', 'cash', 'other'] as const;
/** One way. */
export type PayoutWay = (typeof payoutWays)[number];

/** What each way is called. */
export const payoutWayNames: Record<PayoutWay, string> = {
  bankTransfer: 'Bank transfer',
  check: 'Check',
  cash: 'Cash',
  other: 'Another way',
};
