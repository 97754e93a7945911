/** What happens to payouts afterwards, over HTTP: claims, lost disputes, money that comes back, adjustments. */
import type { CaseRow } from '@holdfast/shared/cases';
import type { OwnPayouts, PayableList, PayableShown, PayoutShown, Statement } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import {
  check,
  ofConsignor,
  type PayoutClient,
  read,
  send,
  today,
  usePayouts,
} from '../../test/payoutClient.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { travel } from '../../test/travel.ts';
import { reverseLosses } from './decideLoss.ts';

type Sold = Awaited<ReturnType<PayoutClient['sold']>>;
let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

it('a refund after the payout is a claim, which the next payout settles', async () => {
  const { consignorId, fan, reservationId, paymentId } = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  await client.paidRun(maker, approver);
  await client.refund(paymentId, 22_400);
  await client.refunded(fan, reservationId);
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: -18_000,
    payable: -18_000,
  });
  // Nobody is paid below zero.
  expect((await send(maker, 'payout-runs', { minimum: 1 })).body.code).toBe('nothing_to_do');
  await client.sold({ consignorId });
  const bigger = await client.sold({ consignorId });
  expect(bigger.consignorId).toBe(consignorId);
  await travel(app.context.db, 17 * dayMs);
  const finance = await signedIn(app, 'finance');
  const run = await client.makeRun(finance);
  expect(ofConsignor(run, consignorId)).toMatchObject({ amount: { amount: 18_000 }, lines: 3 });
  await send(finance, `payout-runs/${run.id}/withdraw`, { reason: 'For the test' });
});

/** The fan's bank takes the payment back. @returns the dispute */
async function lose({ intent, paymentId }: Sold): Promise<string> {
  const { id } = await bankDoes(app, 'disputes', { paymentIntent: intent });
  await decided(id, paymentId, 'lost');
  return id;
}
async function decided(dispute: string, paymentId: string, status: 'won' | 'lost'): Promise<void> {
  await bankDoes(app, `disputes/${dispute}`, { status });
  const has = async () =>
    (await app.context.db('disputes').where({ payment_id: paymentId, state: status })).length;
  await eventually(`it is ${status}`, async () => (await has()) === 1);
}
const decideOn = (maker: Fan, { consignorId, reservationId }: Sold, bears: string) =>
  send<PayableShown>(maker, `payables/${consignorId}/losses`, {
    reservationId,
    bears,
    reason: 'Finance decided',
  });

it('a dispute that is lost waits for a decision: the consignor bears it, or the marketplace', async () => {
  const [first, second] = [await client.sold(), await client.sold()];
  await lose(first);
  await lose(second);
  const { maker } = await client.afterTheEvent();
  const decide = (sale: Sold, bears: string) => decideOn(maker, sale, bears);
  expect(await read<PayableShown>(maker, `payables/${first.consignorId}`)).toMatchObject({
    payable: 0,
    waiting: [{ reason: 'lost', amount: 18_000 }],
  });
  expect((await decide(first, 'consignor')).body).toMatchObject({ owed: 0, payable: 0, waiting: [] });
  expect((await decide(first, 'consignor')).status).toBe(409);
  expect((await decide(second, 'marketplace')).body).toMatchObject({ owed: 18_000, payable: 18_000 });
});

it('a dispute is lost after the payout: staff decide who bears it, the consignor’s part becomes a claim, the next payout settles it', async () => {
  const [first, second] = [await client.sold(), await client.sold()];
  const { maker, approver } = await client.afterTheEvent();
  await client.paidRun(maker, approver);
  await lose(first);
  await lose(second);
  const { consignorId, reservationId, code } = first;
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 0,
    payable: 0,
    waiting: [{ reason: 'lost', amount: 0, orders: 1 }],
    orders: [{ order: { id: reservationId, code }, amount: 0, reason: 'lost', loss: 18_000 }],
  });
  // Who is owed nothing stands in the list too: somebody must decide.
  const { body: list } = await maker.ask<PayableList>('GET', '/admin/payables?perPage=1000');
  expect(list.data.find(({ id }) => id === consignorId)).toMatchObject({ waiting: [{ reason: 'lost' }] });
  const { who } = await somebody(app, ['consignor'], { consignorId });
  expect((await who.ask<OwnPayouts>('GET', '/selling/payouts')).body).toMatchObject({
    owed: { amount: 0 },
    waiting: [],
  });
  expect((await decideOn(maker, { ...first, consignorId: second.consignorId }, 'consignor')).status).toBe(
    404,
  );

  expect((await decideOn(maker, second, 'marketplace')).body).toMatchObject({
    owed: 0,
    waiting: [],
    orders: [],
  });
  const decided = await decideOn(maker, first, 'consignor');
  expect(decided.body).toMatchObject({
    owed: -18_000,
    payable: -18_000,
    waiting: [],
    orders: [{ order: { code }, amount: -18_000, reason: null, loss: null }],
  });
  expect((await decideOn(maker, first, 'marketplace')).status).toBe(409);

  await client.sold({ consignorId });
  await client.sold({ consignorId });
  await travel(app.context.db, 17 * dayMs);
  const finance = await signedIn(app, 'finance', 'Mia Maker');
  const run = await client.paidRun(finance, await signedIn(app, 'finance', 'Ann Approver'));
  expect(ofConsignor(run, consignorId)).toMatchObject({ amount: { amount: 18_000 }, lines: 3 });
  expect(await read<PayableShown>(finance, `payables/${consignorId}`)).toMatchObject({ owed: 0, orders: [] });
});

