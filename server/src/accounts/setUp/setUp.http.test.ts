/** The first run, over HTTP: from an empty database to the first administrator. */
import { setMarketplaceCurrency } from '@holdfast/shared/money';
import { setMarketplaceZone } from '@holdfast/shared/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayMs } from '../../../test/factories/times.ts';
import { Fan } from '../../../test/fan.ts';
import { startTestApp, type TestApp } from '../../../test/runningApp.ts';
import { testPort } from '../../../test/testPort.ts';
import { sandboxKeys } from '../../platform/stripeConfig.ts';
import { openSetUp } from './setUp.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ DEMO: '0' });
});
afterAll(() => app.close());

const first = { name: 'Ruth Adeyemi', email: 'ruth@example.com', password: 'long enough for anybody' };
const setUp = (code: string, more: object = {}) =>
  new Fan(app).ask<{ code: string; errors: Array<{ field: string }> }>('POST', '/set-up', {
    ...first,
    code,
    ...more,
  });
const page = (path: string) => fetch(app.url + path, { redirect: 'manual' });
const isOpen = async () => (await new Fan(app).ask('GET', '/set-up')).body;

it('leads every page to the set-up page, and makes one administrator with the printed code', async () => {
  const code = app.setUpCode ?? '';
  expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  expect(JSON.stringify(await app.context.db('set_up_codes'))).not.toContain(code);
  expect(await isOpen()).toEqual({ isOpen: true, asksForKeys: true });
  for (const path of ['/', '/games', '/admin/', '/sign-in']) {
    const { status, headers } = await page(path);
    expect([status, headers.get('location'), headers.get('cache-control')], path).toEqual([
      302,
      '/set-up',
      'no-store',
    ]);
  }
  expect((await page('/set-up')).status).toBe(200);
  expect((await page('/health')).status).toBe(200);

  expect((await setUp('AAAA-BBBB-CCCC-DDDD')).body.errors).toMatchObject([{ field: 'code' }]);
  expect((await setUp(code, { password: 'short' })).body.errors).toMatchObject([{ field: 'password' }]);
  const marketplace = {
    name: 'Lakeside Tickets',
    contactEmail: 'help@lakeside.example',
    postalAddress: '',
    timeZone: 'America/Chicago',
    currency: 'CAD',
    mailFromName: 'Lakeside',
    mailFromAddress: 'tickets@lakeside.example',
    commissionBps: 1_500,
    feeBps: 1_000,
  };
  const wrong = await setUp(code, { marketplace: { ...marketplace, timeZone: 'Moon/Base', feeBps: 1_000 } });
  expect(wrong.body.errors).toMatchObject([{ field: 'timeZone' }]);
  expect(await isOpen()).toEqual({ isOpen: true, asksForKeys: true });
  const both = await Promise.all([
    setUp(code.toLowerCase().replaceAll('-', ' '), { marketplace }),
    setUp(code, { email: 'other@example.com', marketplace }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  expect(await app.context.db('people').select('roles')).toEqual([{ roles: ['admin'] }]);
  expect(await app.context.db('set_up_codes')).toEqual([]);
  expect(await app.context.db('audit_entries').select('what').orderBy('id')).toEqual([
    { what: 'person.setUp' },
    { what: 'marketplace.settings' },
    { what: 'percentages.create' },
  ]);
  const admin = new Fan(app);
  const { email } = await app.context.db('people').first();
  await admin.signIn(email, first.password);
  expect((await admin.ask('GET', '/admin/settings/marketplace')).body).toMatchObject({
    name: 'Lakeside Tickets',
    timeZone: 'America/Chicago',
    currency: 'CAD',
    commissionBps: 1_500,
    feeBps: 1_000,
  });
  setMarketplaceZone('America/New_York');
  setMarketplaceCurrency('USD');
  expect(await isOpen()).toEqual({ isOpen: false, asksForKeys: true });
  expect((await page('/')).status).toBe(200);
  expect(await openSetUp(app.context)).toBeNull();
});

it('a code ends after a day, and one of another start opens the page until then', async () => {
  const sandboxPort = String(await testPort());
  const other = await startTestApp({
    DEMO: '0',
    SANDBOX_PORT: sandboxPort,
    // The sandbox plays Stripe's part.
    STRIPE_API_BASE: `http://127.0.0.1:${sandboxPort}`,
  });
  try {
    const { db } = other.context;
    const second = await openSetUp(other.context);
    await db('set_up_codes').update({ expires_at: new Date(Date.now() - dayMs) });
    const { secretKey, publishableKey } = sandboxKeys;
    const connectWebhookSecret = 'whsec_of_the_second_endpoint';
    const stripe = {
      ...{ secretKey, publishableKey, connectWebhookSecret },
      webhookSecret: 'whsec_of_the_endpoint',
    };
    const send = (code: string | null, more: object = {}) =>
      new Fan(other).ask('POST', '/set-up', { ...first, code, stripe, ...more });
    expect((await send(second)).status).toBe(422);
    const third = await openSetUp(other.context);
    expect(await db('set_up_codes')).toHaveLength(1);
    // Keys are given to Stripe before anything is kept, and by nobody without the code.
    const unknown = { stripe: { ...stripe, secretKey: 'sk_test_nobody' } };
    expect((await send('AAAA-BBBB-CCCC-DDDD', unknown)).body.errors).toMatchObject([{ field: 'code' }]);
    expect((await send(third, unknown)).body.errors).toMatchObject([{ field: 'secretKey', code: 'refused' }]);
    expect(await db('people')).toEqual([]);
    const mistyped = await send(third, { stripe: { ...stripe, connectWebhookSecret: 'wh_sec' } });
    expect(mistyped.body.errors).toMatchObject([{ field: 'stripe.connectWebhookSecret' }]);
    expect((await send(third)).status).toBe(204);
    expect(other.payments.stripe.connectWebhookSecret).toBe(connectWebhookSecret);
    expect(other.payments.stripe.webhookSecret).toBe(stripe.webhookSecret);
    expect(JSON.stringify(await db('audit_entries'))).toContain('acct_sandbox');
  } finally {
    await other.close();
  }
});
