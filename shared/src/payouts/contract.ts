/** What consignors are owed, and payouts as finance makes them. Amounts are minor units. */
import { z } from 'zod';
import { approvalRow } from '../approvals/index.ts';
import { bankHold } from '../bankAccounts/index.ts';
import { paidByHold, paidByKinds } from '../connectedAccounts/index.ts';
import { day, idOf, instant, listOf, listQuery } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { taxHold } from '../taxpayers/index.ts';
import { consignorAdvances } from './advances.ts';
import { payableReasons } from './reasons.ts';
import { payoutWays } from './ways.ts';
import { withholding } from './withholding.ts';

/** A consignor by name. */
export const consignorRef = z.object({ id: idOf('consignor'), name: z.string() });

/** A sum that isn't paid yet, with the one reason why. */
export const waitingSum = z.object({
  reason: z.enum(payableReasons),
  amount: minorUnits,
  orders: z.int(),
  nextAt: instant
    .nullable()
    .meta({ description: 'When the first part of it may be paid, where a date says so' }),
});
/** A sum that isn't paid yet. */
export type WaitingSum = z.infer<typeof waitingSum>;

/** What one consignor is owed: owed = payable + in payouts that aren't paid + waiting. */
export const payable = z
  .object({
    id: idOf('consignor'),
    name: z.string(),
    currency: z.string(),
    owed: minorUnits.meta({ description: 'By the books; below zero, the consignor owes it' }),
    payable: minorUnits.meta({
      description: 'May be paid now; below zero, a claim that later payouts settle',
    }),
    inPayouts: minorUnits.meta({ description: 'In payouts that aren’t paid yet, or came back' }),
    waiting: z.array(waitingSum),
    payoutDays: z.int(),
    hold: z.object({ reason: z.string(), at: instant, by: z.string() }).nullable(),
    paidBy: z.enum(paidByKinds),
    bankHold: bankHold
      .nullable()
      .meta({ description: 'Why bank data holds payouts back now; never of who is paid by Stripe' }),
    paidByHold: paidByHold
      .nullable()
      .meta({ description: 'Why the account at Stripe, or a new way to be paid, holds payouts back now' }),
    taxHold: taxHold.nullable().meta({ description: 'Why tax data holds payouts back now' }),
  })
  .meta({ id: 'Payable' });
/** What one consignor is owed. */
export type Payable = z.infer<typeof payable>;
/** The query of what consignors are owed. */
export const payableQuery = listQuery(
  ['owed', 'payable', 'name'],
  { q: z.string().trim().max(100).optional().meta({ description: 'A part of the consignor’s name' }) },
  { order: 'desc' },
);
/** One page of what consignors are owed, with the sums over all. */
export const payableList = listOf(payable).extend({
  totals: z.object({ owed: money, payable: money, inPayouts: money, waiting: money }),
});
/** One page of what consignors are owed. */
export type PayableList = z.infer<typeof payableList>;

/** What is owed of one order, or of one entry that belongs to none. */
export const payableOrder = z.object({
  order: z
    .object({ id: idOf('reservation'), code: z.string(), paidAt: instant.nullable() })
    .nullable()
    .meta({ description: 'Null: of no order, such as a correction' }),
  event: z.object({ id: idOf('event'), name: z.string(), startsAt: instant }).nullable(),
  note: z.string().nullable().meta({ description: 'Why, of an adjustment' }),
  amount: minorUnits,
  isAdvance: z.boolean().meta({ description: 'An advance on the order, to be paid before the rest' }),
  advanced: minorUnits.meta({ description: 'What was advanced on the order and is left out of the amount' }),
  payableFrom: instant.nullable(),
  reason: z.enum(payableReasons).nullable().meta({ description: 'Why not now; null: it may be paid' }),
  loss: minorUnits.nullable().meta({
    description:
      'What the consignor has of it, paid or not, of which is to be decided who bears it: its dispute was lost',
  }),
});
/** What is owed of one order. */
export type PayableOrder = z.infer<typeof payableOrder>;

