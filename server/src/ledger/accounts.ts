/** The chart of accounts. Debits are above zero, credits below; every transaction sums to zero. */
import type { AccountId } from '@holdfast/shared/accounting';

/** Money at Stripe, ours to pay out: an asset. */
export const atStripe = 'stripe' satisfies AccountId;
/** What Stripe paid out to the marketplace's bank. */
export const ourBank = 'bank' satisfies AccountId;
/** The marketplace's commission: income. */
export const commissionAccount = 'commission' satisfies AccountId;
/** What fans pay on top. */
export const serviceFee = 'fees' satisfies AccountId;
/** What Stripe keeps of charges and disputes: an expense of the marketplace. */
export const stripeFees = 'stripeFees' satisfies AccountId;
/** Money in open or lost disputes. */
export const disputed = 'disputed' satisfies AccountId;
/**
 * Owed to fans: late captures for which nothing was sold, until they are refunded, and refunds that a bank returned, until
 * they are paid again.
 */
export const unclaimed = 'unclaimed' satisfies AccountId;
/**
 * What tickets cost more than those in whose place fans got them: an expense of the marketplace. Below zero, they cost less.
 */
export const replacements = 'replacements' satisfies AccountId;
/** What finance gave to consignors besides sales, an expense; below zero, it took more. */
export const adjustments = 'adjustments' satisfies AccountId;
/** Withheld from consignors for the IRS, and not paid to it yet. */
export const withheldTaxes = 'withheldTaxes' satisfies AccountId;
/** What was paid to fans another way than through Stripe. */
export const paidElsewhere = 'elsewhere' satisfies AccountId;
/** What is owed to one consignor. */
export const owedTo = (consignorId: string) => `consignor:${consignorId}`;
