/** Drafts of rules: they can be changed, replayed over past sales, put in force or dropped. */
import { z } from 'zod';
import { idOf, instant, listOf } from '../http/index.ts';
import { basisPoints } from '../money/index.ts';
import { percentagesComponent, percentagesComponents, ruleScopes } from './components.ts';
import { newPercentages, ruleScope, ticketSum } from './contract.ts';

/** A rule that isn't in force. */
export const percentagesDraft = z
  .object({
    id: idOf('percentagesDraft'),
    scope: z.enum(ruleScopes),
    target: z.string(),
    targetName: z.string(),
    components: z.array(percentagesComponent),
    commissionBps: basisPoints,
    feeBps: basisPoints,
    effectiveFrom: instant.nullable().meta({ description: 'null: from when it is put in force' }),
    effectiveUntil: instant.nullable(),
    reason: z.string(),
    version: z.int(),
    createdBy: z.string(),
    createdAt: instant,
    changedAt: instant,
    example: ticketSum.meta({ description: 'A worked example for a price of 100.00' }),
  })
  .meta({ id: 'PercentagesDraft' });
/** A rule that isn't in force. */
export type PercentagesDraft = z.infer<typeof percentagesDraft>;
/** The list of drafts. */
export const draftList = listOf(percentagesDraft);

/** Creates a draft. */
export const newDraft = z.object({
  ...ruleScope,
  components: percentagesComponents,
  effectiveFrom: instant.nullable().default(null).meta({ description: 'null: from when it is put in force' }),
  effectiveUntil: instant.nullable().default(null),
  reason: z.string().trim().max(500, 'Use at most 500 characters.').default(''),
});
/** A new draft as a client sends it. */
export type NewDraft = z.input<typeof newDraft>;

const version = z
  .int('Give the version that you read.')
  .meta({ description: 'The version that the caller read' });
/** Changes a draft. `version` refuses a draft that somebody changed since it was read. */
export const changedDraft = newDraft.extend({ version });
/** Deletes a draft. */
export const droppedDraft = z.object({ version });
/** Puts a draft in force. */
export const draftInForce = z.object({
  version,
  reason: newPercentages.shape.reason.optional().meta({ description: 'Replaces the draft’s reason' }),
});