/** The states of a payout. */
export const payoutStates = [
  'draft',
  'approved',
  'sending',
  'paid',
  'returned',
  'failed',
  'dropped',
  'canceled',
] as const;
/** A state of a payout. */
export type PayoutState = (typeof payoutStates)[number];

/** A payout as a line of a list. */
export const payout = z
  .object({
    id: idOf('payout'),
    runId: idOf('payoutRun'),
    consignor: consignorRef,
    paidBy: z.enum(paidByKinds).meta({ description: 'How the consignor is paid now' }),
    amount: money,
    lines: z.int(),
    state: z.enum(payoutStates),
    version: z.int(),
    way: z.enum(payoutWays).nullable(),
    reference: z.string().nullable(),
    paidOn: day.nullable(),
    returnReason: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Payout' });
/** A payout. */
export type Payout = z.infer<typeof payout>;

/** What happened of a line: a sale, or what was given back of one; `advanced` takes an advance off the rest of its sale. */
export const payoutLineKinds = [
  'sale',
  'replacement',
  'refund',
  'adjustment',
  'advance',
  'advanced',
  'withheld',
  'withheldReturned',
  'correction',
] as const;
/** One entry that a payout pays. */
export const payoutLine = z.object({
  kind: z.enum(payoutLineKinds),
  at: instant,
  order: z.object({ id: idOf('reservation'), code: z.string() }).nullable(),
  event: z.object({ name: z.string(), startsAt: instant }).nullable(),
  note: z.string().nullable().meta({ description: 'Why, of an adjustment' }),
  amount: minorUnits,
});
/** One entry that a payout pays. */
export type PayoutLine = z.infer<typeof payoutLine>;
/** The states of an attempt: on its way, paid, refused by the bank, come back, its file not given to the bank. */
export const attemptStates = ['sending', 'paid', 'failed', 'returned', 'recalled'] as const;
/** A way out of a payout. */
export const payoutAttempt = z
  .object({
    id: idOf('payoutAttempt'),
    number: z.int(),
    way: z.enum(payoutWays),
    reference: z.string(),
    fileId: idOf('bankFile').nullable().meta({ description: 'The bank file that it is in; null: by hand' }),
    lastFour: z.string().nullable().meta({ description: 'Of the account that a file names' }),
    transferId: z.string().nullable().meta({ description: 'Stripe’s id of the transfer' }),
    reversal: z
      .object({ askedAt: instant, problem: z.string().nullable() })
      .nullable()
      .meta({ description: 'Finance asked Stripe to take it back; the problem: why Stripe didn’t' }),
    state: z.enum(attemptStates),
    reason: z.string().nullable(),
    paidOn: day.nullable(),
    begunAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'PayoutAttempt' });
/** A way out of a payout. */
export type PayoutAttempt = z.infer<typeof payoutAttempt>;

/** A payout with its lines. */
export const payoutShown = payout
  .extend({
    lineList: z.array(payoutLine),
    attempts: z.array(payoutAttempt).meta({ description: 'Newest first' }),
  })
  .meta({ id: 'PayoutShown' });
/** A payout with its lines. */
export type PayoutShown = z.infer<typeof payoutShown>;

/** What one consignor is owed, order by order, and was paid. */
export const payableShown = payable
  .extend({
    orders: z.array(payableOrder).meta({ description: 'The next to be paid first, at most 500' }),
    payouts: z.array(payout).meta({ description: 'Newest first, at most 100' }),
    requests: z.array(approvalRow).meta({ description: 'Adjustments that wait for a second person' }),
    advances: consignorAdvances,
    withholdingNotice: z
      .object({ reason: z.string(), at: instant })
      .nullable()
      .meta({ description: 'The IRS told of backup withholding' }),
    withholds: z.boolean().meta({ description: 'Backup withholding is of US law: only in US dollars' }),
    withholdings: z.array(withholding).meta({ description: 'Tax that was withheld, newest first' }),
  })
  .meta({ id: 'PayableShown' });
/** What one consignor is owed, order by order. */
export type PayableShown = z.infer<typeof payableShown>;
