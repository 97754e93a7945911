import {
  newPercentages,
  percentagesList,
  percentagesQuery,
  percentagesRule,
  targetList,
  targetQuery,
} from '@holdfast/shared/pricing';
import { doerOf } from '../platform/audit.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { draftRoutes } from './draftRoutes.ts';
import { createPercentages, listPercentages } from './percentages.ts';
import { findTargets, nameTarget } from './targets.ts';

export function pricingRoutes(house: House): AnyEndpoint[] {
  const { db } = house;
  return [
    ...draftRoutes(house),
    endpoint({
      method: 'get',
      path: '/office/percentages',
      tag: 'Desk: percentages',
      summary: 'Rules of percentages with a worked example, nearest last',
      roles: ['staff', 'finance'],
      query: percentagesQuery,
      answer: percentagesList,
      handle: (_ctx, { query }) => listPercentages(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/percentages/targets',
      tag: 'Desk: percentages',
      summary: 'What a rule can reach, by name',
      roles: ['staff', 'finance'],
      query: targetQuery,
      answer: targetList,
      handle: async (_ctx, { query }) => {
        const { reaches, q, id } = query;
        const data = id === undefined ? await findTargets(db, reaches, q) : await nameTarget(db, reaches, id);
        return { data, total: data.length };
      },
    }),
    endpoint({
      method: 'post',
      path: '/office/percentages',
      tag: 'Desk: percentages',
      summary: 'Set a rule from now or later on; the nearest wins',
      roles: ['finance'],
      idempotent: true,
      body: newPercentages,
      answer: percentagesRule,
      status: 201,
      problems: ['validation_failed', 'overlapping_percentages'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createPercentages(trx, body, doerOf(ctx))),
    }),
  ];
}
