import { newPercentages, percentagesList, percentagesQuery, percentagesRule } from '@holdfast/shared/pricing';
import { doerOf } from '../platform/audit.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { createPercentages, listPercentages } from './percentages.ts';

export function pricingRoutes({ db }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/percentages',
      tag: 'Desk: percentages',
      summary: 'Percentages with a worked example, newest first',
      roles: ['staff', 'finance'],
      query: percentagesQuery,
      answer: percentagesList,
      handle: (_ctx, { query }) => listPercentages(db, query),
    }),
    endpoint({
      method: 'post',
      path: '/office/percentages',
      tag: 'Desk: percentages',
      summary: 'Set percentages from now or later on, for the house or one consignor',
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
