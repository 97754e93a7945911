/** Audit cases of consignors: their facts, standing, merges and files. */
import { buildConsignor } from '../factories/consignors.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'They moved to another city';
let count = 0;
const newEmail = () => `audited-consignor-${++count}@example.com`;

const begins = fromNow(10 * dayMs);
/** A plan that begins later. */
async function givenPlan(bench: Bench) {
  const subject = await buildConsignor(bench.app);
  const body = { plan: 'Standard', effectiveFrom: begins, reason };
  const { data } = await bench.does<{ data: Array<{ id: string }> }>(
    'staff',
    'POST',
    `/admin/consignors/${subject}/plans`,
    body,
  );
  return { subject, id: data[0]?.id };
}

/** The cases. */
export const consignorCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/consignors' }, async () => {
    const body = { name: 'Marguerite Oyelaran', email: newEmail() };
    return {
      path: '/admin/consignors',
      body,
      entries: [{ what: 'consignor.create', before: null, after: { ...body, plan: 'Standard' } }],
    };
  }),
  changes({ by: 'staff', route: 'PUT /admin/consignors/:id' }, async (bench) => {
    const before = { name: 'Ruth Abara', email: newEmail() };
    const after = { ...before, name: 'Ruth Abara-Klein', phone: '+1 412 555 0100' };
    const { id } = await bench.does<{ id: string }>('staff', 'POST', '/admin/consignors', before);
    return {
      path: `/admin/consignors/${id}`,
      body: after,
      entries: [{ what: 'consignor.correct', subject: id, before: { ...before, phone: null }, after }],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/consignors/:id/plans' }, async ({ app }) => {
    const subject = await buildConsignor(app);
    const after = { plan: 'Standard', effectiveFrom: begins, effectiveUntil: null };
    return {
      path: `/admin/consignors/${subject}/plans`,
      body: { ...after, reason },
      entries: [{ what: 'consignor.plan', subject, reason, before: null, after }],
    };
  }),
  changes({ by: 'staff', route: 'PUT /admin/consignor-plans/:id/end' }, async (bench) => {
    const { subject, id } = await givenPlan(bench);
    const effectiveUntil = fromNow(30 * dayMs);
    return {
      path: `/admin/consignor-plans/${id}/end`,
      body: { effectiveUntil, reason },
      entries: [
        {
          what: 'consignor.planEnd',
          subject,
          reason,
          before: { effectiveUntil: null },
          after: { effectiveUntil },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/consignor-plans/:id/take-back' }, async (bench) => {
    const { subject, id } = await givenPlan(bench);
    return {
      path: `/admin/consignor-plans/${id}/take-back`,
      body: { reason },
      entries: [
        { what: 'consignor.planTakeBack', subject, reason, before: { plan: 'Standard' }, after: null },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/consignors/:id/deactivate' }, async ({ app }) => {
    const subject = await buildConsignor(app);
    return {
      path: `/admin/consignors/${subject}/deactivate`,
      body: { reason },
      entries: [
        {
          what: 'consignor.deactivate',
          subject,
          reason,
          before: { deactivated: false },
          after: { deactivated: true, paused: 0 },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/consignors/:id/reactivate' }, async (bench) => {
    const subject = await buildConsignor(bench.app);
    await bench.does('staff', 'POST', `/admin/consignors/${subject}/deactivate`, { reason });
    return {
      path: `/admin/consignors/${subject}/reactivate`,
      entries: [
        {
          what: 'consignor.reactivate',
          subject,
          before: { deactivated: true },
          after: { deactivated: false },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/consignors/:id/merge' }, async ({ app }) => {
    const subject = await buildConsignor(app);
    const intoId = await buildConsignor(app);
    return {
      path: `/admin/consignors/${subject}/merge`,
      body: { intoId, reason },
      entries: [
        {
          what: 'consignor.merge',
          subject,
          reason,
          before: { mergedInto: null },
          after: { mergedInto: intoId, Listings: 0 },
        },
        {
          what: 'consignor.takeOver',
          subject: intoId,
          reason,
          before: { tookOver: null },
          after: { tookOver: subject, Listings: 0 },
        },
      ],
    };
  }),
  previews({ by: 'staff', route: 'POST /admin/consignor-files/preview' }, async () => ({
    path: '/admin/consignor-files/preview',
    body: { rows: [{ name: 'Ike Ode', email: newEmail() }] },
  })),
  changes({ by: 'staff', route: 'POST /admin/consignor-files' }, async ({ app }) => {
    const subject = await buildConsignor(app, { name: 'Jo Ode' });
    const row = { id: subject, name: 'Jo Ode', email: `${subject}@example.com`, phone: '+1 412 555 0199' };
    const seen = [{ outcome: 'changed', message: 'Changes phone.', consignorId: subject }];
    return {
      path: '/admin/consignor-files',
      body: { rows: [row], seen },
      entries: [
        { what: 'consignor.correct', subject, before: { phone: null }, after: { phone: row.phone } },
        { what: 'consignor.file', subject: 'consignors', before: { changed: 0 }, after: { changed: 1 } },
      ],
    };
  }),
];
