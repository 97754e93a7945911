import {
  newPlanPeriod,
  planList,
  planPeriodEnd,
  planPeriods,
  planQuery,
  takenBackPlan,
} from '@holdfast/shared/consignors';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { endPlan, givePlan, readPlanPeriods, takeBackPlan } from './planPeriods.ts';
import { listPlans } from './plans.ts';

const shared = { tag: 'Admin: consignors', roles: ['staff', 'finance'] } as const;
/** Percentages hang on the plan, so whoever changes it proves who they are, as for percentages. */
const changing = { ...shared, freshProof: true, idempotent: true, answer: planPeriods } as const;
const one = idParam('consignorPlan');

/** The plans of consignors, with their start and end. */
export function consignorPlanRoutes(): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/plans',
      summary: 'The plans that a consignor can have, with how many have each now',
      query: planQuery,
      answer: planList,
      run: (trx, { query }) => listPlans(trx, query),
    }),
    query({
      ...shared,
      path: '/admin/consignors/:id/plans',
      params: idParam('consignor'),
      summary: 'The plans of a consignor with their start and end; Standard outside of them',
      answer: planPeriods,
      problems: ['not_found'],
      run: (trx, { params }) => readPlanPeriods(trx, params.id),
    }),
    command({
      ...changing,
      method: 'post',
      path: '/admin/consignors/:id/plans',
      params: idParam('consignor'),
      summary: 'Give a consignor a plan from now or later on; sales keep the percentages of their own moment',
      body: newPlanPeriod,
      status: 201,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await givePlan(trx, params.id, body, principal);
        return readPlanPeriods(trx, params.id);
      },
    }),
    command({
      ...changing,
      method: 'put',
      path: '/admin/consignor-plans/:id/end',
      params: one,
      summary: 'Change when a plan of a consignor ends that isn’t over',
      body: planPeriodEnd,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: async (trx, { params, body, principal }) =>
        readPlanPeriods(trx, await endPlan(trx, params.id, body, principal)),
    }),
    command({
      ...changing,
      method: 'post',
      path: '/admin/consignor-plans/:id/take-back',
      params: one,
      summary: 'Take a plan of a consignor back before it begins',
      body: takenBackPlan,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      run: async (trx, { params, body, principal }) =>
        readPlanPeriods(trx, await takeBackPlan(trx, params.id, body, principal)),
    }),
  ];
}
