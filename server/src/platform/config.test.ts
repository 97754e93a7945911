import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { sandboxKeys } from './stripeConfig.ts';

const stripe = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
};
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db/holdfast',
  SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://tickets.example.com/',
};

describe('readConfig', () => {
  it('needs nothing, and takes an empty text for nothing', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      sandboxPort: 3001,
      databaseUrl: null,
      stripe: null,
      demo: true,
      production: false,
    });
  });

  it('is no demo on a database of somebody’s own, unless asked', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://db/holdfast' }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: 'postgres://db/holdfast', DEMO: '1' }).demo).toBe(true);
  });

  it.each([
    ['0', false],
    ['off', false],
    ['no', false],
    ['1', true],
    ['on', true],
  ])('takes %s for a switch', (DEMO, demo) => {
    expect(readConfig({ DEMO }).demo).toBe(demo);
  });

  it.each([
    ['PORT', { PORT: 'http' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db' }],
    ['ROLE', { ROLE: 'boss' }],
    ['DEMO', { DEMO: 'maybe' }],
    ['SECRET', { SECRET: 'short' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example.com' }],
    ['STRIPE_SECRET_KEY', { STRIPE_SECRET_KEY: 'secret' }],
    ['STRIPE_SECRET_KEY', { STRIPE_WEBHOOK_SECRET: 'whsec_1' }],
    ['STRIPE_WEBHOOK_SECRET', { ...stripe, STRIPE_WEBHOOK_SECRET: '' }],
    ['STRIPE_PUBLISHABLE_KEY', { ...stripe, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }],
    [
      'STRIPE_API_BASE',
      {
        ...stripe,
        STRIPE_SECRET_KEY: 'sk_live_1',
        STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
        STRIPE_API_BASE: 'http://127.0.0.1:1',
      },
    ],
    ['PUBLIC_URL', { ...production, ...stripe, PUBLIC_URL: '' }],
    ['DATABASE_URL', { ...production, ...stripe, DATABASE_URL: '' }],
    ['SECRET', { ...production, ...stripe, SECRET: '' }],
  ])('names %s when it cannot be used', (name, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(name);
  });

  it('names every variable that cannot be used, at once', () => {
    expect(() => readConfig({ PORT: 'x', ROLE: 'y' })).toThrow(/PORT[\s\S]*ROLE/);
  });

  it('takes the sandbox in production only when told so', () => {
    expect(readConfig(production).allowsSandbox).toBe(false);
    expect(readConfig({ ...production, SANDBOX_IN_PRODUCTION: '1' })).toMatchObject({
      stripe: null,
      allowsSandbox: true,
      demo: false,
      publicUrl: 'https://tickets.example.com',
    });
  });

  it('finds a sandbox that is a program of its own, until there are keys of Stripe', () => {
    const composed = {
      ...production,
      SANDBOX_IN_PRODUCTION: '1',
      SANDBOX_API_BASE: 'http://sandbox:3001',
      STRIPE_SECRET_KEY: '',
      STRIPE_API_BASE: '',
    };
    expect(readConfig(composed).stripe).toEqual({ ...sandboxKeys, apiBase: 'http://sandbox:3001' });
    expect(readConfig({ ...composed, ...stripe }).stripe).toMatchObject({
      secretKey: 'sk_test_1',
      apiBase: null,
    });
    // Keys of the back office are needed then.
    expect(readConfig({ ...composed, SANDBOX_IN_PRODUCTION: '0' }).stripe).toBeNull();
  });

  describe('with keys of feeds', () => {
    const account = { SKYBOX_ACCOUNT: '12345' };
    const api = { SKYBOX_API_TOKEN: 'api' };
    const application = { SKYBOX_APPLICATION_TOKEN: 'app' };
    const remedy = 'SkyBox asks for an account and both tokens: set all three, or none.';

    it('connects what has all of its own, and nothing else', () => {
      expect(readConfig({}).feeds).toMatchObject({ skybox: null, ticketmaster: null });
      const { feeds } = readConfig({ ...account, ...api, ...application });
      expect(feeds).toMatchObject({
        skybox: { account: '12345', apiToken: 'api', applicationToken: 'app', consignorEmail: null },
        ticketmaster: null,
      });
      expect(readConfig({ TICKETMASTER_API_KEY: 'key' }).feeds).toMatchObject({
        skybox: null,
        ticketmaster: { apiKey: 'key' },
      });
    });

    it.each([
      [account, 'SKYBOX_API_TOKEN and SKYBOX_APPLICATION_TOKEN are not set, but SKYBOX_ACCOUNT is.'],
      [api, 'SKYBOX_ACCOUNT and SKYBOX_APPLICATION_TOKEN are not set, but SKYBOX_API_TOKEN is.'],
      [application, 'SKYBOX_ACCOUNT and SKYBOX_API_TOKEN are not set, but SKYBOX_APPLICATION_TOKEN is.'],
      [
        { ...account, ...api },
        'SKYBOX_APPLICATION_TOKEN is not set, but SKYBOX_ACCOUNT and SKYBOX_API_TOKEN are.',
      ],
      [
        { ...account, ...application },
        'SKYBOX_API_TOKEN is not set, but SKYBOX_ACCOUNT and SKYBOX_APPLICATION_TOKEN are.',
      ],
      [
        { ...api, ...application, SKYBOX_ACCOUNT: '' },
        'SKYBOX_ACCOUNT is not set, but SKYBOX_API_TOKEN and SKYBOX_APPLICATION_TOKEN are.',
      ],
      [
        { SKYBOX_CONSIGNOR: 'desk@blueline.example' },
        'SKYBOX_ACCOUNT, SKYBOX_API_TOKEN and SKYBOX_APPLICATION_TOKEN are not set, but SKYBOX_CONSIGNOR is.',
      ],
    ])('says what a part of them lacks, and the remedy: %j', (env, sentence) => {
      expect(() => readConfig(env)).toThrow(ConfigError);
      expect(() => readConfig(env)).toThrow(`${sentence} ${remedy}`);
    });

    it.each([
      ['SKYBOX_ACCOUNT', { ...api, ...application, SKYBOX_ACCOUNT: 'me' }, 'Use the number of the account.'],
      [
        'SKYBOX_CONSIGNOR',
        { ...account, ...api, ...application, SKYBOX_CONSIGNOR: 'nobody' },
        'Use the email address of a consignor',
      ],
      ['TICKETMASTER_API_BASE', { TICKETMASTER_API_BASE: 'there' }, 'Use a URL such as'],
      ['FEEDS_EVERY_HOURS', { FEEDS_EVERY_HOURS: '1.5' }, 'Use whole hours from 1 to 168'],
    ])('names %s when it can’t be used', (name, env, remedyOf) => {
      expect(() => readConfig(env)).toThrow(name);
      expect(() => readConfig(env)).toThrow(remedyOf);
    });
  });

  describe('with keys of Stripe', () => {
    const live = {
      STRIPE_SECRET_KEY: 'sk_live_1',
      STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
      STRIPE_WEBHOOK_SECRET: `whsec_${'x'.repeat(32)}`,
    };

    it('takes live keys that go to Stripe, whether its address is given or not', () => {
      expect(readConfig({ ...production, ...live }).stripe).toMatchObject({ apiBase: null });
      const STRIPE_API_BASE = 'https://api.stripe.com/';
      expect(readConfig({ ...production, ...live, STRIPE_API_BASE }).stripe).toMatchObject({
        secretKey: 'sk_live_1',
      });
    });

    it.each([
      'https://api.stripe.com.evil.example',
      'https://api.stripe.company',
      'https://api.stripe.com@evil.example',
      'https://me:you@api.stripe.com',
      'https://api.stripe.com:8443',
      'http://api.stripe.com',
    ])('a live key doesn’t go to %s', (STRIPE_API_BASE) => {
      expect(() => readConfig({ ...live, STRIPE_API_BASE })).toThrow(/A live key goes to Stripe only/);
    });

    it.each([
      ['is the sandbox’s, which everybody knows', sandboxKeys.webhookSecret],
      ['and goes on: the signing secret', 'whsec_'],
      ['is not set, but STRIPE_SECRET_KEY is', ''],
      ['is too short for a live key', 'whsec_short'],
    ])('a live key’s webhook secret %s', (sentence, STRIPE_WEBHOOK_SECRET) => {
      expect(() => readConfig({ ...live, STRIPE_WEBHOOK_SECRET })).toThrow(ConfigError);
      expect(() => readConfig({ ...live, STRIPE_WEBHOOK_SECRET })).toThrow(sentence);
    });

    it('the sandbox’s webhook secret goes with the sandbox only, and in production only when told so', () => {
      const keys = {
        STRIPE_SECRET_KEY: sandboxKeys.secretKey,
        STRIPE_PUBLISHABLE_KEY: sandboxKeys.publishableKey,
        STRIPE_WEBHOOK_SECRET: sandboxKeys.webhookSecret,
      };
      expect(() => readConfig(keys)).toThrow('STRIPE_WEBHOOK_SECRET');
      const sandbox = { ...keys, STRIPE_API_BASE: 'http://sandbox:3001' };
      expect(readConfig(sandbox).stripe).toMatchObject({ apiBase: 'http://sandbox:3001' });
      expect(() => readConfig({ ...production, ...sandbox })).toThrow('SANDBOX_IN_PRODUCTION=1');
      expect(readConfig({ ...production, ...sandbox, SANDBOX_IN_PRODUCTION: '1' }).production).toBe(true);
    });
  });

  it('listens on this machine alone unless told otherwise; in production, where a container is its own, on all', () => {
    expect(readConfig({}).host).toBe('127.0.0.1');
    expect(readConfig({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
    expect(readConfig({ ...production, ...stripe }).host).toBe('0.0.0.0');
  });

  it('makes no known administrator in production', () => {
    expect(() => readConfig({ ...production, ...stripe, DEMO: '1' })).toThrow(
      /DEMO is on: in production it would make an administrator/,
    );
    expect(readConfig({ ...production, ...stripe, DEMO: '0' }).demo).toBe(false);
  });

  it('is documented, variable by variable', () => {
    const source = readFileSync(join(import.meta.dirname, 'config.ts'), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name as string);
    const example = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');
    const documented = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name as string);
    expect(documented.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});
