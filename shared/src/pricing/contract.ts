import { z } from 'zod';
import { idOf, instant, listOf, listQuery, queryFlag, reason } from '../http/index.ts';
import { basisPoints, minorUnits } from '../money/index.ts';
import { percentagesPart, percentagesParts, reaches } from './parts.ts';

/** The rule that reaches a listing or a consignor now, as their own pages say it. */
export const ruleInForce = z
  .object({
    id: idOf('percentages'),
    reaches: z.enum(reaches),
    target: z
      .string()
      .meta({ description: 'A plan’s name, or the id of what it reaches; empty for the house' }),
    parts: z.array(percentagesPart),
    effectiveFrom: instant,
  })
  .meta({ id: 'RuleInForce', description: 'The nearest rule wins as a whole' });
export type RuleInForce = z.infer<typeof ruleInForce>;

/** One ticket, minor units. */
export const ticketSum = z.object({
  price: minorUnits,
  consignor: minorUnits,
  house: minorUnits,
  fee: minorUnits,
  allIn: minorUnits,
});

export const percentagesRule = z
  .object({
    id: idOf('percentages'),
    reaches: z.enum(reaches),
    target: z.string().meta({ description: 'A plan’s name, or an id; empty for the house default' }),
    whom: z.string().meta({ description: 'Its name, for people', example: 'Season Plus' }),
    parts: z.array(percentagesPart),
    houseBps: basisPoints.meta({ description: 'What the house keeps, without regard to least and most' }),
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

export const percentagesQuery = listQuery(['nearness', 'effectiveFrom', 'houseBps'], {
  reaches: z.enum(reaches).optional(),
  target: z.string().max(100).optional(),
  at: instant.optional().meta({ description: 'State as of this moment instead of now' }),
  over: queryFlag.optional().meta({ description: 'true: those that are over as well; false: not' }),
});
export const percentagesList = listOf(percentagesRule);

/** Whom a rule reaches, on the wire. */
export const ruleScope = {
  reaches: z.enum(reaches, 'Choose whom the rule reaches.').default('house'),
  target: z
    .string('Choose whom the rule reaches.')
    .trim()
    .max(100, 'Use at most 100 characters.')
    .nullable()
    .default(null)
    .meta({ description: 'A plan’s name, or the id of what it reaches; none for the house default' }),
};

/** A rule begins at a moment and is never applied backwards. */
export const newPercentages = z.object({
  ...ruleScope,
  parts: percentagesParts,
  effectiveFrom: instant.optional().meta({ description: 'Now, unless said; never in the past' }),
  effectiveUntil: instant.nullable().default(null).meta({
    description:
      'Its own end, after which what lies farther reaches again; null: until the next of its scope',
  }),
  reason,
});
export type NewPercentages = z.input<typeof newPercentages>;

export const targetQuery = z.object({
  reaches: z.enum(reaches, 'Choose whom the rule reaches.'),
  q: z.string().trim().max(100).default(''),
  id: z.string().max(100).optional().meta({ description: 'The name of this one' }),
});
export const ruleTarget = z.object({
  id: z.string().meta({ description: 'A rule’s target: a plan’s name, or an id' }),
  name: z.string(),
});
export type RuleTarget = z.infer<typeof ruleTarget>;
export const targetList = listOf(ruleTarget);
