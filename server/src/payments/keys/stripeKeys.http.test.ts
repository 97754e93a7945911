/** Stripe's keys under Settings, over HTTP: a second gateway plays Stripe's part, at STRIPE_API_BASE. */
import type { StripeKeysInput, StripeSettings, StripeTrial } from '@holdfast/shared/payments';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { testDatabase } from '../../../test/database.ts';
import { buildListing } from '../../../test/factories/listings.ts';
import { eventually, Fan } from '../../../test/fan.ts';
import { signedIn } from '../../../test/people.ts';
import { startTestApp, type TestApp } from '../../../test/runningApp.ts';
import { testPort } from '../../../test/testPort.ts';
import { fixedPayments, followPayments, sandboxKeys } from '../../paymentService.ts';
import { ConfigError, readConfig } from '../../platform/config.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { keysVersion, resealStripeKeys } from './readKeys.ts';

const keys = {
  secretKey: 'sk_test_of_the_account',
  publishableKey: 'pk_test_of_the_account',
  webhookSecret: 'whsec_of_the_endpoint_of_the_account',
};
let app: TestApp;
let gateway: Sandbox;
let admin: Fan;
beforeAll(async () => {
  const database = await testDatabase();
  const port = String(await testPort());
  gateway = await startSandbox({
    ...keys,
    databaseUrl: database.url,
    schema: 'stripe_itself',
    merchantName: 'Lakeside Tickets',
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/stripe`,
  });
  app = await startTestApp({ PORT: port, STRIPE_API_BASE: gateway.url }, database);
  admin = await signedIn(app, 'admin');
});
afterAll(async () => {
  await gateway?.close();
  await app?.close();
});

const at = '/admin/settings/stripe';
interface Refused {
  code: string;
  detail: string;
  errors: Array<{ field: string; message: string }>;
}
const put = (body: Partial<StripeKeysInput>, who = admin) =>
  who.ask<StripeSettings & Refused>('PUT', at, { ...keys, use: 'stripe', version: 0, ...body });
const check = (body: object) => admin.ask<StripeTrial & Refused>('POST', `${at}/try`, body);
const read = async () => (await admin.ask<StripeSettings>('GET', at)).body;
const wrong = async (body: Partial<StripeKeysInput>) => {
  const { status, body: refused } = await put(body);
  return [status, ...(refused.errors ?? []).map(({ field, message }) => `${field}: ${message}`)];
};

it('are refused as the environment’s would be, and when Stripe doesn’t know them', async () => {
  expect(await read()).toMatchObject({ source: 'sandbox', mode: 'sandbox', secretKey: null, version: 0 });
  expect(await wrong({ secretKey: 'pk_test_1' })).toEqual([
    422,
    expect.stringMatching(/^secretKey: Give the/),
  ]);
  expect(await wrong({ secretKey: '' })).toEqual([422, 'secretKey: Give the secret key.']);
  expect(await wrong({ publishableKey: 'pk_live_1' })).toEqual([
    422,
    expect.stringMatching(/^publishableKey: This is of another mode/),
  ]);
  expect(await wrong({ webhookSecret: sandboxKeys.webhookSecret })).toEqual([
    422,
    expect.stringMatching(/^webhookSecret: This is the sandbox’s, which everybody knows/),
  ]);
  // Its base address is the gateway's: a live key goes to Stripe only.
  const live = { secretKey: 'sk_live_1', publishableKey: 'pk_live_1' };
  expect(await wrong({ ...live, webhookSecret: 'whsec_short' })).toEqual([
    422,
    expect.stringMatching(/^secretKey: .*A live key goes to Stripe only\.$/),
    expect.stringMatching(/^webhookSecret: This is too short for a live key/),
  ]);
  expect(await wrong({ secretKey: 'sk_test_nobody' })).toEqual([
    422,
    expect.stringMatching(/^secretKey: Stripe doesn’t know this secret key/),
  ]);
  expect((await check({ ...keys, secretKey: 'sk_test_nobody' })).body.problem).toMatch(/doesn’t know/);
  expect((await check(keys)).body).toMatchObject({
    problem: null,
    mode: 'test',
    accountName: 'Lakeside Tickets',
  });
  expect((await check({})).status).toBe(422);
  expect(await keysVersion(app.context.db)).toBe(0);
  const finance = await signedIn(app, 'finance');
  expect((await put({}, finance)).status).toBe(403);
});

it('need a fresh proof, wait for what is open at the account of today, and are followed without a restart', async () => {
  const old = await signedIn(app, 'admin', 'Old Proof');
  await app.context.db('sessions').update({ proven_at: new Date(Date.now() - 3_600_000) });
  expect((await put({}, old)).body.code).toBe('fresh_proof_required');
  await app.context.db('sessions').update({ proven_at: new Date() });

  const { id } = await buildListing(app.context, { quantity: 9 });
  const fan = new Fan(app);
  const held = await fan.hold(id, 1);
  const answer = await fan.payUnanswered(held.body.id);
  expect((await put({})).body).toMatchObject({
    code: 'payment_under_way',
    detail: expect.stringMatching(/^1 payment at the sandbox isn’t ended/),
  });
  await answer();
  const paid = await fan.until(held.body.id, ({ state }) => state === 'paid');
  expect((await put({})).body).toMatchObject({
    code: 'transition_refused',
    detail: expect.stringMatching(/^1 order of events ahead was paid at the sandbox/),
  });
  expect((await read()).source).toBe('sandbox');
  // Its event is over.
  const [{ event_id }] = await app.context.db('reservations').select('event_id').where({ id: paid.id });
  const startsAt = await app.context.db('events').where({ id: event_id }).first('starts_at');
  await app.context
    .db('events')
    .where({ id: event_id })
    .update({ starts_at: new Date(Date.now() - 3_600_000) });

  const saved = await put({});
  expect([saved.status, saved.body]).toMatchObject([
    200,
    { source: 'backOffice', secretKey: 'sk_test_…ount', publishableKey: 'pk_test_…ount', version: 1 },
  ]);
  const kept = JSON.stringify([
    saved.body,
    await app.context.db('stripe_keys'),
    await app.context.db('audit_entries'),
    await app.context.db('commands'),
  ]);
  expect(kept).not.toContain(keys.secretKey);
  expect(kept).not.toContain(keys.webhookSecret);
  expect((await put({})).status).toBe(409);
  expect((await new Fan(app).ask('GET', '/payment-mode')).body).toMatchObject({
    publishableKey: keys.publishableKey,
    sandboxUrl: gateway.url,
  });
  const page = await fetch(`${app.url}/help`);
  expect(page.headers.get('content-security-policy')).toContain(gateway.url);

  // A sale through the new account; the card form follows the mode.
  await app.context.db('events').where({ id: event_id }).update(startsAt);
  const through = new Fan({ url: app.url, sandboxUrl: gateway.url });
  const hold = await through.hold(id, 1);
  const token = await fetch(`${gateway.url}/v1/sandbox/confirmation_tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.publishableKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      number: '4242424242424242',
      exp_month: 12,
      exp_year: 2059,
      cvc: '123',
      name: 'Helen',
      email: 'fan@example.com',
      postal_code: '15212',
    }),
  });
  const { id: confirmationTokenId } = (await token.json()) as { id: string };
  await through.ask('POST', `/reservations/${hold.body.id}/payments`, { confirmationTokenId });
  await through.until(hold.body.id, ({ state }) => state === 'paid');

  // The same account's keys change at any time; another account waits.
  const rotated = await put({
    secretKey: null,
    publishableKey: null,
    webhookSecret: `${keys.webhookSecret}_2`,
    version: 1,
  });
  expect([rotated.status, rotated.body.version]).toEqual([200, 2]);
  expect((await put({ use: 'sandbox', version: 2 })).body).toMatchObject({
    code: 'transition_refused',
    detail: expect.stringContaining('Stripe’s account acct_sandbox'),
  });
  const { before, after } = await app.context
    .db('audit_entries')
    .where({ what: 'marketplace.stripeKeys' })
    .orderBy('id', 'desc')
    .first();
  expect([before, after]).toMatchObject([
    { use: 'stripe', account: 'acct_sandbox' },
    { use: 'stripe', mode: 'test', given: ['webhookSecret'] },
  ]);
  await app.verify({ sandbox: false });
});

