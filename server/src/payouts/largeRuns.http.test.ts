/** Runs of more consignors than one part: made, approved and withdrawn in the background, with progress, and each consignor once. */
import type { PayoutRunShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { owedConsignors } from '../../test/factories/owed.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { type PayoutClient, read, send, today, usePayouts } from '../../test/payoutClient.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { inTransaction } from '../platform/db/index.ts';
import { beginApproval, beginRun, payRun, workRun } from './index.ts';
import { firstPartSize, partSize } from './lockRun.ts';
import { showRun } from './readRuns.ts';
import { withdrawRun } from './withdrawRun.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

/** More than a part, and less than two. */
const consignors = partSize + 2;
const maker = { by: 'maker', requestId: null };
const approver = { by: 'approver', requestId: null };

const until = (who: Fan, id: string, state: PayoutRunShown['state']) =>
  eventually(
    `the run is ${state}`,
    async () => (await read<PayoutRunShown>(who, `payout-runs/${id}`)).state === state,
  );
/** The application's own job may be at it too, and holds what it works on. */
async function worked(id: string, state: PayoutRunShown['state']): Promise<PayoutRunShown> {
  const shown = () => inTransaction(app.context.db, (trx) => showRun(trx, id, 'maker'));
  await workRun(app.context, id);
  await eventually(`the run is ${state}`, async () => (await shown()).state === state);
  return shown();
}
const audited = (what: string, id: string) => app.context.db('audit_entries').where({ what, subject: id });

it('makes and approves the first part at once, and a job the others', async () => {
  const { db, engine } = app.context;
  const owed = await owedConsignors(app.context, consignors);
  const { maker: mia, approver: ann } = await client.afterTheEvent(0);
  const begun = await client.makeRun(mia);
  expect(begun).toMatchObject({
    state: 'making',
    progress: { done: firstPartSize, total: consignors },
    counts: { draft: firstPartSize },
  });
  await until(mia, begun.id, 'draft');
  const made = await read<PayoutRunShown>(mia, `payout-runs/${begun.id}`);
  expect(made).toMatchObject({ progress: null, counts: { draft: consignors }, amount: { amount: owed } });
  expect(made.payouts).toHaveLength(200);
  expect(await audited('payoutRun.make', begun.id)).toMatchObject([
    { after: { payouts: consignors, amount: owed } },
  ]);
  const page = await read<{ data: PayoutRunShown['payouts']; total: number }>(
    mia,
    `payout-runs/${begun.id}/payouts?sort=amount&order=asc&perPage=2&q=owed`,
  );
  expect(page).toMatchObject({
    total: consignors,
    data: [{ amount: { amount: 10_001 } }, { amount: { amount: 10_002 } }],
  });

  // One transaction sees it while the job hasn't begun.
  await inTransaction(db, async (trx) => {
    await beginApproval(trx, engine, begun.id, approver);
    expect(await showRun(trx, begun.id, 'approver')).toMatchObject({
      state: 'approving',
      progress: { done: partSize, total: consignors },
    });
    const paid = { way: 'check', reference: 'Check 1042', paidOn: today() } as const;
    await expect(payRun(trx, engine, begun.id, paid, approver)).rejects.toMatchObject({
      code: 'transition_refused',
      message: expect.stringMatching(/still being approved/),
    });
  });
  await until(ann, begun.id, 'approved');
  expect(await read<PayoutRunShown>(ann, `payout-runs/${begun.id}`)).toMatchObject({
    counts: { approved: consignors },
    toPay: { bank: { payouts: consignors, amount: owed }, stripe: { payouts: 0 } },
  });
  expect(await audited('payoutRun.approve', begun.id)).toMatchObject([
    { after: { payouts: consignors, leftOut: [] } },
  ]);
  const paid = await send<PayoutRunShown>(ann, `payout-runs/${begun.id}/pay`, {
    way: 'check',
    reference: 'Check 1042',
    paidOn: today(),
  });
  expect(paid.body).toMatchObject({ state: 'done', counts: { paid: consignors } });
});

it('leaves out of the last part what changed since, and withdraws while it is made', async () => {
  const { db, engine } = app.context;
  const owed = await owedConsignors(app.context, consignors);
  const id = await inTransaction(db, async (trx) => {
    const run = await beginRun(trx, engine, { minimum: 1, note: null }, maker);
    await expect(beginApproval(trx, engine, run, approver)).rejects.toMatchObject({
      message: expect.stringMatching(/still being made/),
    });
    await expect(beginRun(trx, engine, { minimum: 1, note: null }, maker)).rejects.toMatchObject({
      message: expect.stringMatching(/^Another run is being made/),
    });
    await withdrawRun(trx, engine, run, 'The wrong week', maker);
    return run;
  });
  expect(await worked(id, 'withdrawn')).toMatchObject({
    counts: { dropped: firstPartSize },
  });
  const again = await inTransaction(db, (trx) => beginRun(trx, engine, { minimum: 1, note: null }, maker));
  // Two jobs at once, as after a worker that was taken for dead: each consignor is in the run once.
  const [made] = await Promise.all([worked(again, 'draft'), worked(again, 'draft')]);
  expect(made).toMatchObject({ state: 'draft', counts: { draft: consignors }, amount: { amount: owed } });
  const last = await db('payouts').where({ run_id: again }).orderBy('id', 'desc').first();
  await db('payout_holds').insert({
    consignor_id: last.consignor_id,
    reason: 'Which bank?',
    at: new Date(),
    by: 'maker',
  });
  await inTransaction(db, (trx) => beginApproval(trx, engine, again, approver));
  expect(await worked(again, 'approved')).toMatchObject({
    dropped: 1,
    counts: { approved: consignors - 1, dropped: 1 },
  });
});

it('of whom nothing may be paid, there is no run', async () => {
  const { db, engine } = app.context;
  const finance = (await client.afterTheEvent(0)).maker;
  await owedConsignors(app.context, 3);
  const before = await db('payout_runs');
  const refused = await send(finance, 'payout-runs', { minimum: 9_999_999 });
  expect(refused.body.code).toBe('nothing_to_do');
  expect(await db('payout_runs')).toHaveLength(before.length);
  // Where only the last part would tell, the run ends by itself.
  await owedConsignors(app.context, consignors);
  const id = await inTransaction(db, (trx) =>
    beginRun(trx, engine, { minimum: 9_999_999, note: null }, maker),
  );
  expect(await worked(id, 'withdrawn')).toMatchObject({ counts: {} });
});

it('a line that the previous code writes, while it still runs, has what is judged of it', async () => {
  const { db } = app.context;
  await owedConsignors(app.context, 1);
  const trx = await db.transaction();
  try {
    const open = await trx('payout_open_entries').orderBy('at', 'desc').first();
    const line = { payout_id: 'pyt_before', transaction_id: open.transaction_id, line: open.line };
    await trx('payout_lines').insert({ ...line, amount: -open.amount });
    expect(await trx('payout_lines').where(line).first()).toMatchObject({
      kind: 'adjustment',
      reservation_id: null,
      event_id: null,
    });
    expect(await trx('payout_open_entries').where({ transaction_id: open.transaction_id })).toEqual([]);
    // What isn't open can't be held.
    await expect(
      trx('payout_lines').insert({ ...line, payout_id: 'pyt_twice', amount: 1 }),
    ).rejects.toThrow();
  } finally {
    await trx.rollback();
  }
});
