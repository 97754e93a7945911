import type Stripe from 'stripe';
import { afterEach, expect } from 'vitest';
import { refusalOf, type TestGateway, test } from '../testGateway.ts';

let gateway: TestGateway;
let stripe: Stripe;
test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
  stripe = gateway.stripe;
});
afterEach(() => gateway.control('DELETE', '/sandbox/faults'));

const fund = (amount: number) => gateway.control('POST', '/sandbox/balance', { amount });
const stand = (id: string, change: object) => gateway.control('POST', `/sandbox/accounts/${id}`, change);
const newAccount = () =>
  stripe.accounts.create({
    type: 'express',
    email: 'pat@example.com',
    capabilities: { transfers: { requested: true } },
    metadata: { consignorId: 'con_1' },
  });
async function ready() {
  const { id } = await newAccount();
  await stand(id, { standing: 'complete' });
  return id;
}
const send = (destination: string, amount = 1_000) =>
  stripe.transfers.create(
    { amount, currency: 'usd', destination, transfer_group: `group of ${destination}` },
    { idempotencyKey: `transfer to ${destination} of ${amount}` },
  );
const linkOf = async (account: string) => {
  const { url } = await stripe.accountLinks.create({
    account,
    type: 'account_onboarding',
    refresh_url: 'https://shop.example/again',
    return_url: 'https://shop.example/back',
  });
  return url;
};
const decide = (url: string, decision: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ decision }) }).then((answer) => answer.text());

test('an account begins with what Stripe asks, and its page finishes it', async () => {
  const { id, details_submitted, requirements } = await newAccount();
  expect(details_submitted).toBe(false);
  expect(requirements?.currently_due).toContain('external_account');
  const url = await linkOf(id);
  expect(await (await fetch(url)).text()).toContain('Give all of it');
  expect(await decide(url, 'complete')).toContain('https://shop.example/back');
  expect(await stripe.accounts.retrieve(id)).toMatchObject({
    capabilities: { transfers: 'active' },
    payouts_enabled: true,
    requirements: { currently_due: [], disabled_reason: null },
  });
  const [updated] = await gateway.events();
  expect(updated).toMatchObject({ type: 'account.updated', account: id });
  expect((await stripe.events.list()).data.map(({ type }) => type)).not.toContain('account.updated');
});

test('a link opens its page once, and leads back for another one', async () => {
  const { id } = await newAccount();
  const url = await linkOf(id);
  await fetch(url);
  expect(await (await fetch(url)).text()).toContain('https://shop.example/again');
});

test('what is left out is named, and a rejected account takes nothing', async () => {
  const { id } = await newAccount();
  await decide(await linkOf(id), 'incomplete');
  const account = await stripe.accounts.retrieve(id);
  expect(account.requirements?.past_due).toContain('individual.verification.document');
  expect(await refusalOf(send(id))).toMatchObject({
    statusCode: 400,
    code: 'insufficient_capabilities_for_transfer',
  });
  await stand(id, { standing: 'rejected' });
  expect((await stripe.accounts.retrieve(id)).requirements?.disabled_reason).toBe('rejected.fraud');
});

test('a transfer leaves the balance once per key, and a reversal brings it back', async () => {
  const destination = await ready();
  expect(await refusalOf(send(destination))).toMatchObject({ code: 'balance_insufficient' });
  await fund(5_000);
  const sent = await stripe.transfers.create(
    {
      amount: 1_000,
      currency: 'usd',
      destination,
      transfer_group: 'pat_1',
      metadata: { attemptId: 'pat_1' },
    },
    { idempotencyKey: 'pat_1' },
  );
  const again = await stripe.transfers.create(
    {
      amount: 1_000,
      currency: 'usd',
      destination,
      transfer_group: 'pat_1',
      metadata: { attemptId: 'pat_1' },
    },
    { idempotencyKey: 'pat_1' },
  );
  expect(again.id).toBe(sent.id);
  expect((await stripe.transfers.list({ transfer_group: 'pat_1' })).data.map(({ id }) => id)).toEqual([
    sent.id,
  ]);
  expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(4_000);
  const reversal = await stripe.transfers.createReversal(sent.id, {});
  expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(5_000);
  const { data } = await stripe.balanceTransactions.list({ expand: ['data.source'] });
  expect(data.slice(0, 2)).toMatchObject([
    { type: 'transfer_refund', amount: 1_000, source: { id: reversal.id, transfer: sent.id } },
    { type: 'transfer', amount: -1_000, source: { id: sent.id } },
  ]);
  expect(await stripe.transfers.retrieve(sent.id)).toMatchObject({ reversed: true, amount_reversed: 1_000 });
  expect(await refusalOf(stripe.transfers.createReversal(sent.id, {}))).toMatchObject({ statusCode: 400 });
});

test('of two transfers at once, the balance pays one', async () => {
  const { available } = await stripe.balance.retrieve();
  const all = available[0]?.amount ?? 0;
  const [one, other] = [await ready(), await ready()];
  const outcomes = await Promise.allSettled([send(one, all), send(other, all)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what was paid on can’t be taken back, and a refused payout is told with its account', async () => {
  const destination = await ready();
  await fund(2_000);
  const { id } = await send(destination, 2_000);
  await gateway.events();
  await gateway.control('POST', `/sandbox/accounts/${destination}/payouts`, { isRefused: true });
  const [failed] = await gateway.events();
  expect(failed).toMatchObject({
    type: 'payout.failed',
    account: destination,
    data: { object: { amount: 2_000, failure_message: 'The bank account has been closed.' } },
  });
  await gateway.control('POST', `/sandbox/accounts/${destination}/payouts`, {});
  expect(await refusalOf(stripe.transfers.createReversal(id, {}))).toMatchObject({
    code: 'balance_insufficient',
  });
});

test('a disconnected account is read no more', async () => {
  const id = await ready();
  await gateway.events();
  await stand(id, { deauthorized: true });
  expect((await gateway.events()).map(({ type, account }) => [type, account])).toEqual([
    ['account.application.deauthorized', id],
  ]);
  expect(await refusalOf(stripe.accounts.retrieve(id))).toMatchObject({
    statusCode: 403,
    code: 'account_invalid',
  });
  expect(await refusalOf(send(id))).toMatchObject({ statusCode: 403 });
});

test('a lost answer of a transfer is found by the SDK’s own retry', async () => {
  const destination = await ready();
  await fund(1_000);
  await gateway.control('POST', '/sandbox/faults', { loseAnswers: { operation: 'transfer', times: 1 } });
  const answer = await send(destination);
  expect(answer.lastResponse.headers['idempotent-replayed']).toBe('true');
});
