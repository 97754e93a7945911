/** Payouts to accounts at Stripe, over HTTP: runs that are ready, sent, and looked at. */
import type { PayableShown, PayoutRunShown, PayoutShown, TransferPlan } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { runBalance } from '../src/dailyBalance/index.ts';
import { bookFees } from '../src/payments/bookFees.ts';
import { compareWithStripe } from '../src/verify/stripeBooks.ts';
import { askSandbox } from './askSandbox.ts';
import { paidByStripe, switchConnect } from './connectClient.ts';
import { eventually, type Fan, injectFaults } from './fan.ts';
import { it } from './fixtures.ts';
import { ofConsignor, type PayoutClient, read, send, usePayouts } from './payoutClient.ts';
import type { TestApp } from './runningApp.ts';
import { sandboxStripe } from './sandboxStripe.ts';

export const sendRun = (who: Fan, runId: string) =>
  send<PayoutRunShown>(who, `payout-runs/${runId}/transfers`);
export const planOf = (who: Fan, runId: string) => read<TransferPlan>(who, `payout-runs/${runId}/transfers`);
export const show = (who: Fan, payoutId: string) => read<PayoutShown>(who, `payouts/${payoutId}`);
export async function until(who: Fan, payoutId: string, state: PayoutShown['state']): Promise<PayoutShown> {
  await eventually(
    `the payout is ${state}`,
    async () => (await show(who, payoutId)).state === state,
    undefined,
    async () => JSON.stringify(await show(who, payoutId)),
  );
  return show(who, payoutId);
}
/** What a consignor is owed by the books. */
export const owed = async (who: Fan, consignorId: string) =>
  (await read<PayableShown>(who, `payables/${consignorId}`)).owed;

function transferClient(app: TestApp, client: PayoutClient) {
  /** An approved run in which everybody's sales are. */
  async function approvedRun(people: Awaited<ReturnType<PayoutClient['afterTheEvent']>>) {
    const run = await client.makeRun(people.maker);
    const { status, body } = await send<PayoutRunShown>(people.approver, `payout-runs/${run.id}/approve`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  }
  /** A consignor who is paid by Stripe, with their sale of 180.00 in an approved run. */
  async function readyToSend() {
    const { consignorId, stripeId } = await paidByStripe(app);
    await client.sold({ consignorId });
    const people = await client.afterTheEvent();
    const run = await approvedRun(people);
    const { id: payoutId } = ofConsignor(run, consignorId);
    return { consignorId, stripeId, runId: run.id, payoutId, finance: people.approver };
  }
  const transfersTo = async (destination: string) =>
    (await sandboxStripe(app).transfers.list({ destination })).data;
  const addToBalance = (amount: number) => askSandbox(app, 'POST', 'balance', { amount });
  const available = async () => (await sandboxStripe(app).balance.retrieve()).available[0]?.amount ?? 0;
  /** Lines of the daily balance, after Stripe was read now; what tests added to it is none. */
  async function differences() {
    const stripe = sandboxStripe(app);
    await bookFees(app.context, stripe, null);
    await runBalance(app.context, stripe, { grace: 0 });
    return app.context.db('balance_differences').whereNull('gone_at').whereNot({ kind: 'remainder' });
  }
  /** Stripe's balance and the books are the same, transfer by transfer. */
  async function balanced(): Promise<void> {
    expect(await differences()).toEqual([]);
    expect(await compareWithStripe(app.context.db, sandboxStripe(app))).toEqual([]);
  }
  return { ...client, approvedRun, readyToSend, transfersTo, addToBalance, available, differences, balanced };
}
/** What tests of transfers do. */
export type TransferClient = ReturnType<typeof transferClient>;

/** A marketplace that pays by Stripe, for the calling test file; after each test the books hold. */
export function useTransfers(begin: (app: TestApp, client: TransferClient) => void): void {
  usePayouts((app, client) => begin(app, transferClient(app, client)));
  it.beforeAll(async ({ running }) => {
    await switchConnect(running, true);
  });
  it.afterEach(({ running }) => injectFaults(running.sandboxUrl, null));
}
