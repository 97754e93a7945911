/**
 * kill -9 between any two steps of paying a consignor by Stripe. Another process goes on: one transfer, the payout paid, the books
 * equal to Stripe's.
 */
import { expect } from 'vitest';
import { goToStripe } from '../../src/connectedAccounts/index.ts';
import { approveRun, makeRun, stepPayout } from '../../src/payouts/index.ts';
import { sendTransfers } from '../../src/payouts/transfers/sendTransfers.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import type { transferCrashPoints } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { compareWithStripe } from '../../src/verify/stripeBooks.ts';
import { verify } from '../../src/verify/verify.ts';
import { askSandbox } from '../askSandbox.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../factories/consignors.ts';
import { buildListing } from '../factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../factories/times.ts';
import { eventually, Fan } from '../fan.ts';
import { sandboxStripe } from '../sandboxStripe.ts';
import { travel } from '../travel.ts';
import { openCrashing } from './crashingApps.ts';

const maker = { by: 'maker', requestId: null };
const approver = { by: 'approver', requestId: null };

/** Pays a consignor, and takes it back where the point is of that, while the process is killed there. */
export async function survives(point: (typeof transferCrashPoints)[number]): Promise<void> {
  const { app, start, ...at } = await openCrashing();
  const first = await start(point);
  const payoutId = await approvedPayout(app, at);
  const row = () => app.db('payouts').where({ id: payoutId }).first();
  const becomes = (state: string) =>
    eventually(`the payout is ${state}`, async () => (await row()).state === state);
  if (point.startsWith('reversal')) {
    await becomes('paid');
    const { version } = await row();
    await inTransaction(app.db, (trx) =>
      stepPayout(
        trx,
        app.engine,
        payoutId,
        { type: 'reverse', why: 'Paid twice' },
        { version, reason: 'Paid twice' },
        approver,
      ),
    );
  }
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
  await start(null);
  await becomes(point.startsWith('reversal') ? 'returned' : 'paid');
  await eventually('no job is left', async () => {
    const left = await app.db('graphile_worker.jobs').where('task_identifier', 'like', 'payouts.%Transfer');
    return left.length === 0;
  });
  const { data } = await sandboxStripe(at).transfers.list();
  expect(data.map(({ amount, reversed }) => [amount, reversed])).toEqual([
    [18_000, point.startsWith('reversal')],
  ]);
  expect(await app.db('payout_attempts').where({ payout_id: payoutId })).toHaveLength(1);
  expect(await verify(app.db, app.engine)).toEqual([]);
  expect(await compareWithStripe(app.db, sandboxStripe(at))).toEqual([]);
}

/** A payout of 180.00 that goes to an account at Stripe, approved and sent. @returns its id */
async function approvedPayout(app: AppContext, at: { url: string; sandboxUrl: string }): Promise<string> {
  await buildPercentages(app, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  await app.db('connect_settings').update({ is_on: true });
  await app.db('bank_settings').update({ waiting_days: 0 });
  const consignorId = await buildConsignor(app);
  await goToStripe(app, sandboxStripe(at), consignorId, maker);
  const account = () => app.db('connected_accounts').where({ consignor_id: consignorId }).first();
  await askSandbox(at, 'POST', `accounts/${(await account()).stripe_id}`, { standing: 'complete' });
  await eventually('the account is ready', async () => (await account()).state === 'enabled');
  const eventId = await buildEvent(app, { startsAt: fromNow(hourMs) });
  const listing = await buildListing(app, { eventId, consignorId, priceAmount: 10_000 });
  await new Fan(at).buy(listing.id, 2);
  await travel(app.db, 8 * dayMs);
  await inTransaction(app.db, async (trx) => {
    const runId = await makeRun(trx, app.engine, { minimum: 1, note: null }, maker);
    await approveRun(trx, app.engine, runId, approver);
    await sendTransfers(trx, app.engine, runId, approver);
  });
  return (await app.db('payouts').first()).id;
}
