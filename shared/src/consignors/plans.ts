/** Which plan a consignor has, from when and until when. What is over never changes. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';
import { isNewPlan, planName } from './contract.ts';

/** One plan of a consignor, with its period. */
export const planPeriod = z
  .object({
    id: idOf('consignorPlan'),
    plan: z.string(),
    effectiveFrom: instant,
    effectiveUntil: instant
      .nullable()
      .meta({ description: 'Its own end; null: until the next plan of the consignor begins' }),
    endsAt: instant.nullable().meta({ description: 'When it ends, by its own end or by the next plan' }),
    state: z.enum(['over', 'inForce', 'later']),
    reason: z.string(),
    createdBy: z.string(),
  })
  .meta({ id: 'PlanPeriod' });
/** One plan of a consignor, with its period. */
export type PlanPeriod = z.infer<typeof planPeriod>;
/** The plans of a consignor, the first one first. Outside of these the plan is Standard. */
export const planPeriods = z.object({ data: z.array(planPeriod) }).meta({ id: 'PlanPeriods' });

/** Gives a consignor a plan, from now or later on. */
export const newPlanPeriod = z.object({
  plan: planName,
  isNewPlan,
  effectiveFrom: instant.nullable().default(null).meta({ description: 'Null: now. Never in the past' }),
  effectiveUntil: instant.nullable().default(null).meta({
    description: 'Its own end, after which the plan is Standard; null: until the next one begins',
  }),
  reason,
});
/** Changes when a plan ends that isn't over yet. */
export const planPeriodEnd = z.object({
  effectiveUntil: instant
    .nullable()
    .meta({ description: 'Never in the past; null: until the next plan of the consignor begins' }),
  reason,
});
/** Takes a plan back before it begins. */
export const takenBackPlan = z.object({ reason });