it('are sealed again under another secret, and never give way to the sandbox under one that doesn’t open them', async () => {
  const { db, config, secret, log } = app.context;
  const other = `${secret} and more`;
  const under = async (now: string, changed: Partial<typeof config> = {}) => {
    const { payments, stop } = await followPayments(
      { db, log, secret: now, config: { ...config, ...changed } },
      sandbox,
    );
    stop();
    return payments.stripe.secretKey;
  };
  const sandbox = { ...sandboxKeys, apiBase: 'http://127.0.0.1:1' };
  expect(await under(secret)).toBe(keys.secretKey);
  await expect(under(other)).rejects.toThrow(ConfigError);
  await inTransaction(db, (trx) => resealStripeKeys(trx, { earlier: secret, current: other }));
  expect(await under(other)).toBe(keys.secretKey);
  await expect(under(secret)).rejects.toThrow('npm run secret:reseal');
  await inTransaction(db, (trx) => resealStripeKeys(trx, { earlier: other, current: secret }));

  // The environment comes first.
  const stripe = { ...keys, secretKey: 'sk_test_of_the_environment', apiBase: null };
  expect(await under(secret, { hasStripeKeys: true, stripe })).toBe(stripe.secretKey);
});

it('are needed in production where no sandbox is allowed', async () => {
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://db/holdfast',
    SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'https://t.example',
  };
  const config = readConfig({ ...env, SANDBOX_API_BASE: 'http://sandbox:3001' });
  expect(config.stripe).toBeNull();
  const { db, secret, log } = app.context;
  await db('stripe_keys').delete();
  await expect(followPayments({ db, log, secret, config }, config.stripe)).rejects.toThrow(/play money/);
  expect(fixedPayments({ ...keys, apiBase: null }).gateways).toEqual([]);
  await eventually('the process is back at the sandbox', async () => {
    await app.payments.newest();
    return app.payments.stripe.secretKey === sandboxKeys.secretKey;
  });
});
