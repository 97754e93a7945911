/** The books as finance reads them: the trial balance and the general ledger. Amounts are minor units; debits are above zero, credits below. */
import { z } from 'zod';
import { afterPlace, day, idOf, instant, listOf, listQuery, listWithNext } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

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
  adjustment: 'Correction',
  consignorMerge: 'Consignors merged',
} as const;
/** What was booked. */
export type PostingKind = keyof typeof postingNames;

const period = {
  from: day.optional().meta({ description: 'The first day, by the marketplace’s clocks' }),
  until: day.optional().meta({ description: 'The last day, by the marketplace’s clocks' }),
};
const sums = {
  opening: minorUnits.meta({ description: 'Before the first day; zero without one' }),
  debits: minorUnits,
  credits: minorUnits.meta({ description: 'Zero or below' }),
  closing: minorUnits.meta({ description: 'opening + debits + credits' }),
};

/** The query of the trial balance. */
export const trialBalanceQuery = listQuery(['account'], period, { perPage: 100 });
/** One account of the trial balance. */
export const accountSums = z.object({ id: z.enum(accountIds), ...sums }).meta({ id: 'AccountSums' });
/** One account of the trial balance. */
export type AccountSums = z.infer<typeof accountSums>;
/** Every account of the chart in its order. The totals of opening and closing are zero: every transaction is even. */
export const trialBalance = listOf(accountSums).extend({
  currency: z.string(),
  totals: z.object(sums),
  taxes: z
    .array(z.object({ jurisdiction: z.string().meta({ example: 'New York, NY, US' }), ...sums }))
    .meta({ description: 'The account of taxes by place; empty where none was ever owed' }),
});
/** The trial balance. */
export type TrialBalance = z.infer<typeof trialBalance>;

/** What the general ledger is filtered by. */
const entryFilter = {
  ...period,
  account: z.enum(accountIds).optional(),
  kind: z.enum(Object.keys(postingNames) as [PostingKind, ...PostingKind[]]).optional(),
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: 'The code of an order, a part of a consignor’s name, or how a tax’s place begins' }),
};
/** The query of the general ledger. */
export const ledgerEntryQuery = listQuery(['booked'], { ...afterPlace, ...entryFilter }, { order: 'desc' });
/** The query of the general ledger’s files. */
export const ledgerEntryFilter = z.object(entryFilter);
/** Which entries of the general ledger. */
export type LedgerEntryFilter = z.infer<typeof ledgerEntryFilter>;

/** One entry. */
export const ledgerEntry = z
  .object({
    id: z.string().meta({ description: 'Transaction and line' }),
    at: instant,
    day: day.meta({ description: 'By the marketplace’s clocks' }),
    kind: z.enum(Object.keys(postingNames) as [PostingKind, ...PostingKind[]]),
    account: z.enum(accountIds),
    consignor: z
      .object({ id: idOf('consignor'), name: z.string() })
      .nullable()
      .meta({ description: 'Whose account it is' }),
    jurisdiction: z.string().nullable().meta({ description: 'To which place the tax is owed' }),
    order: z.object({ id: idOf('reservation'), code: z.string() }).nullable(),
    event: z.object({ id: idOf('event'), name: z.string() }).nullable(),
    payoutId: idOf('payout').nullable(),
    amount: minorUnits,
    currency: z.string(),
  })
  .meta({ id: 'LedgerEntry' });
/** One entry. */
export type LedgerEntry = z.infer<typeof ledgerEntry>;
/** One page of the general ledger, with the sums of the filter over its period. */
export const ledgerEntryList = listWithNext(ledgerEntry).extend({ sums: z.object(sums) });
/** One page of the general ledger. */
export type LedgerEntryList = z.infer<typeof ledgerEntryList>;
