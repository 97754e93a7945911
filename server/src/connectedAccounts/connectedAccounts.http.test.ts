/** Accounts of consignors at Stripe over HTTP: begun, finished or not, told, waited for, lost, and given up for bank data. */
import type { ConnectSettings, PayoutChoice } from '@holdfast/shared/connectedAccounts';
import { afterEach, expect } from 'vitest';
import { giveBankData } from '../../test/bankClient.ts';
import {
  accountBecomes,
  beginStripe,
  choiceOf,
  decideAt,
  paidByStripe,
  storedAccount,
  switchConnect,
  untilAccount,
  withSecondFactor,
} from '../../test/connectClient.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { openStripe } from '../payments/index.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  await app.context.db('bank_settings').update({ waiting_days: 3 });
});

const emailsTo = (consignorId: string) =>
  app.context
    .db('emails')
    .where({ kind: 'paidBy', to_address: `${consignorId}@example.com` })
    .orderBy('id');
const subjectsTo = async (consignorId: string): Promise<string[]> =>
  (await emailsTo(consignorId)).map(({ subject }) => subject);
const told = (consignorId: string, subject: string) =>
  eventually(`an email says “${subject}”`, async () => (await subjectsTo(consignorId)).includes(subject));
const changesOf = (consignorId: string) =>
  app.context.db('audit_entries').where({ subject: consignorId }).orderBy('id').pluck('what');
const accountsAtStripe = async (consignorId: string): Promise<number> => {
  const { rows } = await app.context.db.raw(
    `SELECT count(*)::int AS count FROM sandbox.records WHERE kind = 'account' AND body #>> '{metadata,consignorId}' = ?`,
    [consignorId],
  );
  return rows[0].count;
};

it('while it is off nobody begins, and it is turned on by an administrator alone', async () => {
  const who = await withSecondFactor(app, await buildConsignor(app.context));
  expect(await choiceOf(who)).toMatchObject({ isOn: false, paidBy: 'bank', account: null, hold: null });
  expect((await beginStripe(who)).body.code).toBe('transition_refused');
  const finance = await signedIn(app, 'finance');
  const { body } = await finance.ask<ConnectSettings>('GET', '/admin/settings/connect');
  expect(body).toMatchObject({ isOn: false, hasWebhookSecret: true, paidByStripe: 0, connected: 0 });
  expect(body.webhookEvents).toContain('account.updated');
  const change = { isOn: true, version: body.version };
  expect((await finance.ask('PUT', '/admin/settings/connect', change)).status).toBe(403);
  expect(await switchConnect(app, true)).toBe(200);
});

it('a consignor finishes Stripe’s questions, is told, and is paid there after the waiting time', async () => {
  const consignorId = await buildConsignor(app.context);
  const { who: plain } = await somebody(app, ['consignor'], { consignorId });
  expect((await beginStripe(plain)).body.code).toBe('second_factor_missing');
  const who = await withSecondFactor(app, consignorId);
  const { body: link } = await beginStripe(who);
  expect(await choiceOf(who)).toMatchObject({
    paidBy: 'stripe',
    account: { state: 'onboarding', why: 'Stripe’s questions aren’t answered to the end.' },
    hold: { reason: 'stripeNotReady' },
  });
  expect(await decideAt(link.url, 'complete')).toContain(`${app.url}/selling/payouts?stripe=back`);
  await untilAccount(app, consignorId, 'enabled');
  const choice = await choiceOf(who);
  expect(choice).toMatchObject({
    account: { state: 'enabled', why: null },
    hold: { reason: 'paidByChanged' },
  });
  const waits = Date.parse(choice.hold?.until ?? '') - Date.parse(choice.account?.startedAt ?? '');
  expect(Math.abs(waits - 3 * dayMs)).toBeLessThan(60_000);
  await told(consignorId, 'You are paid by Stripe');
  await told(consignorId, 'Your account at Stripe is ready');
  expect(await changesOf(consignorId)).toEqual(
    expect.arrayContaining(['consignor.startStripe', 'consignor.payoutWay', 'consignor.stripeAccount']),
  );
  // Whoever is through comes to their own page at Stripe.
  expect((await beginStripe(who)).status).toBe(200);
  expect(await accountsAtStripe(consignorId)).toBe(1);
});

