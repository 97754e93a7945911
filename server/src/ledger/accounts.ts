/** The chart of accounts. Debits are above zero, credits below; every transaction sums to zero. */

/** Money at Stripe, ours to pay out: an asset. */
export const atStripe = 'stripe';
/** The marketplace's commission: income. */
export const commissionAccount = 'commission';
/** What fans pay on top. */
export const serviceFee = 'fees';
/** Money in open or lost disputes. */
export const disputed = 'disputed';
/** Late captures that were refunded automatically because nothing was sold for them. */
export const unclaimed = 'unclaimed';
/** What is owed to one consignor. */
export const owedTo = (consignorId: string) => `consignor:${consignorId}`;
