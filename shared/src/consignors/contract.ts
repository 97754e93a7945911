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
/** Creates a consignor. */
export const newConsignor = z.object({
  name: z.string().trim().min(2, 'Give the name.').max(120),
  email: z.email('Give an email address, such as ann@example.com.').max(200),
  plan: z.string().trim().max(60).default('Standard'),
});
/** A new consignor as a client sends it. */
export type NewConsignor = z.input<typeof newConsignor>;
