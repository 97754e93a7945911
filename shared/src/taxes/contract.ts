/** Taxes that are included in what fans pay, by the place of the venue. */
import { z } from 'zod';
import { day, idOf, instant, listOf } from '../http/index.ts';
import { money } from '../money/index.ts';

/** Parts per million: 88750 = 8.875%. Finer than basis points, since local rates are, such as 0.375%. */
export const ratePpm = z
  .int('Give the rate in percent, with at most four decimals.')
  .min(1, 'The rate must be above 0%.')
  .max(500_000, 'The rate can be 50% at most.')
  .meta({ description: 'Parts per million: 88750 = 8.875%' });

/** Sets a tax for venues of a place. */
export const newTaxRule = z
  .object({
    country: z
      .string({ error: 'Give the country, such as US.' })
      .regex(/^[A-Z]{2}$/, 'Give the country by its two letters, such as US.'),
    region: z
      .string()
      .trim()
      .min(1, 'Give the region as its venues do, such as NY, or leave it out.')
      .max(80, 'At most 80 characters.')
      .nullable()
      .default(null)
      .meta({ description: 'null: the whole country' }),
    city: z
      .string()
      .trim()
      .min(1, 'Give the city, or leave it out.')
      .max(100, 'At most 100 characters.')
      .nullable()
      .default(null)
      .meta({ description: 'null: the whole region' }),
    name: z
      .string({ error: 'Name the tax.' })
      .trim()
      .min(3, 'Name the tax. Fans read it on their receipts.')
      .max(60, 'At most 60 characters.'),
    ratePpm,
    onPrice: z.boolean({ error: 'Say whether the price is taxed.' }),
    onFee: z.boolean({ error: 'Say whether the service fee is taxed.' }),
    from: day
      .nullable()
      .default(null)
      .meta({ description: 'The first day, by the marketplace’s clocks; null: from now on' }),
  })
  .refine(({ onPrice, onFee }) => onPrice || onFee, {
    path: ['onFee'],
    message: 'Choose what is taxed: the price, the service fee, or both.',
  });
/** A new tax as a client sends it. */
export type NewTaxRule = z.input<typeof newTaxRule>;

/** A tax, in force, to come or ended. */
export const taxRule = z
  .object({
    id: idOf('taxRule'),
    country: z.string(),
    region: z.string().nullable(),
    city: z.string().nullable(),
    jurisdiction: z.string().meta({ example: 'New York, NY, US' }),
    name: z.string(),
    ratePpm,
    onPrice: z.boolean(),
    onFee: z.boolean(),
    startsAt: instant,
    endedAt: instant.nullable(),
    venues: z.int().meta({ description: 'Venues of that place now' }),
    createdBy: z.string(),
  })
  .meta({ id: 'TaxRule' });
/** A tax, in force, to come or ended. */
export type TaxRule = z.infer<typeof taxRule>;
/** All of them. */
export const taxRuleList = listOf(taxRule);

/** A tax that is included in what was paid, or in what went back. */
export const includedTax = z
  .object({ name: z.string(), jurisdiction: z.string(), ratePpm, amount: money })
  .meta({ id: 'IncludedTax' });
/** A tax that is included in what was paid, or in what went back. */
export type IncludedTax = z.infer<typeof includedTax>;
