import { z } from 'zod';
import { idOf, instant, listOf, listQuery, queryFlag, reason } from '../http/index.ts';
import { basisPoints, minorUnits } from '../money/index.ts';
import { percentagesComponent, percentagesComponents, ruleScopes } from './components.ts';

/** The rule that scope a listing or a consignor now, as their own pages say it. */
export const ruleInForce = z
  .object({
    id: idOf('percentages'),
    scope: z.enum(ruleScopes),
    target: z
      .string()
      .meta({ description: 'A plan’s name, or the id of what it scope; empty for the marketplace' }),
    components: z.array(percentagesComponent),
    effectiveFrom: instant,
  })
  .meta({ id: 'RuleInForce', description: 'The nearest rule wins as a whole' });
export type RuleInForce = z.infer<typeof ruleInForce>;

/** One ticket, minor units. */
export const ticketSum = z.object({
  price: minorUnits,
  proceeds: minorUnits,
  commission: minorUnits,
  fee: minorUnits,
  allIn: minorUnits,
});

export const percentagesRule = z
  .object({
    id: idOf('percentages'),
    scope: z.enum(ruleScopes),
    target: z.string().meta({ description: 'A plan’s name, or an id; empty for the marketplace default' }),
    whom: z.string().meta({ description: 'Its name, for people', example: 'Season Plus' }),
    components: z.array(percentagesComponent),
    commissionBps: basisPoints.meta({
      description: 'What the marketplace keeps, without regard to least and most',
    }),
    feeBps: basisPoints.meta({ description: 'What the fan pays on top, likewise' }),
    effectiveFrom: instant,
    effectiveUntil: instant
      .nullable()
      .meta({ description: 'Its own end; null: until the next of its scope succeeds it' }),
    endsAt: instant
      .nullable()
      .meta({ description: 'When it ends as things stand: by itself or by the next' }),
    state: z.enum(['over', 'inForce', 'later']),
    reason: z.string(),
    createdBy: z.string(),
    createdAt: instant,
    example: ticketSum.meta({ description: 'A worked example for a price of 100.00' }),
  })
  .meta({ id: 'Percentages' });
export type PercentagesRule = z.infer<typeof percentagesRule>;

export const percentagesQuery = listQuery(['nearness', 'effectiveFrom', 'commissionBps'], {
  scope: z.enum(ruleScopes).optional(),
  target: z.string().max(100).optional(),
  at: instant.optional().meta({ description: 'State as of this moment instead of now' }),
  over: queryFlag.optional().meta({ description: 'true: those that are over as well; false: not' }),
});
export const percentagesList = listOf(percentagesRule);

/** Whom a rule scope, on the wire. */
export const ruleScope = {
  scope: z.enum(ruleScopes, 'Choose whom the rule scope.').default('marketplace'),
  target: z
    .string('Choose whom the rule scope.')
    .trim()
    .max(100, 'Use at most 100 characters.')
    .nullable()
    .default(null)
    .meta({ description: 'A plan’s name, or the id of what it scope; none for the marketplace default' }),
};

/** A rule begins at a moment and is never applied backwards. */
export const newPercentages = z.object({
  ...ruleScope,
  components: percentagesComponents,
  effectiveFrom: instant.optional().meta({ description: 'Now, unless said; never in the past' }),
  effectiveUntil: instant.nullable().default(null).meta({
    description: 'Its own end, after which what lies farther scope again; null: until the next of its scope',
  }),
  reason,
});
export type NewPercentages = z.input<typeof newPercentages>;

export const targetQuery = z.object({
  scope: z.enum(ruleScopes, 'Choose whom the rule scope.'),
  q: z.string().trim().max(100).default(''),
  id: z.string().max(100).optional().meta({ description: 'The name of this one' }),
});
export const ruleTarget = z.object({
  id: z.string().meta({ description: 'A rule’s target: a plan’s name, or an id' }),
  name: z.string(),
});
export type RuleTarget = z.infer<typeof ruleTarget>;
export const targetList = listOf(ruleTarget);
