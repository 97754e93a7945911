/** The books as finance reads them: the trial balance and the general ledger. Amounts are minor units; debits are above zero, credits below. */
import { z } from 'zod';
import { afterPlace, day, idOf, instant, listOf, listQuery, listWithNext } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import { accountIds, type PostingKind, postingNames } from './chart.ts';
import { reportFilter, reportIds } from './reports.ts';

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
  ...reportFilter,
  report: z
    .enum(reportIds)
    .optional()
    .meta({ description: 'What this report counts, with the rest of its filter' }),
  column: z.string().max(40).optional().meta({ description: 'What this column of the report counts' }),
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
