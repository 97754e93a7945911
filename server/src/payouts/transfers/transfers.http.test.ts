/** Payouts to accounts at Stripe over HTTP: sent once, refused, tried again, found after a time-out, and never by another way. */
import { randomUUID } from 'node:crypto';
import type { OwnPayouts, PayableShown, PayoutRunShown, PayoutShown } from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { makeFile, setUpBank } from '../../../test/bankClient.ts';
import { accountBecomes, paidByStripe, untilAccount } from '../../../test/connectClient.ts';
import { eventually, type Fan, injectFaults } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { check, ofConsignor, read, send, today } from '../../../test/payoutClient.ts';
import { signedIn, somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { sandboxStripe } from '../../../test/sandboxStripe.ts';
import {
  owed,
  planOf,
  sendRun,
  show,
  type TransferClient,
  until,
  useTransfers,
} from '../../../test/transferClient.ts';
import { refuseWhileOpen } from '../../payments/keys/openElsewhere.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { transfersUnderWay } from './underWay.ts';

let app: TestApp;
let client: TransferClient;
useTransfers((started, its) => {
  app = started;
  client = its;
});

const retry = async (who: Fan, payoutId: string) => {
  const { version } = await show(who, payoutId);
  return send<PayoutShown>(who, `payouts/${payoutId}/retry`, { version });
};

it('an approved run pays by one transfer, told to the consignor, and the books are Stripe’s', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  const plan = await planOf(finance, runId);
  expect(plan).toEqual({ payouts: 1, amount: { amount: 18_000, currency: 'USD' }, leftOut: [] });
  const key = randomUUID();
  const ask = () =>
    finance.ask('POST', `/admin/payout-runs/${runId}/transfers`, undefined, { 'idempotency-key': key });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const paid = await until(finance, payoutId, 'paid');
  const [transfer, ...more] = await client.transfersTo(stripeId);
  expect(more).toEqual([]);
  expect(transfer).toMatchObject({ amount: 18_000, currency: 'usd', metadata: { payoutId } });
  expect(paid).toMatchObject({
    way: 'stripe',
    paidBy: 'stripe',
    attempts: [{ way: 'stripe', state: 'paid', transferId: transfer?.id, reversal: null }],
  });
  expect(await owed(finance, consignorId)).toBe(0);
  expect((await read<PayoutRunShown>(finance, `payout-runs/${runId}`)).state).toBe('done');
  const { who } = await somebody(app, ['consignor'], { consignorId });
  const own = await who.ask<OwnPayouts>('GET', '/selling/payouts');
  expect(own.body).toMatchObject({ paidBy: 'stripe', payouts: [{ state: 'paid', way: 'stripe' }] });
  await eventually('they are told', async () => {
    const [email] = await app.context
      .db('emails')
      .where({ kind: 'payout', to_address: `${consignorId}@example.com` });
    return email?.text_body.includes('your account at Stripe') ?? false;
  });
  await client.balanced();
});

it('Stripe’s ones go into no bank file and aren’t called paid by hand; others of the run aren’t sent by Stripe', async () => {
  const byBank = await client.sold();
  const { consignorId } = await paidByStripe(app);
  await client.sold({ consignorId });
  const people = await client.afterTheEvent();
  const run = await client.approvedRun(people);
  await setUpBank(await signedIn(app, 'admin'));
  const plan = await read<{ leftOut: Array<{ consignor: { id: string } }> }>(
    people.maker,
    `payout-runs/${run.id}/bank-file?paysOn=${today()}`,
  );
  expect(plan.leftOut.map(({ consignor }) => consignor.id)).toEqual([byBank.consignorId]);
  expect((await makeFile(people.maker, run.id)).status).toBe(422);
  const paid = await send<PayoutRunShown>(people.approver, `payout-runs/${run.id}/pay`, {
    ...check,
    paidOn: today(),
  });
  expect(ofConsignor(paid.body, byBank.consignorId).state).toBe('paid');
  const left = ofConsignor(paid.body, consignorId);
  expect(left).toMatchObject({ state: 'approved', paidBy: 'stripe' });
  const again = await send(people.approver, `payout-runs/${run.id}/pay`, { ...check, paidOn: today() });
  expect(again.body.code).toBe('nothing_to_do');
  const claimed = { ...check, way: 'stripe', paidOn: today(), version: left.version };
  expect((await send(people.approver, `payouts/${left.id}/pay`, claimed)).status).toBe(422);
  await sendRun(people.approver, run.id);
  await until(people.approver, left.id, 'paid');
  // What Stripe moved isn’t said by hand to have come back.
  const { version } = await show(people.approver, left.id);
  const back = await send(people.approver, `payouts/${left.id}/return`, { version, reason: 'They say so' });
  expect(back.body.code).toBe('transition_refused');
});

