/** A guest whose network has reached its limit of holds shows that they are a person, and holds. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import {
  captchaNames,
  captchas,
  type FakeCaptcha,
  goodToken,
  startFakeCaptcha,
} from '../../test/fakeCaptcha.ts';
import { Fan } from '../../test/fan.ts';
import { signedIn } from '../../test/people.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { readConfig } from '../platform/config.ts';

type Answered = { id: string; code: string; siteKey?: string; script?: string };
const newToken = () => `${goodToken}-${randomUUID()}`;

describe.each(captchaNames)('by %s', (name) => {
  let captcha: FakeCaptcha;
  let app: TestApp;
  let listingId: string;
  beforeAll(async () => {
    captcha = await startFakeCaptcha(name);
    app = await startTestApp({ ...captcha.env, HOLDS_PER_NETWORK: '1', HOLDS_PER_FAN: '2' });
  });
  afterAll(async () => {
    await app.verify();
    await app.close();
    await captcha.close();
  });
  /** An event whose guests of this network have had their one hold. */
  beforeEach(async () => {
    captcha.isDown = false;
    captcha.asked.length = 0;
    ({ id: listingId } = await buildListing(app.context, { seats: [1, 2, 3, 4, 5, 6, 7, 8] }));
    expect((await hold(new Fan(app))).status).toBe(201);
  });

  const hold = (fan: Fan, captchaToken?: string, key: string = randomUUID()) =>
    fan.ask<Answered>(
      'POST',
      '/reservations',
      { items: [{ listingId, quantity: 1 }], email: 'fan@example.com', captchaToken },
      { 'idempotency-key': key },
    );

  it('asks instead of refusing, and says for which site and with which script', async () => {
    expect(await hold(new Fan(app))).toMatchObject({
      status: 403,
      body: {
        code: 'captcha_required',
        provider: name,
        siteKey: captchas[name].siteKey,
        script: `${captcha.url}${captchas[name].paths.script}`,
      },
    });
    expect(captcha.asked).toEqual([]);
  });

  it('holds with what the widget gave, once for each', async () => {
    const token = newToken();
    expect((await hold(new Fan(app), token)).status).toBe(201);
    expect(captcha.asked).toEqual([token]);
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
    captcha.isDown = true;
    const token = newToken();
    expect((await hold(new Fan(app), token)).body.code).toBe('captcha_required');
    const account = await signedIn(app, 'fan');
    expect((await hold(account, token)).status).toBe(201);
    expect(captcha.asked).toEqual([token]);
    captcha.isDown = false;
    expect((await hold(new Fan(app), token)).status).toBe(201);
  });

  it('what its widget loads is allowed on the storefront alone', async () => {
    const policyOf = async (path: string) =>
      (await fetch(`${app.url}${path}`)).headers.get('content-security-policy') ?? '';
    const policy = await policyOf('/');
    const allowing = policy
      .split(';')
      .filter((part) => part.includes(captcha.url))
      .map((part) => part.trim().split(' ')[0]);
    const always = ['script-src', 'frame-src'];
    expect(allowing.sort()).toEqual(
      (name === 'hcaptcha' ? [...always, 'style-src', 'connect-src'] : always).sort(),
    );
    expect(await policyOf('/admin/')).not.toContain(captcha.url);
  });

  it('holds with a token as long as they come', async () => {
    expect((await hold(new Fan(app), newToken().padEnd(5_000, 'x'))).status).toBe(201);
  });
});

it('is configured with both keys of a provider, or none', () => {
  expect(readConfig({}).captcha).toBeNull();
  for (const [name, prefix] of [
    ['turnstile', 'TURNSTILE'],
    ['hcaptcha', 'HCAPTCHA'],
  ] as const) {
    expect(readConfig(captchas[name].keys).captcha).toMatchObject({
      provider: name,
      siteKey: 'site-of-tests',
      secretKey: 'secret-of-tests',
    });
    const [site, secret] = [`${prefix}_SITE_KEY`, `${prefix}_SECRET_KEY`];
    expect(() => readConfig({ [site]: 'a' })).toThrow(`${secret} is not set`);
    expect(() => readConfig({ [secret]: 'a' })).toThrow(`${site} is not set`);
  }
});

it('is configured with one provider: both are an error that names them', () => {
  expect(() => readConfig({ ...captchas.turnstile.keys, ...captchas.hcaptcha.keys })).toThrow(
    'TURNSTILE_SITE_KEY and HCAPTCHA_SITE_KEY are both set',
  );
});

it('asks at the provider’s own addresses, and allows its hosts', () => {
  expect(readConfig(captchas.turnstile.keys).captcha).toMatchObject({
    script: 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
    siteverify: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    sources: { script: ['https://challenges.cloudflare.com'], style: [], connect: [] },
  });
  const hosts = ['https://hcaptcha.com', 'https://*.hcaptcha.com'];
  expect(readConfig(captchas.hcaptcha.keys).captcha).toMatchObject({
    script: 'https://js.hcaptcha.com/1/api.js?render=explicit',
    siteverify: 'https://api.hcaptcha.com/siteverify',
    sources: { script: hosts, frame: hosts, style: hosts, connect: hosts },
  });
});
