/** Percentages rules: which one is in force for what, and from when. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery, queryFlag, reason } from '../http/index.ts';
import { basisPoints, minorUnits } from '../money/index.ts';
import { percentagesComponent, percentagesComponents, ruleScopes } from './components.ts';

/** The rule that applies to a listing or a consignor now. */
export const ruleInForce = z
  .object({
    id: idOf('percentages'),
    scope: z.enum(ruleScopes),
    target: z
      .string()
      .meta({ description: 'A plan’s name, or the id of the scope’s record; empty for the marketplace' }),
    components: z.array(percentagesComponent),
    effectiveFrom: instant,
  })
  .meta({ id: 'RuleInForce', description: 'The most specific rule in force applies as a whole' });
/** The rule that applies now. */
export type RuleInForce = z.infer<typeof ruleInForce>;

/** What one ticket's price splits into, minor units. `quote.ts` computes it. */
export const ticketSum = z.object({
  price: minorUnits,
  proceeds: minorUnits,
  commission: minorUnits,
  fee: minorUnits,
  allIn: minorUnits,
});

/** One rule with its period and a worked example. */
export const percentagesRule = z
  .object({
    id: idOf('percentages'),
    scope: z.enum(ruleScopes),
    target: z.string().meta({ description: 'A plan’s name, or an id; empty for the marketplace default' }),
    targetName: z.string().meta({ description: 'Its name, for people', example: 'Season Plus' }),
    components: z.array(percentagesComponent),
    commissionBps: basisPoints.meta({
      description: 'What the marketplace keeps, without minimums and maximums',
    }),
    feeBps: basisPoints.meta({ description: 'What the fan pays on top, without minimums and maximums' }),
    effectiveFrom: instant,
    effectiveUntil: instant
      .nullable()
      .meta({ description: 'Its own end; null: until the next rule of the same scope and target begins' }),
    endsAt: instant.nullable().meta({ description: 'When it ends, by its own end or by the next rule' }),
    state: z.enum(['over', 'inForce', 'later']),
    reason: z.string(),
    createdBy: z.string(),
    createdAt: instant,
    example: ticketSum.meta({ description: 'A worked example for a price of 100.00' }),
  })
  .meta({ id: 'Percentages' });
/** One percentages rule. */
export type PercentagesRule = z.infer<typeof percentagesRule>;

/** The query of the rule list; `at` asks for another moment than now. */
export const percentagesQuery = listQuery(['precedence', 'effectiveFrom', 'commissionBps'], {
  scope: z.enum(ruleScopes).optional(),
  target: z.string().max(100).optional(),
  at: instant.optional().meta({ description: 'State as of this moment instead of now' }),
  over: queryFlag.optional().meta({ description: 'true: also rules that have ended' }),
});
/** One page of rules. */
export const percentagesList = listOf(percentagesRule);

/** The fields of a request that name a rule's scope and target. */
export const ruleScope = {
  scope: z.enum(ruleScopes, 'Choose the rule’s scope.').default('marketplace'),
  target: z
    .string('Choose the rule’s scope.')
    .trim()
    .max(100, 'Use at most 100 characters.')
    .nullable()
    .default(null)
    .meta({
      description: 'A plan’s name, or the id of the scope’s record; none for the marketplace default',
    }),
};

/** Creates a rule. It begins now or later, never in the past. */
export const newPercentages = z.object({
  ...ruleScope,
  components: percentagesComponents,
  effectiveFrom: instant.optional().meta({ description: 'Default: now; never in the past' }),
  effectiveUntil: instant.nullable().default(null).meta({
    description:
      'Its own end, after which the next less specific rule applies; null: until the next rule of its scope',
  }),
  reason,
});
/** Takes a rule back before it begins. */
export const takenBackRule = z.object({ reason });
/** A new rule as a client sends it. */
export type NewPercentages = z.input<typeof newPercentages>;

/** Searches possible targets of a scope by name, or one target by id. */
export const targetQuery = z.object({
  scope: z.enum(ruleScopes, 'Choose the rule’s scope.'),
  q: z.string().trim().max(100).default(''),
  id: z.string().max(100).optional().meta({ description: 'The name of this one' }),
});
/** A possible target of a rule. */
export const ruleTarget = z.object({
  id: z.string().meta({ description: 'A rule’s target: a plan’s name, or an id' }),
  name: z.string(),
});
/** A possible target of a rule. */
export type RuleTarget = z.infer<typeof ruleTarget>;
/** One page of possible targets. */
export const targetList = listOf(ruleTarget);