it('a time-out is asked about and found: Stripe made one transfer', async () => {
  const { stripeId, runId, payoutId, finance } = await client.readyToSend();
  // The library asks three times; the job asks again.
  await injectFaults(app.sandboxUrl, { loseAnswers: { operation: 'transfer', times: 3 } });
  await sendRun(finance, runId);
  const paid = await until(finance, payoutId, 'paid');
  const transfers = await client.transfersTo(stripeId);
  expect(transfers.map(({ id }) => id)).toEqual([paid.attempts[0]?.transferId]);
  await client.balanced();
});

it('a transfer whose key Stripe forgot is found by its group', async () => {
  const { stripeId, runId, payoutId, finance } = await client.readyToSend();
  await injectFaults(app.sandboxUrl, { failAnswers: { operation: 'transfer', times: 3 } });
  await sendRun(finance, runId);
  await eventually('the job failed once', async () => {
    const [job] = await app.context
      .db('graphile_worker.jobs')
      .where({ task_identifier: 'payouts.sendTransfer' });
    return (job?.attempts ?? 0) > 0 && job.locked_at === null;
  });
  // Another account at Stripe couldn't say what became of it.
  const otherKeys = inTransaction(app.context.db, async (trx) =>
    refuseWhileOpen(trx, 'the sandbox', await transfersUnderWay(trx)),
  );
  await expect(otherKeys).rejects.toThrow('1 payout at the sandbox isn’t ended');
  const [attempt] = (await show(finance, payoutId)).attempts;
  await sandboxStripe(app).transfers.create({
    amount: 18_000,
    currency: 'usd',
    destination: stripeId,
    transfer_group: attempt?.id ?? '',
    metadata: { payoutId, attemptId: attempt?.id ?? '' },
  });
  await until(finance, payoutId, 'paid');
  expect(await client.transfersTo(stripeId)).toHaveLength(1);
});

it('too little in the balance is said in words, the payout stays owed, and a retry is another attempt', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  const all = await client.available();
  await client.addToBalance(-all);
  await sendRun(finance, runId);
  const failed = await until(finance, payoutId, 'failed');
  expect(failed.returnReason).toContain('balance at Stripe is too small');
  expect(await owed(finance, consignorId)).toBe(18_000);
  expect(await client.transfersTo(stripeId)).toEqual([]);
  await client.addToBalance(all);
  expect((await retry(finance, payoutId)).status).toBe(200);
  await sendRun(finance, runId);
  const { attempts } = await until(finance, payoutId, 'paid');
  expect(attempts.map(({ number, state }) => [number, state])).toEqual([
    [2, 'paid'],
    [1, 'failed'],
  ]);
  expect(attempts[1]?.reason).toContain('too small');
  expect(await client.transfersTo(stripeId)).toHaveLength(1);
  await client.balanced();
});

