/** The chart of accounts. Debits are above zero, credits below; every transaction sums to zero. */

/** Money at Stripe, ours to pay out: an asset. */
export const atStripe = 'stripe';
/** What the marketplace earns of prices. */
export const commissionAccount = 'commission';
/** What fans pay on top. */
export const serviceFee = 'fees';
/** Money that a bank took back and that is not decided yet, or lost. */
export const disputed = 'disputed';
/** Given back though nothing was sold for it: paid late, and refunded by itself. */
export const unclaimed = 'unclaimed';
/** What is owed to one consignor. */
export const owedTo = (consignorId: string) => `consignor:${consignorId}`;
