/** Taxes that fans paid within their prices: what is owed to each place, and what was paid to it. Amounts are minor units. */
import { z } from 'zod';
import { day, idOf } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

/** What is owed to the authority of one place. */
export const taxPlace = z
  .object({
    account: z.string().meta({ description: 'Of the ledger', example: 'tax:US/PA/erie' }),
    jurisdiction: z.string().meta({ example: 'ERIE, PA, US' }),
    collected: minorUnits.meta({ description: 'Of sales' }),
    refunded: minorUnits.meta({ description: 'Of what went back to fans' }),
    paid: minorUnits.meta({ description: 'Paid to the place' }),
    owed: z
      .int()
      .meta({ description: 'Below zero: more was paid than is owed, since fans got it back afterwards' }),
  })
  .meta({ id: 'TaxPlace' });
/** What is owed to one place. */
export type TaxPlace = z.infer<typeof taxPlace>;

/** Tax that was paid to a place. */
export const taxPayment = z.object({
  id: idOf('taxPayment'),
  jurisdiction: z.string(),
  amount: minorUnits,
  paidOn: day,
  reference: z.string(),
  by: z.string(),
});
/** What is owed to every place, by the books. */
export const taxesOwed = z
  .object({
    id: z.literal('taxes'),
    currency: z.string(),
    places: z.array(taxPlace).meta({ description: 'The most owed first' }),
    payments: z.array(taxPayment).meta({ description: 'Newest first, at most 200' }),
  })
  .meta({ id: 'TaxesOwed' });
/** What is owed to every place. */
export type TaxesOwed = z.infer<typeof taxesOwed>;

/** Says that tax was paid to a place. */
export const newTaxPayment = z.object({
  account: z
    .string({ error: 'Choose the place.' })
    .regex(/^tax:/, 'Choose the place.')
    .max(250, 'Choose the place.'),
  amount: z
    .int('Give an amount.')
    .min(1, 'Give an amount above zero.')
    .max(99_999_999_999, 'That is more than can be booked at once.'),
  paidOn: day.meta({ description: 'The day on which it was paid; not ahead' }),
  reference: z
    .string()
    .trim()
    .min(1, 'Give what the authority shows, such as the number of the return.')
    .max(140, 'At most 140 characters.'),
});
