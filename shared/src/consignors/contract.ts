/** Consignors: the owners of the consigned tickets. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { ruleInForce } from '../pricing/contract.ts';
import { profileFields } from './profile.ts';

/** A consignor with the percentages in force and counts of its listings. */
export const consignor = z
  .object({
    id: idOf('consignor'),
    name: z.string(),
    email: z.string(),
    legalName: z.string().nullable(),
    otherEmails: z.array(z.string()),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string().nullable(),
    timeZone: z.string().nullable(),
    language: z.string().nullable(),
    notes: z.string().nullable(),
    tags: z.array(z.string()),
    payoutDays: z.int(),
    deactivatedAt: instant.nullable().meta({
      description: 'Set: nothing of theirs is on sale, nothing new is taken in, nobody signs in for them',
    }),
    mergedInto: z.object({ id: idOf('consignor'), name: z.string() }).nullable(),
    plan: z.string().meta({ description: 'The plan that is in force now' }),
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
/** Which consignors a list shows. */
export const consignorState = z
  .enum(['current', 'deactivated', 'all'])
  .default('current')
  .meta({ description: 'Merged ones stand among the deactivated' });
/** The query of the consignor list. */
export const consignorQuery = listQuery(['name', 'createdAt'], {
  q: z.string().trim().max(100).optional().meta({ description: 'A part of a name, an address or a tag' }),
  state: consignorState,
});
/** One page of consignors. */
export const consignorList = listOf(consignor);
/** What is known of a consignor and may be corrected. */
const facts = {
  name: z.string().trim().min(2, 'Give the name.').max(120),
  email: z.email('Give an email address, such as ann@example.com.').max(200),
};
/** The name of a plan. */
export const planName = z
  .string({ error: 'Choose a plan.' })
  .trim()
  .min(1, 'Choose a plan.')
  .max(60, 'At most 60 characters.');
/** Says that a plan which nobody has yet is meant. */
export const isNewPlan = z.boolean().default(false).meta({
  description: 'True: no consignor has this plan yet, and it is meant. Otherwise an unknown plan is refused',
});
const isAnother = z.boolean().default(false).meta({
  description: 'True: the consignors with the same name and address were seen, and this is another one',
});
/** The plan of those for whom nothing else is in force. */
export const standardPlan = 'Standard';
/** Creates a consignor. */
export const newConsignor = z.object({
  ...facts,
  ...profileFields,
  plan: planName.default(standardPlan).meta({ description: 'From now on, until another one begins' }),
  isNewPlan,
  isAnother,
});
/** A new consignor as a client sends it. */
export type NewConsignor = z.input<typeof newConsignor>;
/** Corrects a consignor: what is left out is emptied. Its plans have a start and an end, and requests of their own. */
export const consignorCorrection = z.object({ ...facts, ...profileFields, isAnother });
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

/** Looks for consignors that may be the same. */
export const duplicateQuery = z.object({
  name: z.string().trim().max(120).default(''),
  email: z.string().trim().max(200).default(''),
  address: z.string().trim().max(200).default(''),
  id: idOf('consignor')
    .optional()
    .meta({ description: 'The one that is corrected, which is no duplicate of itself' }),
});
/** A consignor that may be the same. */
export const consignorDuplicate = z
  .object({
    id: idOf('consignor'),
    name: z.string(),
    email: z.string(),
    why: z.enum(['email', 'nameAndAddress']),
    deactivatedAt: instant.nullable(),
  })
  .meta({ id: 'ConsignorDuplicate' });
/** A consignor that may be the same. */
export type ConsignorDuplicate = z.infer<typeof consignorDuplicate>;
/** Consignors that may be the same, at most ten. */
export const duplicateList = z.object({ data: z.array(consignorDuplicate) });
