/** Audit cases of saved price rules. */
import { expect } from 'vitest';
import { buildListing } from '../../factories/listings.ts';
import { type Case, changes } from '../case.ts';
import type { Bench } from '../testBench.ts';
import { price } from './common.ts';

const rule = {
  name: 'Follow the market',
  pricing: { change: { by: 'market', bps: -500 }, roundTo: 100, keepWithinLimits: true },
  runsAt: '06:30',
};

async function savedRule(bench: Bench): Promise<string> {
  const { eventId } = await buildListing(bench.app);
  const pricing = { change: { by: 'percent', bps: -500 } };
  const body = { ...rule, pricing, filter: { eventId } };
  return (await bench.does<{ id: string }>('staff', 'POST', '/admin/price-rules', body)).id;
}

export const priceRuleCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/price-rules' }, async ({ app }) => {
    const { eventId } = await buildListing(app);
    const body = { ...rule, filter: { eventId } };
    return {
      path: '/admin/price-rules',
      body,
      entries: [{ what: 'priceRule.create', before: null, after: body }],
    };
  }),
  changes({ by: 'staff', route: 'PUT /admin/price-rules/:id' }, async (bench) => {
    const id = await savedRule(bench);
    const body = { ...rule, runsAt: '07:00', isOn: false };
    return {
      path: `/admin/price-rules/${id}`,
      body: { ...body, version: 1 },
      entries: [
        { what: 'priceRule.change', subject: id, before: { runsAt: '06:30', isOn: true }, after: body },
      ],
    };
  }),
  changes({ by: 'staff', route: 'DELETE /admin/price-rules/:id' }, async (bench) => {
    const id = await savedRule(bench);
    return {
      path: `/admin/price-rules/${id}`,
      entries: [{ what: 'priceRule.delete', subject: id, before: { name: rule.name }, after: null }],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/price-rules/:id/run' }, async (bench) => {
    const id = await savedRule(bench);
    return {
      path: `/admin/price-rules/${id}/run`,
      entries: [
        { what: 'bulkRun.start', subject: expect.any(String), before: null, after: { listings: 1 } },
        { what: 'priceRule.run', subject: id, before: null, after: { name: rule.name } },
        {
          what: 'listing.price',
          subject: expect.any(String),
          before: { priceAmount: price },
          after: { priceAmount: 9_500 },
        },
      ],
    };
  }),
];
