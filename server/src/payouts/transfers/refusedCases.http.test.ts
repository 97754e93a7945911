/** Payouts that Stripe or the bank refused, or that came back, are cases of finance, over HTTP, until somebody did something about them. */
import type { CaseRow } from '@holdfast/shared/cases';
import type { PayoutShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { accountBecomes } from '../../../test/connectClient.ts';
import { eventually, type Fan, injectFaults } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { lookedOver } from '../../../test/lookedOver.ts';
import { check, ofConsignor, read, send, today } from '../../../test/payoutClient.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { sendRun, show, type TransferClient, until, useTransfers } from '../../../test/transferClient.ts';

let app: TestApp;
let client: TransferClient;
useTransfers((started, its) => {
  app = started;
  client = its;
});

const casesOf = async (who: Fan, payoutId: string, view = 'open') =>
  (await read<{ data: CaseRow[] }>(who, `cases?kind=payoutRefused&view=${view}&perPage=100`)).data.filter(
    ({ page }) => page === `/payouts/${payoutId}/show`,
  );
/** The causes were looked over once more. */
const looked = () => lookedOver(app.context);
const untilCase = (who: Fan, payoutId: string, text: string) =>
  eventually(
    `the case says ${text}`,
    async () => (await casesOf(who, payoutId)).map((found) => found.text.includes(text)).join() === 'true',
    undefined,
    async () => JSON.stringify(await casesOf(who, payoutId)),
  );
const untilNone = (who: Fan, payoutId: string) =>
  eventually(
    'the case has ended',
    async () => (await casesOf(who, payoutId)).length === 0,
    undefined,
    async () => JSON.stringify(await casesOf(who, payoutId)),
  );
const step = async (who: Fan, payoutId: string, verb: string, body: object = {}) => {
  const { version } = await show(who, payoutId);
  const { status, body: answer } = await send<PayoutShown>(who, `payouts/${payoutId}/${verb}`, {
    version,
    ...body,
  });
  expect(status, JSON.stringify(answer)).toBe(200);
};

it('Stripe refuses: finance has a case with Stripe’s reason, a retry keeps it, and sending again ends it', async () => {
  const { runId, payoutId, finance } = await client.readyToSend();
  const all = await client.available();
  await client.addToBalance(-all);
  await sendRun(finance, runId);
  await until(finance, payoutId, 'failed');
  await untilCase(finance, payoutId, 'Stripe refused the payout to');
  const [opened] = await casesOf(finance, payoutId);
  expect(opened?.text).toContain('balance at Stripe is too small');
  expect(opened).toMatchObject({ order: null, times: 1 });
  const support = await signedIn(app, 'support');
  expect(await casesOf(support, payoutId)).toEqual([]);

  // To be paid again, and refused again: the same case, since the second time.
  await step(finance, payoutId, 'retry');
  expect((await show(finance, payoutId)).state).toBe('approved');
  await looked();
  expect(await casesOf(finance, payoutId)).toMatchObject([{ id: opened?.id, since: opened?.since }]);
  await sendRun(finance, runId);
  await until(finance, payoutId, 'failed');
  const isLater = (since: string | undefined) => Date.parse(since ?? '') > Date.parse(opened?.since ?? '');
  await eventually('it happened again', async () => isLater((await casesOf(finance, payoutId))[0]?.since));

  await client.addToBalance(all);
  await step(finance, payoutId, 'retry');
  await sendRun(finance, runId);
  await until(finance, payoutId, 'paid');
  await untilNone(finance, payoutId);
  expect(await casesOf(finance, payoutId, 'closed')).toHaveLength(1);
});

it('a refused payout that finance leaves to a later run is no case any more', async () => {
  const { runId, payoutId, stripeId, finance } = await client.readyToSend();
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  await accountBecomes(app, stripeId, { deauthorized: true });
  await sendRun(finance, runId);
  await until(finance, payoutId, 'failed');
  await untilCase(finance, payoutId, 'disconnected');
  await step(finance, payoutId, 'cancel', { reason: 'The next run has it' });
  await untilNone(finance, payoutId);
});

it('what Stripe won’t take back is a case, which finance closes', async () => {
  const { runId, payoutId, stripeId, finance } = await client.readyToSend();
  await sendRun(finance, runId);
  await until(finance, payoutId, 'paid');
  await accountBecomes(app, `${stripeId}/payouts`, {});
  await step(finance, payoutId, 'reverse', { reason: 'Paid twice' });
  await untilCase(finance, payoutId, 'Stripe didn’t take the payout');
  const [{ id, version }] = (await casesOf(finance, payoutId)) as [CaseRow];
  const closed = await send(finance, `cases/${id}/close`, { version, reason: 'The next payout settles it' });
  expect(closed.status, JSON.stringify(closed.body)).toBe(200);
  await looked();
  expect(await casesOf(finance, payoutId)).toEqual([]);
});

it('a payout that came back from the bank is a case until it is paid again', async () => {
  const { consignorId } = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  const { id } = ofConsignor(await client.paidRun(maker, approver), consignorId);
  expect(await casesOf(approver, id, 'all')).toEqual([]);
  await step(approver, id, 'return', { reason: 'The account is closed' });
  await untilCase(approver, id, 'came back: The account is closed');
  await step(approver, id, 'retry');
  await step(approver, id, 'pay', { ...check, paidOn: today() });
  await untilNone(approver, id);
});