it('who leaves a part out stays paid to bank data, and sees in words what is missing', async () => {
  const consignorId = await buildConsignor(app.context);
  const finance = await signedIn(app, 'finance');
  await giveBankData(finance, consignorId);
  const who = await withSecondFactor(app, consignorId);
  await decideAt((await beginStripe(who)).body.url, 'incomplete');
  await untilAccount(app, consignorId, 'restricted');
  expect(await choiceOf(who)).toMatchObject({
    paidBy: 'bank',
    hold: null,
    account: {
      state: 'restricted',
      why: 'Stripe still asks for a bank account, an identity document.',
    },
  });
  await decideAt((await beginStripe(who)).body.url, 'complete');
  await untilAccount(app, consignorId, 'enabled');
  expect(await choiceOf(who)).toMatchObject({ paidBy: 'stripe', hold: { reason: 'paidByChanged' } });
});

it('who comes back sees how the account stands, though no webhook came', async () => {
  const consignorId = await buildConsignor(app.context);
  const who = await withSecondFactor(app, consignorId);
  const { body: link } = await beginStripe(who);
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  await decideAt(link.url, 'complete');
  expect((await choiceOf(who)).account?.state).toBe('onboarding');
  const asked = await who.ask<PayoutChoice>('POST', '/selling/payout-choice/ask');
  expect(asked.body.account?.state).toBe('enabled');
});

it('an account that Stripe closed is told, and its owner is paid to bank data again', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  await app.context.db('bank_settings').update({ waiting_days: 3 });
  await accountBecomes(app, stripeId, { standing: 'rejected' });
  await untilAccount(app, consignorId, 'rejected');
  await told(consignorId, 'Stripe closed your account');
  const who = await withSecondFactor(app, consignorId);
  expect(await choiceOf(who)).toMatchObject({
    hold: { reason: 'stripeNotReady', why: 'Stripe closed the account.' },
  });
  expect((await beginStripe(who)).body.detail).toContain('Stripe closed your account');
  const back = await who.ask<PayoutChoice & { code: string }>('PUT', '/selling/payout-choice/bank');
  expect(back.body).toMatchObject({ paidBy: 'bank', hold: { reason: 'paidByChanged' } });
  await told(consignorId, 'You are paid to your bank data again');
  const again = await who.ask<{ code: string }>('PUT', '/selling/payout-choice/bank');
  expect(again.body.code).toBe('nothing_to_do');
});

it('an account that was disconnected is known at once, and another one takes its place', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  await accountBecomes(app, stripeId, { deauthorized: true });
  await untilAccount(app, consignorId, 'deauthorized');
  await told(consignorId, 'Your account at Stripe was disconnected');
  const who = await withSecondFactor(app, consignorId);
  const { body: link } = await beginStripe(who);
  await decideAt(link.url, 'complete');
  await untilAccount(app, consignorId, 'enabled');
  expect((await storedAccount(app, consignorId)).stripe_id).not.toBe(stripeId);
  expect(await choiceOf(who)).toMatchObject({ paidBy: 'stripe', account: { state: 'enabled' } });
});

it('an account that takes another currency isn’t paid to, in so many words', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  await accountBecomes(app, stripeId, { defaultCurrency: 'eur' });
  await untilAccount(app, consignorId, 'restricted');
  const finance = await signedIn(app, 'finance');
  const { body } = await finance.ask<PayoutChoice>('GET', `/admin/consignors/${consignorId}/payout-choice`);
  expect(body.hold?.why).toBe('The account takes EUR, and we pay in USD.');
});

