/** A guest whose network has reached its limit of holds shows that they are a person, and holds. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import {
  type FakeTurnstile,
  goodToken,
  startFakeTurnstile,
  turnstileKeys,
} from '../../test/fakeTurnstile.ts';
import { Fan } from '../../test/fan.ts';
import { signedIn } from '../../test/people.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { readConfig } from '../platform/config.ts';

let turnstile: FakeTurnstile;
let app: TestApp;
let listingId: string;
beforeAll(async () => {
  turnstile = await startFakeTurnstile();
  app = await startTestApp({
    ...turnstileKeys,
    TURNSTILE_API_BASE: turnstile.url,
    HOLDS_PER_NETWORK: '1',
    HOLDS_PER_FAN: '2',
  });
});
afterAll(async () => {
  await app.verify();
  await app.close();
  await turnstile.close();
});
/** An event whose guests of this network have had their one hold. */
beforeEach(async () => {
  turnstile.isDown = false;
  turnstile.asked.length = 0;
  ({ id: listingId } = await buildListing(app.context, { seats: [1, 2, 3, 4, 5, 6, 7, 8] }));
  expect((await hold(new Fan(app))).status).toBe(201);
});

type Answered = { id: string; code: string; siteKey?: string; script?: string };
const hold = (fan: Fan, captchaToken?: string, key: string = randomUUID()) =>
  fan.ask<Answered>(
    'POST',
    '/reservations',
    { items: [{ listingId, quantity: 1 }], email: 'fan@example.com', captchaToken },
    { 'idempotency-key': key },
  );
const newToken = () => `${goodToken}-${randomUUID()}`;

it('asks instead of refusing, and says for which site and with which script', async () => {
  expect(await hold(new Fan(app))).toMatchObject({
    status: 403,
    body: {
      code: 'captcha_required',
      siteKey: turnstileKeys.TURNSTILE_SITE_KEY,
      script: `${turnstile.url}/turnstile/v0/api.js?render=explicit`,
    },
  });
  expect(turnstile.asked).toEqual([]);
});

it('holds with what the widget gave, once for each', async () => {
  const token = newToken();
  expect((await hold(new Fan(app), token)).status).toBe(201);
  expect(turnstile.asked).toEqual([token]);
  expect((await hold(new Fan(app), token)).body.code).toBe('captcha_required');
  expect((await hold(new Fan(app), 'of-nobody')).body.code).toBe('captcha_required');
  expect((await hold(new Fan(app), newToken())).status).toBe(201);
  expect(await listingCounts(app.context, listingId)).toMatchObject({ held: 3 });
});

it('doesn’t let a fan past their own limit', async () => {
  const fan = new Fan(app);
  for (let granted = 0; granted < 2; granted++) {
    const { status, body } = await hold(fan, newToken());
    expect(status).toBe(201);
    await fan.ask('DELETE', `/reservations/${body.id}`);
  }
  expect(await hold(fan, newToken())).toMatchObject({
    status: 429,
    body: { code: 'too_many_holds', by: 'fan' },
  });
});

it('answers a repeated request the same, though its token is spent', async () => {
  const [fan, token, key] = [new Fan(app), newToken(), randomUUID()];
  const first = await hold(fan, token, key);
  expect(first.status).toBe(201);
  expect((await hold(fan, token, key)).body.id).toBe(first.body.id);
  expect(await listingCounts(app.context, listingId)).toMatchObject({ held: 2 });
});

it('asks again while the verifier doesn’t answer, and who is signed in holds without it', async () => {
  turnstile.isDown = true;
  const token = newToken();
  expect((await hold(new Fan(app), token)).body.code).toBe('captcha_required');
  const account = await signedIn(app, 'fan');
  expect((await hold(account, token)).status).toBe(201);
  expect(turnstile.asked).toEqual([token]);
  turnstile.isDown = false;
  expect((await hold(new Fan(app), token)).status).toBe(201);
});

it('its script and frame are allowed on the storefront alone, and nowhere unless it is configured', async () => {
  const policyOf = async (path: string) =>
    (await fetch(`${app.url}${path}`)).headers.get('content-security-policy') ?? '';
  const policy = await policyOf('/');
  for (const directive of ['script-src', 'frame-src'])
    expect(policy.split(';').find((part) => part.startsWith(directive))).toContain(turnstile.url);
  expect(await policyOf('/admin/')).not.toContain(turnstile.url);
  expect(readConfig({}).captcha).toBeNull();
});

it('is configured with both keys or none', () => {
  expect(readConfig(turnstileKeys).captcha).toEqual({
    siteKey: 'site-of-tests',
    secretKey: 'secret-of-tests',
    apiBase: 'https://challenges.cloudflare.com',
  });
  expect(() => readConfig({ TURNSTILE_SITE_KEY: 'a' })).toThrow('TURNSTILE_SECRET_KEY is not set');
  expect(() => readConfig({ TURNSTILE_SECRET_KEY: 'a' })).toThrow('TURNSTILE_SITE_KEY is not set');
});
