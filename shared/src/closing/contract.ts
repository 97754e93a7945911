/** Months that finance closes: what must be done before, and what was left. Amounts are minor units. */
import { z } from 'zod';
import { accountIds } from '../accounting/index.ts';
import { instant, listOf, listQuery, reason } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

/** What is looked at before a month is closed. `must`: it can't be closed without; the others need a reason. */
export const closingChecks = {
  over: { must: true, name: 'The month is over', remedy: 'Close it an hour after its end.' },
  earlier: { must: true, name: 'The months before are closed', remedy: 'Close them first.' },
  even: { must: true, name: 'The books are even', remedy: 'Run verify, and don’t close before it is green.' },
  balanceRead: {
    must: true,
    name: 'Stripe’s balance was read after the end',
    remedy: 'It is read every hour. Look whether Stripe can be reached.',
  },
  differences: {
    must: true,
    name: 'Stripe and the books agree',
    remedy: 'Say what explains each difference.',
  },
  payments: { must: false, name: 'No payment is under way', remedy: 'Ask Stripe about it on its case.' },
  refunds: { must: false, name: 'No refund is under way', remedy: 'Send it again, or pay it another way.' },
  deliveries: {
    must: false,
    name: 'Everything sold was delivered, or decided',
    remedy: 'Send it, or decide what becomes of it.',
  },
  payouts: { must: false, name: 'No payout is unpaid', remedy: 'Pay it, or take it back.' },
  cases: { must: false, name: 'No case is open', remedy: 'Close it, or leave it to the next month.' },
} as const satisfies Record<string, { must: boolean; name: string; remedy: string }>;
/** A check. */
export type ClosingCheckId = keyof typeof closingChecks;
/** The checks in their order. */
export const closingCheckIds = Object.keys(closingChecks) as [ClosingCheckId, ...ClosingCheckId[]];

/** What a check found. */
export const closingCheck = z
  .object({
    id: z.enum(closingCheckIds),
    open: z.int().meta({ description: 'How many wait; zero: done' }),
  })
  .meta({ id: 'ClosingCheck' });
/** What a check found. */
export type ClosingCheck = z.infer<typeof closingCheck>;

/** A month, `2026-11`. */
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month looks like 2026-11.')
  .meta({ example: '2026-11', description: 'By the marketplace’s clocks' });

const closed = z.object({
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  leftOpen: z.array(closingCheck),
});
/** A month of the books. */
export const closingMonth = z
  .object({
    id: month,
    closed: closed.nullable(),
    entries: z.int().meta({ description: 'Booked in it' }),
  })
  .meta({ id: 'ClosingMonth' });
/** A month of the books. */
export type ClosingMonth = z.infer<typeof closingMonth>;
/** The query of the months. */
export const monthQuery = listQuery(['id'], {}, { order: 'desc', perPage: 100 });
/** The months of the books. */
export const monthList = listOf(closingMonth);

/** A month with its checks. */
export const monthShown = closingMonth
  .extend({
    checks: z.array(closingCheck),
    balances: z
      .partialRecord(z.enum(accountIds), minorUnits)
      .nullable()
      .meta({ description: 'What each account held at its end, as it was closed' }),
    mayReopen: z.boolean().meta({ description: 'It is the newest closed month' }),
    history: z.array(
      closed.extend({ reopened: z.object({ at: instant, by: z.string(), reason: z.string() }) }),
    ),
  })
  .meta({ id: 'MonthShown' });
/** A month with its checks. */
export type MonthShown = z.infer<typeof monthShown>;

/** Path parameters of a month. */
export const monthParams = z.object({ id: month });
/** Closes a month. */
export const closeMonth = z.object({
  leftOpen: z
    .array(z.enum(closingCheckIds))
    .meta({ description: 'The checks that the person saw open: one more refuses the closing' }),
  reason: z
    .string()
    .trim()
    .max(500, 'At most 500 characters.')
    .nullish()
    .transform((text) => text || null)
    .meta({ description: 'Why it is closed though something is left open; needed then' }),
});
/** Opens a month again. */
export const reopenMonth = z.object({ reason });