it('an account that was disconnected after the approval isn’t sent to, whether we know it or not', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  await accountBecomes(app, stripeId, { deauthorized: true });
  await sendRun(finance, runId);
  const failed = await until(finance, payoutId, 'failed');
  expect(failed.returnReason).toContain('its owner disconnected it');
  expect(await owed(finance, consignorId)).toBe(18_000);
  await finance.ask('POST', `/admin/consignors/${consignorId}/payout-choice/ask`);
  await retry(finance, payoutId);
  const refused = await sendRun(finance, runId);
  expect(refused.body).toMatchObject({
    code: 'nothing_to_do',
    detail: expect.stringContaining('The account was disconnected from us.'),
  });
  const plan = await planOf(finance, runId);
  expect(plan.leftOut).toMatchObject([{ payoutId, why: expect.stringContaining('isn’t ready') }]);
});

it('an account of another currency is refused in words before anything is sent', async () => {
  const { consignorId, stripeId, runId, payoutId, finance } = await client.readyToSend();
  await accountBecomes(app, stripeId, { defaultCurrency: 'eur' });
  await untilAccount(app, consignorId, 'restricted');
  const refused = await sendRun(finance, runId);
  expect(refused.body.detail).toContain('The account takes EUR, and we pay in USD.');
  expect((await show(finance, payoutId)).state).toBe('approved');
});

it('who isn’t ready, or whose way is new, is left out of runs with the reason', async () => {
  const ready = await paidByStripe(app);
  await accountBecomes(app, ready.stripeId, { standing: 'incomplete' });
  await untilAccount(app, ready.consignorId, 'restricted');
  await client.sold({ consignorId: ready.consignorId });
  const other = await client.sold();
  const { maker } = await client.afterTheEvent();
  const run = await client.makeRun(maker);
  expect(run.payouts.map(({ consignor }) => consignor.id)).toContain(other.consignorId);
  expect(run.payouts.map(({ consignor }) => consignor.id)).not.toContain(ready.consignorId);
  expect(run.heldBack.find(({ consignor }) => consignor.id === ready.consignorId)).toMatchObject({
    amount: 18_000,
    hold: null,
    bankHold: null,
    paidByHold: {
      reason: 'stripeNotReady',
      why: 'Stripe still asks for a bank account, an identity document.',
    },
  });
  await app.context
    .db('connected_ways')
    .where({ consignor_id: ready.consignorId })
    .update({ usable_from: new Date(Date.now() + 30 * 86_400_000) });
  await accountBecomes(app, ready.stripeId, { standing: 'complete' });
  await untilAccount(app, ready.consignorId, 'enabled');
  const { paidByHold } = await read<PayableShown>(maker, `payables/${ready.consignorId}`);
  expect(paidByHold).toMatchObject({ reason: 'paidByChanged', until: expect.any(String) });
});

it('one that became unready between making and approving a run is left to the next one', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  await client.sold({ consignorId });
  await client.sold();
  const { maker, approver } = await client.afterTheEvent();
  const run = await client.makeRun(maker);
  await accountBecomes(app, stripeId, { standing: 'incomplete' });
  await untilAccount(app, consignorId, 'restricted');
  const { body } = await send<PayoutRunShown>(approver, `payout-runs/${run.id}/approve`);
  expect(ofConsignor(body, consignorId).state).toBe('dropped');
});

it('nobody sends without a fresh proof, finance alone does, and a draft isn’t sent', async () => {
  const { consignorId } = await paidByStripe(app);
  await client.sold({ consignorId });
  const { maker } = await client.afterTheEvent();
  const run = await client.makeRun(maker);
  expect((await sendRun(maker, run.id)).body.code).toBe('transition_refused');
  for (const role of ['staff', 'support'] as const)
    expect((await sendRun(await signedIn(app, role), run.id)).status).toBe(403);
  const { who, id } = await somebody(app, ['finance']);
  await app.context
    .db('sessions')
    .where({ person_id: id })
    .update({ proven_at: new Date(Date.now() - 31 * 60_000) });
  expect((await sendRun(who, run.id)).body.code).toBe('fresh_proof_required');
});
