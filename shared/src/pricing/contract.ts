import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { basisPoints, minorUnits } from '../money/index.ts';

export const percentagesRule = z
  .object({
    id: idOf('percentages'),
    consignorId: idOf('consignor').nullable().meta({ description: 'null: the house default' }),
    consignorName: z.string().nullable(),
    houseBps: basisPoints.meta({ description: 'What the house keeps of the price, in basis points' }),
    feeBps: basisPoints.meta({ description: 'What the fan pays on top, in basis points' }),
    effectiveFrom: instant,
    inForce: z.boolean(),
    reason: z.string(),
    createdBy: z.string(),
    createdAt: instant,
    example: z
      .object({
        price: minorUnits,
        consignor: minorUnits,
        house: minorUnits,
        fee: minorUnits,
        allIn: minorUnits,
      })
      .meta({ description: 'A worked example for a price of 100.00' }),
  })
  .meta({ id: 'Percentages' });
export type PercentagesRule = z.infer<typeof percentagesRule>;

export const percentagesQuery = listQuery(
  ['effectiveFrom', 'houseBps'],
  { consignorId: idOf('consignor').optional() },
  { order: 'desc' },
);
export const percentagesList = listOf(percentagesRule);

/** Percentages begin at a moment and are never applied backwards. */
export const newPercentages = z.object({
  consignorId: idOf('consignor').nullable().default(null),
  houseBps: basisPoints,
  feeBps: basisPoints,
  effectiveFrom: instant.optional().meta({ description: 'Now, unless said; never in the past' }),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(500),
});
export type NewPercentages = z.input<typeof newPercentages>;
