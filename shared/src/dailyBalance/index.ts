/** Stripe's balance day by day, as finance reads it. */
import { z } from 'zod';
import { idOf, idParam, instant, listQuery, listWithNext, reason } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

/** What can differ between Stripe and the books. */
export const differenceKinds = [
  'notBooked',
  'notAtStripe',
  'bookedTwice',
  'amountDiffers',
  'currencyDiffers',
  'feeNotBooked',
  'feeDiffers',
  'feeUnknown',
  'unknownPayment',
  'unknownType',
  'remainder',
] as const;
/** One kind of difference. */
export type DifferenceKind = (typeof differenceKinds)[number];

/** A difference, as a line of its day. */
export const balanceDifference = z
  .object({
    id: idOf('balanceDifference'),
    kind: z.enum(differenceKinds),
    subject: z.string().meta({ description: 'Stripe’s id of a transaction, or the ledger’s of its own' }),
    amount: minorUnits.meta({ description: 'Stripe less the books' }),
    text: z.string(),
    order: z.object({ id: idOf('reservation'), code: z.string() }).nullable(),
    foundAt: instant,
    goneAt: instant.nullable().meta({ description: 'When Stripe and the books agreed again by themselves' }),
    settled: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'BalanceDifference' });
/** A difference. */
export type BalanceDifference = z.infer<typeof balanceDifference>;

const dayId = z.string().regex(/^\d{4}-\d{2}-\d{2}-[A-Z]{3}$/, 'A day looks like 2037-11-24-USD.');

/** One day: opening + what the transactions moved − what was paid out = closing. Minor units. */
export const balanceDay = z
  .object({
    id: dayId.meta({ description: 'The day by the marketplace’s clocks, with the currency' }),
    day: z.string(),
    currency: z.string(),
    opening: minorUnits,
    moved: minorUnits.meta({ description: 'Charges, refunds, disputes and the like, before fees' }),
    fees: minorUnits,
    paidOut: minorUnits,
    closing: minorUnits,
    transactions: z.int(),
    differences: z.int().meta({ description: 'That wait for a person' }),
  })
  .meta({ id: 'BalanceDay' });
/** One day. */
export type BalanceDay = z.infer<typeof balanceDay>;

/** A movement of the balance. */
export const balanceTransaction = z.object({
  id: z.string(),
  type: z.string(),
  amount: minorUnits,
  fee: minorUnits,
  at: instant,
  order: z.object({ id: idOf('reservation'), code: z.string() }).nullable(),
});

/** A day with its transactions and differences. */
export const balanceDayShown = balanceDay
  .extend({
    standsAtStripe: minorUnits.nullable().meta({
      description:
        'By Stripe’s own word, where this is the newest day; it equals `closing` but for a remainder',
    }),
    lines: z.array(balanceTransaction).meta({ description: 'Newest first, at most 1,000' }),
    differenceLines: z.array(balanceDifference),
  })
  .meta({ id: 'BalanceDayShown' });
/** A day with its transactions and differences. */
export type BalanceDayShown = z.infer<typeof balanceDayShown>;

/** The query of the days, newest first. */
export const balanceDayQuery = listQuery(['day'], {}, { order: 'desc' });
/** One page of days. */
export const balanceDayList = listWithNext(balanceDay);
/** Path parameters of a day. */
export const balanceDayParams = z.object({ id: dayId });
/** Path parameters of a difference. */
export const differenceParams = idParam('balanceDifference');
/** Says what explains a difference. */
export const settleDifference = z.object({ reason });
