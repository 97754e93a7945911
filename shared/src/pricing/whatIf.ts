/** A draft replayed over what was sold: what each would have got. It changes no sale. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { currencyCode, minorUnits } from '../money/index.ts';
import { percentagesComponents } from './components.ts';
import { ruleScope } from './contract.ts';

export const whatIf = z.object({
  draft: z.object({
    ...ruleScope,
    components: percentagesComponents,
    effectiveFrom: instant.nullable().default(null),
  }),
  from: instant.meta({ description: 'Sales paid from this moment on' }),
  until: instant.meta({ description: 'and before this one' }),
  currency: currencyCode.default('USD'),
  top: z.int().min(1).max(200).default(8).meta({ description: 'Consignors by name; the rest are summed' }),
});
export type WhatIf = z.input<typeof whatIf>;

const sums = z.object({
  consignors: minorUnits,
  commission: minorUnits,
  fee: minorUnits,
  fansPaid: minorUnits,
});
export type WhatIfSums = z.infer<typeof sums>;

const counted = {
  sales: z.int().meta({ description: 'Lines of orders' }),
  tickets: z.int(),
  asItWas: minorUnits.meta({ description: 'What the consignor got' }),
  draft: minorUnits.meta({ description: 'What they would have got' }),
};

export const whatIfAnswer = z
  .object({
    currency: currencyCode,
    sales: z.int(),
    tickets: z.int(),
    asItWas: sums,
    draft: sums,
    consignors: z
      .array(z.object({ id: idOf('consignor'), name: z.string(), ...counted }))
      .meta({ description: 'The largest changes first' }),
    consignorCount: z.int(),
    rest: z.object({ consignors: z.int(), ...counted }).meta({ description: 'Those not named, summed' }),
    otherSales: z
      .int()
      .meta({ description: 'In the period too, but under a nearer rule or out of its reach' }),
    otherCurrencies: z.array(currencyCode).meta({ description: 'Sold in as well; ask for each' }),
    live: z
      .object({
        listings: z.int().meta({ description: 'Live listings whose sum would change' }),
        heldTickets: z.int().meta({ description: 'Held of them now: these keep their rule' }),
      })
      .meta({ description: 'If it were in force now' }),
  })
  .meta({ id: 'WhatIf', description: 'Amounts in minor units' });
export type WhatIfAnswer = z.infer<typeof whatIfAnswer>;
