/** Rules that nobody has put in force: saved, changed, replayed, dropped. */
import { z } from 'zod';
import { idOf, instant, listOf } from '../http/index.ts';
import { basisPoints } from '../money/index.ts';
import { percentagesComponent, percentagesComponents, ruleScopes } from './components.ts';
import { newPercentages, ruleScope, ticketSum } from './contract.ts';

export const percentagesDraft = z
  .object({
    id: idOf('percentagesDraft'),
    scope: z.enum(ruleScopes),
    target: z.string(),
    whom: z.string(),
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
export type PercentagesDraft = z.infer<typeof percentagesDraft>;
export const draftList = listOf(percentagesDraft);

export const newDraft = z.object({
  ...ruleScope,
  components: percentagesComponents,
  effectiveFrom: instant.nullable().default(null).meta({ description: 'null: from when it is put in force' }),
  effectiveUntil: instant.nullable().default(null),
  reason: z.string().trim().max(500, 'Use at most 500 characters.').default(''),
});
export type NewDraft = z.input<typeof newDraft>;

const version = z
  .int('Give the version that you looked at.')
  .meta({ description: 'The version that was looked at' });
export const changedDraft = newDraft.extend({ version });
export const droppedDraft = z.object({ version });
export const draftInForce = z.object({
  version,
  reason: newPercentages.shape.reason.optional().meta({ description: 'Instead of the draft’s own' }),
});