it('the bank decides for us after the consignor bore it: what was taken from them is owed again, once', async () => {
  const [sale, kept] = [await client.sold(), await client.sold()];
  const { consignorId, paymentId, code } = sale;
  const [dispute, other] = [await lose(sale), await lose(kept)];
  const { maker, approver } = await client.afterTheEvent();
  const cases = async (view: string) =>
    (await read<{ data: CaseRow[] }>(maker, `cases?kind=lossUndecided&view=${view}&perPage=100`)).data
      .filter(({ order }) => order?.code === code)
      .map(({ page }) => page);
  await eventually('somebody is to decide', async () => (await cases('open')).length === 1);
  expect(await cases('open')).toEqual([`/payables/${consignorId}/show`]);
  await decideOn(maker, sale, 'consignor');
  await decideOn(maker, kept, 'marketplace');
  await eventually('nothing is to be decided', async () => (await cases('open')).length === 0);
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({ owed: 0, payable: 0 });
  await reverseLosses(app.context.db);
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({ owed: 0, payable: 0 });

  await decided(dispute, paymentId, 'won');
  await decided(other, kept.paymentId, 'won');
  await Promise.all([1, 2].map(() => reverseLosses(app.context.db)));
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 18_000,
  });
  expect(await read<PayableShown>(maker, `payables/${kept.consignorId}`)).toMatchObject({ owed: 18_000 });
  expect(ofConsignor(await client.paidRun(maker, approver), consignorId).amount.amount).toBe(18_000);
  const { lines } = await read<Statement>(maker, `payables/${consignorId}/statement`);
  expect(
    lines.flatMap(({ note, amount }) => (note?.startsWith('The fan’s bank') ? [[note, amount]] : [])),
  ).toEqual([
    ['The fan’s bank took the payment back', -18_000],
    ['The fan’s bank gave the payment back', 18_000],
  ]);
});

it('a part is refunded after the payout and the rest is lost: the claims add up to what was paid', async () => {
  const sale = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  await client.paidRun(maker, approver);
  await client.refund(sale.paymentId, 11_200);
  await eventually(
    'the books have the refund',
    async () =>
      (await app.context.db('ledger_transactions').where({ payment_id: sale.paymentId, kind: 'refund' }))
        .length === 1,
  );
  await lose(sale);
  expect(await read<PayableShown>(maker, `payables/${sale.consignorId}`)).toMatchObject({
    payable: -9_000,
    orders: [{ amount: -9_000, reason: null, loss: 9_000 }],
  });
  expect((await decideOn(maker, sale, 'consignor')).body).toMatchObject({ owed: -18_000, payable: -18_000 });
});

it('what the bank returns is owed again, and is paid once more or left to a later run', async () => {
  const { consignorId } = await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  const payout = ofConsignor(await client.paidRun(maker, approver), consignorId);
  const step = (what: string, body: object) => send<PayoutShown>(maker, `payouts/${payout.id}/${what}`, body);
  const back = await step('return', { reason: 'Account closed', version: payout.version });
  expect(back.body).toMatchObject({ state: 'returned', returnReason: 'Account closed' });
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    inPayouts: 18_000,
  });
  expect((await step('retry', { version: payout.version })).body.code).toBe('version_conflict');
  const again = await step('retry', { version: back.body.version });
  const paid = await step('pay', {
    ...check,
    reference: 'Check 1043',
    paidOn: today(),
    version: again.body.version,
  });
  expect(paid.body).toMatchObject({ state: 'paid', reference: 'Check 1043' });
  const returned = await step('return', { reason: 'Lost in the mail', version: paid.body.version });
  await step('cancel', { reason: 'They moved; later', version: returned.body.version });
  expect(await read<PayableShown>(maker, `payables/${consignorId}`)).toMatchObject({
    owed: 18_000,
    payable: 18_000,
  });
});

it('an adjustment is an entry with a reason, and above the limit a second person decides', async () => {
  const consignorId = await buildConsignor(app.context);
  const finance = await signedIn(app, 'finance', 'Mia Maker');
  const adjust = (who: Fan, body: object) => send<PayableShown>(who, `payables/${consignorId}/adjust`, body);
  const given = await adjust(finance, { kind: 'goodwill', amount: 2_500, reason: 'A late game' });
  expect(given.body).toMatchObject({ owed: 2_500, payable: 2_500, orders: [{ note: 'A late game' }] });
  const limit = await app.context.db('approval_rule').first();
  await app.context.db('approval_rule').update({ limit_amount: 10_000 });
  const asked = await adjust(finance, { kind: 'penalty', amount: 20_000, reason: 'Sold twice' });
  await app.context.db('approval_rule').update({ limit_amount: limit.limit_amount });
  expect(asked.body).toMatchObject({
    owed: 2_500,
    requests: [{ state: 'waiting', amount: { amount: 20_000 } }],
  });
  const request = `approvals/${asked.body.requests[0]?.id}/approve`;
  const decision = { reason: 'Right', seenVersion: 0 };
  expect((await send(finance, request, decision)).body.code).toBe('four_eyes');
  expect((await send(await signedIn(app, 'support'), request, decision)).body.code).toBe('forbidden');
  const colleague = await signedIn(app, 'finance', 'Ann Approver');
  expect((await send(colleague, request, decision)).status).toBe(200);
  expect(await read<PayableShown>(colleague, `payables/${consignorId}`)).toMatchObject({
    owed: -17_500,
    payable: -17_500,
  });
  const { lines } = await read<Statement>(colleague, `payables/${consignorId}/statement`);
  expect(lines).toMatchObject([
    { kind: 'adjustment', note: 'A late game', amount: 2_500 },
    { kind: 'adjustment', note: 'Sold twice (asked by Mia Maker)', amount: -20_000 },
  ]);
});
