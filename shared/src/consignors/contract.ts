/** Consignors: the owners of the consigned tickets. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { ruleInForce } from '../pricing/contract.ts';

/** A consignor with the percentages in force and counts of its listings. */
export const consignor = z
  .object({
    id: idOf('consignor'),
    name: z.string(),
    email: z.string(),
    plan: z.string(),
    isMarketplace: z.boolean(),
    percentages: ruleInForce,
    commissionBps: z.int().meta({ description: 'Percentages in force now, basis points' }),
    feeBps: z.int(),
    counts: z.object({ submitted: z.int(), live: z.int(), sold: z.int() }),
    createdAt: instant,
  })
  .meta({ id: 'Consignor' });
/** A consignor as staff see it. */
export type Consignor = z.infer<typeof consignor>;
/** The query of the consignor list. */
export const consignorQuery = listQuery(['name', 'createdAt'], { q: z.string().trim().max(100).optional() });
/** One page of consignors. */
export const consignorList = listOf(consignor);
/** What is known of a consignor and may be corrected. */
const facts = {
  name: z.string().trim().min(2, 'Give the name.').max(120),
  email: z.email('Give an email address, such as ann@example.com.').max(200),
};
const plan = z.string().trim().min(1, 'Choose a plan.').max(60);
const isNewPlan = z.boolean().default(false).meta({
  description: 'True: no consignor has this plan yet, and it is meant. Otherwise an unknown plan is refused',
});
/** Creates a consignor. */
export const newConsignor = z.object({ ...facts, plan: plan.default('Standard'), isNewPlan });
/** A new consignor as a client sends it. */
export type NewConsignor = z.input<typeof newConsignor>;
/** Corrects a consignor. A plan's percentages apply to sales from then on. */
export const consignorCorrection = z.object({ ...facts, plan, isNewPlan });
/** A correction of a consignor as a client sends it. */
export type ConsignorCorrection = z.input<typeof consignorCorrection>;
/** A plan that a consignor can have; its name is its id. */
export const consignorPlan = z
  .object({ id: z.string(), consignors: z.int().meta({ description: 'How many have it' }) })
  .meta({ id: 'ConsignorPlan' });
/** A plan that a consignor can have. */
export type ConsignorPlan = z.infer<typeof consignorPlan>;
/** The query of the plans. */
export const planQuery = listQuery(['id'], {}, { perPage: 100 });
/** One page of plans. */
export const planList = listOf(consignorPlan);
