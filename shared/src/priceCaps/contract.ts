/** Legal price caps: the highest price that the law of a place allows, relative to face value. */
import { z } from 'zod';
import { idOf, instant, listOf } from '../http/index.ts';
import { basisPoints, minorUnits } from '../money/index.ts';

/** Creates a cap: face value + `overFaceBps` of it + `overFaceAmount` minor units. */
export const newPriceCap = z.object({
  country: z
    .string({ error: 'Give the country, such as US.' })
    .regex(/^[A-Z]{2}$/, 'Give the country by its two letters, such as US.'),
  region: z
    .string()
    .trim()
    .regex(/^[A-Z0-9]{1,3}$/, 'Give the region by its code, such as MA.')
    .nullable()
    .default(null)
    .meta({ description: 'null: the whole country' }),
  overFaceBps: basisPoints
    .default(0)
    .meta({ description: 'Allowed above face value, basis points of the face value' }),
  overFaceAmount: minorUnits
    .min(0, 'Zero or more.')
    .default(0)
    .meta({ description: 'Plus a fixed amount, minor units of the listing’s currency' }),
  law: z
    .string({ error: 'Name the law.' })
    .trim()
    .min(3, 'Name the law. People whose price is refused read it.')
    .max(300, 'At most 300 characters.'),
});
/** A new cap as a client sends it. */
export type NewPriceCap = z.input<typeof newPriceCap>;
/** A cap with how many listings are above it now. */
export const priceCap = newPriceCap
  .extend({
    id: idOf('priceCap'),
    listingsAbove: z
      .int()
      .meta({ description: 'Listings on sale above the cap now; they wait in the queue "to price"' }),
    createdBy: z.string(),
    createdAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'PriceCap' });
/** A price cap. */
export type PriceCap = z.infer<typeof priceCap>;
/** One page of caps. */
export const priceCapList = listOf(priceCap);
