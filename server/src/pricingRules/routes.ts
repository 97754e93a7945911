import {
  newPercentages,
  percentagesList,
  percentagesQuery,
  percentagesRule,
  targetList,
  targetQuery,
} from '@holdfast/shared/pricing';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { draftRoutes } from './draftRoutes.ts';
import { createPercentages, listPercentages } from './percentages.ts';
import { findTargets, nameTarget } from './targets.ts';

export function pricingRuleRoutes(app: AppContext): AnyEndpoint[] {
  const { db } = app;
  return [
    ...draftRoutes(app),
    endpoint({
      method: 'get',
      path: '/admin/percentages',
      tag: 'Admin: percentages',
      summary: 'Rules of percentages with a worked example, nearest last',
      roles: ['staff', 'finance'],
      query: percentagesQuery,
      answer: percentagesList,
      handle: (_ctx, { query }) => listPercentages(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/admin/percentages/targets',
      tag: 'Admin: percentages',
      summary: 'What a rule can reach, by name',
      roles: ['staff', 'finance'],
      query: targetQuery,
      answer: targetList,
      handle: async (_ctx, { query }) => {
        const { scope, q, id } = query;
        const data = id === undefined ? await findTargets(db, scope, q) : await nameTarget(db, scope, id);
        return { data, total: data.length };
      },
    }),
    endpoint({
      method: 'post',
      path: '/admin/percentages',
      tag: 'Admin: percentages',
      summary: 'Set a rule from now or later on; the nearest wins',
      roles: ['finance'],
      idempotent: true,
      body: newPercentages,
      answer: percentagesRule,
      status: 201,
      problems: ['validation_failed', 'overlapping_percentages'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createPercentages(trx, body, principalOf(ctx))),
    }),
  ];
}
