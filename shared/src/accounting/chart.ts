/** The chart of accounts, and what is booked on them. */

/** What an account is. */
export const accountKinds = ['asset', 'liability', 'income', 'expense'] as const;
/** What an account is. */
export type AccountKind = (typeof accountKinds)[number];

/** The chart of accounts in its order, by the names of the ledger; those of all consignors stand together. */
export const chartOfAccounts = {
  stripe: { name: 'At Stripe', kind: 'asset' },
  bank: { name: 'Bank account', kind: 'asset' },
  disputed: { name: 'Disputed by fans’ banks', kind: 'asset' },
  elsewhere: { name: 'Paid to fans another way', kind: 'asset' },
  consignors: { name: 'Owed to consignors', kind: 'liability' },
  unclaimed: { name: 'Owed to fans', kind: 'liability' },
  taxes: { name: 'Taxes owed', kind: 'liability' },
  withheldTaxes: { name: 'Withheld for the IRS', kind: 'liability' },
  commission: { name: 'Commission', kind: 'income' },
  fees: { name: 'Service fees', kind: 'income' },
  stripeFees: { name: 'Stripe’s fees', kind: 'expense' },
  replacements: { name: 'Cost of better seats', kind: 'expense' },
  adjustments: { name: 'Corrections for consignors', kind: 'expense' },
} as const satisfies Record<string, { name: string; kind: AccountKind }>;
/** An account. */
export type AccountId = keyof typeof chartOfAccounts;
/** The accounts in their order. */
export const accountIds = Object.keys(chartOfAccounts) as [AccountId, ...AccountId[]];

/** What was booked, in words. */
export const postingNames = {
  sale: 'Sale',
  tax: 'Tax of a sale',
  replacement: 'Replacement',
  refund: 'Refund',
  taxRefund: 'Tax of a refund',
  taxPaid: 'Tax paid to its place',
  refundReturned: 'Refund that came back',
  refundNamed: 'Refund assigned to tickets',
  dispute: 'Dispute',
  disputeWon: 'Dispute won',
  lateCapture: 'Late payment',
  lateRefund: 'Late payment refunded',
  stripeFee: 'Stripe’s fee',
  stripePayout: 'Payout from Stripe',
  payout: 'Payout',
  payoutReturned: 'Payout that came back',
  advance: 'Advance on a sale',
  adjustment: 'Correction',
  consignorMerge: 'Consignors merged',
  backupWithholding: 'Backup withholding',
  withholdingReturned: 'Withheld tax given back',
  withholdingPaid: 'Withheld tax paid to the IRS',
} as const;
/** What was booked. */
export type PostingKind = keyof typeof postingNames;
