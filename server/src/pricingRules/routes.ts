import { idParam } from '@holdfast/shared/http';
import {
  newPercentages,
  percentagesDraft,
  percentagesList,
  percentagesQuery,
  percentagesRule,
  takenBackRule,
  targetList,
  targetQuery,
} from '@holdfast/shared/pricing';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { draftRoutes } from './draftRoutes.ts';
import { createPercentages, listPercentages } from './percentages.ts';
import { takeBackRule } from './takeBackRule.ts';
import { findTargets, nameTarget } from './targets.ts';

export function pricingRuleRoutes(): AnyEndpoint[] {
  return [
    ...draftRoutes(),
    query({
      path: '/admin/percentages',
      tag: 'Admin: percentages',
      summary: 'Rules of percentages with a worked example, nearest last',
      roles: ['staff', 'finance'],
      query: percentagesQuery,
      answer: percentagesList,
      read: (db, { query }) => listPercentages(db, query),
    }),
    query({
      path: '/admin/percentages/targets',
      tag: 'Admin: percentages',
      summary: 'What a rule can reach, by name',
      roles: ['staff', 'finance'],
      query: targetQuery,
      answer: targetList,
      read: async (db, { query }) => {
        const { scope, q, id } = query;
        const data = id === undefined ? await findTargets(db, scope, q) : await nameTarget(db, scope, id);
        return { data, total: data.length };
      },
    }),
    command({
      method: 'post',
      path: '/admin/percentages',
      freshProof: true,
      tag: 'Admin: percentages',
      summary: 'Set a rule from now or later on; the nearest wins',
      roles: ['finance'],
      idempotent: true,
      body: newPercentages,
      answer: percentagesRule,
      status: 201,
      problems: ['validation_failed', 'overlapping_percentages'],
      run: (trx, { body, principal }) => createPercentages(trx, body, principal),
    }),
    command({
      method: 'post',
      path: '/admin/percentages/:id/take-back',
      freshProof: true,
      params: idParam('percentages'),
      tag: 'Admin: percentages',
      summary: 'Take a rule back before it begins: it is a draft again, to be corrected or dropped',
      roles: ['finance'],
      idempotent: true,
      body: takenBackRule,
      answer: percentagesDraft,
      problems: ['not_found', 'transition_refused', 'validation_failed'],
      run: (trx, { params, body, principal }) => takeBackRule(trx, params.id, body, principal),
    }),
  ];
}
