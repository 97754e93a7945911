/** Advances as consignors and finance read them, and the switch of the settings. */
import { z } from 'zod';
import { day, idOf } from '../http/index.ts';
import { basisPoints, minorUnits } from '../money/index.ts';
import { advanceBars } from './advanceBars.ts';

/** What the rule reads of a consignor. Amounts are minor units. */
export const advanceFigures = z.object({
  sales: z.int().meta({
    description:
      'Orders that were delivered and not refunded, with an event that is over, in the rule’s days',
  }),
  volume: minorUnits.meta({ description: 'The consignor’s proceeds of them' }),
  failures: z.int().meta({
    description: 'Deliveries that are late or refused, or failed by the consignor’s part, in the rule’s days',
  }),
  outstanding: minorUnits.meta({ description: 'Advanced, and not made good by a payout yet' }),
  isActive: z.boolean(),
  isHeld: z.boolean().meta({ description: 'Finance holds payouts back' }),
  bankWaits: z.boolean().meta({ description: 'Bank data is missing or new, and holds payouts back' }),
  owes: z.boolean().meta({ description: 'What may be paid now is below zero: a claim' }),
});
/** What the rule reads of a consignor. */
export type AdvanceFigures = z.infer<typeof advanceFigures>;

const tierShown = z.object({
  name: z.string(),
  minSales: z.int(),
  minVolume: minorUnits,
  maxFailureBps: basisPoints,
  advanceBps: basisPoints,
  limit: minorUnits,
});
/** A tier with its money in minor units. */
export type AdvanceTierShown = z.infer<typeof tierShown>;

/** What the rule says of one consignor on a day, with all that it was computed from. Amounts are minor units. */
export const advanceStanding = z
  .object({
    on: day,
    ruleFrom: day,
    windowDays: z.int(),
    currency: z.string(),
    figures: advanceFigures,
    failureBps: basisPoints,
    tier: tierShown.nullable().meta({ description: 'The highest that is reached; null: none' }),
    next: tierShown.nullable().meta({ description: 'The one after it; null: there is none higher' }),
    missing: z
      .object({ sales: z.int(), volume: minorUnits, failureBps: basisPoints })
      .nullable()
      .meta({ description: 'What is missing for the next tier: more sales and volume, fewer failures' }),
    bar: z.enum(advanceBars).nullable().meta({ description: 'Why nothing is advanced; null: it is' }),
    left: minorUnits.meta({ description: 'May be advanced until the tier’s limit; 0 where a bar says why' }),
  })
  .meta({ id: 'AdvanceStanding' });
/** What the rule says of one consignor. */
export type AdvanceStanding = z.infer<typeof advanceStanding>;

/** An advance as its consignor and finance read it. */
export const advanceGiven = z.object({
  order: z.object({ id: idOf('reservation'), code: z.string() }),
  event: z.string(),
  amount: minorUnits,
  givenOn: day,
  tier: z.string(),
  state: z.enum(['open', 'paid', 'settled']).meta({
    description: 'open: the next run pays it; paid: the event is ahead; settled: a later payout made it good',
  }),
});
/** An advance. */
export type AdvanceGiven = z.infer<typeof advanceGiven>;

/** Advances of one consignor; null stands for: the settings don't give any. */
export const consignorAdvances = z
  .object({
    standing: advanceStanding.nullable().meta({ description: 'Null: advances are switched off' }),
    given: z.array(advanceGiven).meta({ description: 'Newest first, at most 50' }),
  })
  .meta({ id: 'ConsignorAdvances' });
/** Advances of one consignor. */
export type ConsignorAdvances = z.infer<typeof consignorAdvances>;

const switchFields = { isOn: z.boolean({ error: 'Say whether advances are paid.' }) };
/** Whether advances are paid. */
export const advanceSettings = z
  .object({ id: z.literal('advances'), ...switchFields, version: z.int() })
  .meta({ id: 'AdvanceSettings' });
/** Whether advances are paid. */
export type AdvanceSettings = z.infer<typeof advanceSettings>;
/** Switches advances on or off, from the next run on. */
export const advanceSettingsInput = z.object({ ...switchFields, version: z.int() });
