/** When consignors are asked for their tax data. */
import { z } from 'zod';
import { minorUnits } from '../money/index.ts';

/** What an administrator changes. */
export const taxDataSettingsInput = z.object({
  isAsked: z.boolean().meta({ description: 'Whether payouts wait for missing tax data; only in US dollars' }),
  limit: z
    .int('Give an amount.')
    .min(0, 'Give an amount of zero or more.')
    .max(100_000_000, 'At most $1,000,000.00.')
    .meta({
      description:
        'Minor units: what a consignor may be paid in a calendar year without tax data. Above the federal limit, tax is withheld meanwhile',
    }),
  version: z.int(),
});
/** The settings. */
export const taxDataSettings = z
  .object({
    id: z.literal('taxData'),
    isAsked: z.boolean(),
    limit: minorUnits,
    isPossible: z.boolean().meta({ description: 'The marketplace pays in US dollars' }),
    version: z.int(),
  })
  .meta({ id: 'TaxDataSettings' });
/** The settings. */
export type TaxDataSettings = z.infer<typeof taxDataSettings>;
