/** Replays a draft over past sales: what each side would have earned. No sale is changed. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { currencyCode, marketplaceCurrency, minorUnits } from '../money/index.ts';
import { percentagesComponents } from './components.ts';
import { ruleScope } from './contract.ts';

/** A draft and the period of sales to replay it over. */
export const whatIf = z.object({
  draft: z.object({
    ...ruleScope,
    components: percentagesComponents,
    effectiveFrom: instant.nullable().default(null),
  }),
  from: instant.meta({ description: 'Sales paid from this moment on' }),
  until: instant.meta({ description: 'and before this one' }),
  currency: currencyCode.default(() => marketplaceCurrency),
  top: z
    .int()
    .min(1)
    .max(200)
    .default(8)
    .meta({ description: 'How many consignors are named; the others are summed' }),
});
/** A replay as a client sends it. */
export type WhatIf = z.input<typeof whatIf>;

const sums = z.object({
  consignors: minorUnits,
  commission: minorUnits,
  fee: minorUnits,
  fansPaid: minorUnits,
});
/** What each side earned or would have earned, minor units. */
export type WhatIfSums = z.infer<typeof sums>;

const counted = {
  sales: z.int().meta({ description: 'Order items' }),
  tickets: z.int(),
  asItWas: minorUnits.meta({ description: 'The proceeds' }),
  draft: minorUnits.meta({ description: 'The proceeds under the draft' }),
};

/** The result of a replay, minor units of one currency. */
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
      .meta({ description: 'In the period, but under a more specific rule or outside the draft’s scope' }),
    otherCurrencies: z
      .array(currencyCode)
      .meta({ description: 'Other currencies with sales; query each separately' }),
    live: z
      .object({
        listings: z.int().meta({ description: 'Live listings whose sum would change' }),
        heldTickets: z.int().meta({ description: 'Tickets of them that are held now keep their rule' }),
      })
      .meta({ description: 'If it were in force now' }),
  })
  .meta({ id: 'WhatIf', description: 'Amounts in minor units' });
/** The result of a replay. */
export type WhatIfAnswer = z.infer<typeof whatIfAnswer>;
