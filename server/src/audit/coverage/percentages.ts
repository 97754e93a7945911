/** Percentages: rules, drafts of rules, and what a draft would have meant. */
import { plainParts } from '@holdfast/shared/pricing';
import { expect } from 'vitest';
import { buildConsignor, dayMs, fromNow } from '../../../test/factories.ts';
import type { Bench } from './bench.ts';
import { type Case, changes, looks } from './case.ts';

const reason = 'Finance decided';
const parts = plainParts(1_900, 1_200);
const newer = plainParts(1_700, 1_200);

async function content({ house }: Bench) {
  return { reaches: 'consignor', target: await buildConsignor(house), parts, reason };
}

async function kept(bench: Bench) {
  const draft = await content(bench);
  const { id } = await bench.does<{ id: string }>('finance', 'POST', '/office/percentages/drafts', draft);
  return { id, draft, path: `/office/percentages/drafts/${id}` };
}

export const percentagesCases: Case[] = [
  changes({ by: 'finance', route: 'POST /office/percentages', deed: 'for the first time' }, async (bench) => {
    const body = await content(bench);
    return {
      path: '/office/percentages',
      body,
      entries: [{ what: 'percentages.create', reason, before: null, after: { target: body.target, parts } }],
    };
  }),
  changes({ by: 'finance', route: 'POST /office/percentages', deed: 'after another' }, async (bench) => {
    const body = await content(bench);
    await bench.does('finance', 'POST', '/office/percentages', body);
    return {
      path: '/office/percentages',
      body: { ...body, parts: newer },
      entries: [
        {
          what: 'percentages.create',
          reason,
          before: { target: body.target, parts },
          after: { target: body.target, parts: newer },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /office/percentages/drafts' }, async (bench) => {
    const body = await content(bench);
    return {
      path: '/office/percentages/drafts',
      body,
      entries: [{ what: 'percentages.draft', before: null, after: { target: body.target, parts } }],
    };
  }),
  changes({ by: 'finance', route: 'PUT /office/percentages/drafts/:id' }, async (bench) => {
    const { id, draft, path } = await kept(bench);
    return {
      path,
      body: { ...draft, parts: newer, version: 1 },
      entries: [{ what: 'percentages.redraft', subject: id, before: { parts }, after: { parts: newer } }],
    };
  }),
  changes({ by: 'finance', route: 'POST /office/percentages/drafts/:id/drop' }, async (bench) => {
    const { id, draft, path } = await kept(bench);
    return {
      path: `${path}/drop`,
      body: { version: 1 },
      entries: [
        { what: 'percentages.drop', subject: id, before: { target: draft.target, parts }, after: null },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /office/percentages/drafts/:id/put-in-force' }, async (bench) => {
    const { id, draft, path } = await kept(bench);
    return {
      path: `${path}/put-in-force`,
      body: { version: 1 },
      entries: [
        { what: 'percentages.create', reason, before: null, after: { target: draft.target, parts } },
        {
          what: 'percentages.putInForce',
          subject: id,
          before: { parts, becameRule: null },
          after: { parts, becameRule: expect.stringMatching(/^pct_/) },
        },
      ],
    };
  }),
  looks({ by: 'finance', route: 'POST /office/percentages/what-if' }, async (bench) => {
    const { reason: _reason, ...draft } = await content(bench);
    return {
      path: '/office/percentages/what-if',
      body: { draft, from: fromNow(-dayMs), until: fromNow(dayMs) },
    };
  }),
];
