/** Audit cases of percentages: rules, drafts and replays. */
import { plainComponents } from '@holdfast/shared/pricing';
import { expect } from 'vitest';
import { buildConsignor } from '../factories/consignors.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'Finance decided';
const components = plainComponents(1_900, 1_200);
const newer = plainComponents(1_700, 1_200);

async function content({ app }: Bench) {
  return { scope: 'consignor', target: await buildConsignor(app), components, reason };
}

async function kept(bench: Bench) {
  const draft = await content(bench);
  const { id } = await bench.does<{ id: string }>('finance', 'POST', '/admin/percentages/drafts', draft);
  return { id, draft, path: `/admin/percentages/drafts/${id}` };
}

/** The cases. */
export const percentagesCases: Case[] = [
  changes(
    { by: 'finance', route: 'POST /admin/percentages', action: 'for the first time' },
    async (bench) => {
      const body = await content(bench);
      return {
        path: '/admin/percentages',
        body,
        entries: [
          { what: 'percentages.create', reason, before: null, after: { target: body.target, components } },
        ],
      };
    },
  ),
  changes({ by: 'finance', route: 'POST /admin/percentages', action: 'after another' }, async (bench) => {
    const body = await content(bench);
    await bench.does('finance', 'POST', '/admin/percentages', body);
    return {
      path: '/admin/percentages',
      body: { ...body, components: newer },
      entries: [
        {
          what: 'percentages.create',
          reason,
          before: { target: body.target, components },
          after: { target: body.target, components: newer },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/percentages/drafts' }, async (bench) => {
    const body = await content(bench);
    return {
      path: '/admin/percentages/drafts',
      body,
      entries: [{ what: 'percentages.draft', before: null, after: { target: body.target, components } }],
    };
  }),
  changes({ by: 'finance', route: 'PUT /admin/percentages/drafts/:id' }, async (bench) => {
    const { id, draft, path } = await kept(bench);
    return {
      path,
      body: { ...draft, components: newer, version: 1 },
      entries: [
        { what: 'percentages.redraft', subject: id, before: { components }, after: { components: newer } },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/percentages/drafts/:id/drop' }, async (bench) => {
    const { id, draft, path } = await kept(bench);
    return {
      path: `${path}/drop`,
      body: { version: 1 },
      entries: [
        { what: 'percentages.drop', subject: id, before: { target: draft.target, components }, after: null },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/percentages/:id/take-back' }, async (bench) => {
    const body = { ...(await content(bench)), effectiveFrom: fromNow(dayMs) };
    const { id } = await bench.does<{ id: string }>('finance', 'POST', '/admin/percentages', body);
    const { target } = body;
    return {
      path: `/admin/percentages/${id}/take-back`,
      body: { reason },
      entries: [
        { what: 'percentages.draft', before: null, after: { target, components } },
        { what: 'percentages.takeBack', subject: id, reason, before: { target, components }, after: null },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/percentages/drafts/:id/put-in-force' }, async (bench) => {
    const { id, draft, path } = await kept(bench);
    return {
      path: `${path}/put-in-force`,
      body: { version: 1 },
      entries: [
        { what: 'percentages.create', reason, before: null, after: { target: draft.target, components } },
        {
          what: 'percentages.putInForce',
          subject: id,
          before: { components, becameRule: null },
          after: { components, becameRule: expect.stringMatching(/^pct_/) },
        },
      ],
    };
  }),
  previews({ by: 'finance', route: 'POST /admin/percentages/what-if' }, async (bench) => {
    const { reason: _reason, ...draft } = await content(bench);
    return {
      path: '/admin/percentages/what-if',
      body: { draft, from: fromNow(-dayMs), until: fromNow(dayMs) },
    };
  }),
];