it('one account is made at Stripe, though its answer got lost', async () => {
  const consignorId = await buildConsignor(app.context);
  const who = await withSecondFactor(app, consignorId);
  await injectFaults(app.sandboxUrl, { loseAnswers: { operation: 'account', times: 2 } });
  expect(await beginStripe(who)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect((await storedAccount(app, consignorId)).stripe_id).toBeNull();
  expect((await beginStripe(who)).status).toBe(200);
  expect(await accountsAtStripe(consignorId)).toBe(1);
});

it('finance sends the consignor an email that leads to their page, asks Stripe, and pays them to bank data', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  const finance = await signedIn(app, 'finance');
  const at = `/admin/consignors/${consignorId}/payout-choice`;
  expect((await finance.ask('POST', `${at}/invite`)).status).toBe(200);
  await told(consignorId, 'You can be paid by Stripe');
  const [email] = (await emailsTo(consignorId)).filter(
    ({ subject }) => subject === 'You can be paid by Stripe',
  );
  expect(email.text_body).toContain(`${app.url}/selling/payouts`);
  expect(email.text_body).not.toContain(app.sandboxUrl);
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  await accountBecomes(app, stripeId, { standing: 'incomplete' });
  const asked = await finance.ask<PayoutChoice>('POST', `${at}/ask`);
  expect(asked.body.account?.state).toBe('restricted');
  expect((await finance.ask('PUT', `${at}/bank`, { reason: ' ' })).status).toBe(422);
  const back = await finance.ask<PayoutChoice>('PUT', `${at}/bank`, { reason: 'They asked by phone' });
  expect(back.body.paidBy).toBe('bank');
  // Stripe’s next news doesn’t take them back.
  await injectFaults(app.sandboxUrl, null);
  await accountBecomes(app, stripeId, { standing: 'complete' });
  await untilAccount(app, consignorId, 'enabled');
  const { body } = await finance.ask<PayoutChoice>('GET', at);
  expect(body).toMatchObject({ paidBy: 'bank', account: { state: 'enabled' } });
});

it('money that Stripe couldn’t pay on is told as what it is: it stays in the account', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  await accountBecomes(app, `${stripeId}/payouts`, { isRefused: true });
  await eventually(
    'it is known',
    async () => (await storedAccount(app, consignorId)).payout_problem !== null,
  );
  const finance = await signedIn(app, 'finance');
  const { body } = await finance.ask<PayoutChoice>('GET', `/admin/consignors/${consignorId}/payout-choice`);
  expect(body.account?.payoutProblem?.text).toBe(
    'Stripe couldn’t pay $0.00 on to the bank: The bank account has been closed.',
  );
  await told(consignorId, 'Stripe couldn’t pay your bank');
  await accountBecomes(app, `${stripeId}/payouts`, {});
  await eventually('it is over', async () => (await storedAccount(app, consignorId)).payout_problem === null);
});

it('news of accounts is taken with the secret of its own endpoint alone', async () => {
  const { consignorId, stripeId } = await paidByStripe(app);
  const payload = JSON.stringify({
    id: 'evt_forged',
    object: 'event',
    type: 'account.application.deauthorized',
    account: stripeId,
    created: 2_000_000_000,
    data: { object: { id: 'ca_1', object: 'application' } },
  });
  const send = (secret: string) =>
    fetch(`${app.url}/api/webhooks/stripe`, {
      method: 'POST',
      body: payload,
      headers: {
        'stripe-signature': openStripe(app.payments.stripe).webhooks.generateTestHeaderString({
          payload,
          secret,
        }),
      },
    });
  expect((await send('whsec_of_somebody')).status).toBe(400);
  expect((await send(app.payments.stripe.connectWebhookSecret ?? '')).status).toBe(200);
  // The account is asked about: what an event says isn’t believed.
  await eventually('the job is done', async () => {
    const jobs = await app.context.db('graphile_worker.jobs').where('key', 'like', '%evt_forged');
    return jobs.length === 0;
  });
  expect((await storedAccount(app, consignorId)).state).toBe('enabled');
  expect(await sandboxStripe(app).accounts.retrieve(stripeId)).toMatchObject({ payouts_enabled: true });
});

it('the settings count whose accounts another account at Stripe would disconnect', async () => {
  const finance = await signedIn(app, 'finance');
  const connected = async () =>
    (await finance.ask<ConnectSettings>('GET', '/admin/settings/connect')).body.connected;
  const before = await connected();
  const { consignorId, stripeId } = await paidByStripe(app);
  expect(await connected()).toBe(before + 1);
  // Paid to bank data again, the account stays connected.
  await app.context.db('connected_ways').where({ consignor_id: consignorId }).update({ paid_by: 'bank' });
  expect(await connected()).toBe(before + 1);
  await accountBecomes(app, stripeId, { deauthorized: true });
  await untilAccount(app, consignorId, 'deauthorized');
  expect(await connected()).toBe(before);
});
