/** What consignors read: their money, and their statements. */
import { z } from 'zod';
import { bankHold } from '../bankAccounts/index.ts';
import { paidByHold, paidByKinds } from '../connectedAccounts/index.ts';
import { instant } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { taxHold } from '../taxpayers/index.ts';
import { consignorAdvances } from './advances.ts';
import { consignorRef, payout, payoutLineKinds, waitingSum } from './contract.ts';

/** What a consignor reads of their money. */
export const ownPayouts = z
  .object({
    owed: money,
    payable: money,
    inPayouts: money,
    waiting: z.array(waitingSum),
    payoutDays: z.int(),
    isHeld: z.boolean().meta({ description: 'Our team holds payouts back; they say why when asked' }),
    paidBy: z.enum(paidByKinds),
    bankHold: bankHold.nullable(),
    taxHold: taxHold.nullable(),
    paidByHold: paidByHold.nullable(),
    payouts: z.array(
      payout.pick({
        id: true,
        amount: true,
        lines: true,
        state: true,
        way: true,
        reference: true,
        paidOn: true,
      }),
    ),
    advances: consignorAdvances,
  })
  .meta({ id: 'OwnPayouts' });
/** What a consignor reads of their money. */
export type OwnPayouts = z.infer<typeof ownPayouts>;

/** A month of a statement, `2026-11`. */
export const statementMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month looks like 2026-11.');
/** A line of a statement: opening + lines = closing. */
export const statementLine = z.object({
  at: instant,
  kind: z.enum([...payoutLineKinds, 'payout', 'payoutReturned']),
  order: z.string().nullable(),
  event: z.string().nullable(),
  seats: z.string().nullable(),
  note: z
    .string()
    .nullable()
    .meta({ description: 'Why, of an adjustment; how a payout was paid, or why it came back' }),
  price: minorUnits.nullable(),
  commission: minorUnits.nullable(),
  amount: minorUnits,
});
/** A line of a statement. */
export type StatementLine = z.infer<typeof statementLine>;
/** A statement of one consignor and month. */
export const statement = z
  .object({
    consignor: consignorRef,
    month: statementMonth,
    currency: z.string(),
    opening: minorUnits,
    closing: minorUnits,
    lines: z.array(statementLine).meta({ description: 'In the order in which they were booked' }),
    months: z.array(statementMonth).meta({ description: 'Months with entries, newest first' }),
  })
  .meta({ id: 'Statement' });
/** A statement. */
export type Statement = z.infer<typeof statement>;
/** Which statement is asked for; without a month the newest. */
export const statementQuery = z.object({ month: statementMonth.optional() });
