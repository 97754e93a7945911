/** Configuration: read from the environment once, here and nowhere else. `.env.example` documents each variable. */
import { z } from 'zod';
import { type CaptchaConfig, readCaptcha } from './captchaConfig.ts';
import { ConfigError } from './configError.ts';
import type { TimeLimits } from './db/timeLimits.ts';
import { type FeedsConfig, readFeeds } from './feedsConfig.ts';
import { type HoldLimits, readHoldLimits } from './holdConfig.ts';
import { readStripe, type StripeConfig, sandboxKeys } from './stripeConfig.ts';

export type { CaptchaConfig } from './captchaConfig.ts';
export { ConfigError } from './configError.ts';
export type { FeedsConfig } from './feedsConfig.ts';
export type { HoldLimits } from './holdConfig.ts';
export type { StripeConfig } from './stripeConfig.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const switchedOn = ['1', 'true', 'on', 'yes'];
const flag = z
  .enum([...switchedOn, '0', 'false', 'off', 'no'], { error: 'Write 1 or on, or 0 or off.' })
  .transform((text) => switchedOn.includes(text));

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  REUSE_PORT: flag.default(false),
  DEMO: flag.optional(),
  SECRET: z.string().min(32).optional(),
  HEALTH_TOKEN: z.string().min(16).optional(),
  HEALTH_PORT: port.optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_./)
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_./)
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_./)
    .optional(),
  STRIPE_CONNECT_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_./)
    .optional(),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX_IN_PRODUCTION: flag.default(false),
  SANDBOX_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX_PORT: port.optional(),
  SANDBOX_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  SKYBOX_API_BASE: z.url({ protocol: /^https?$/ }).default('https://skybox.vividseats.com/services'),
  SKYBOX_ACCOUNT: z.string().regex(/^\d+$/).optional(),
  SKYBOX_API_TOKEN: z.string().min(1).optional(),
  SKYBOX_APPLICATION_TOKEN: z.string().min(1).optional(),
  SKYBOX_CONSIGNOR: z.email().optional(),
  SKYBOX_REQUESTS_PER_DAY: z.coerce.number().int().min(1).default(5000),
  TICKETMASTER_API_BASE: z.url({ protocol: /^https?$/ }).default('https://app.ticketmaster.com/discovery/v2'),
  TICKETMASTER_API_KEY: z.string().min(1).optional(),
  TICKETMASTER_SEARCH: z
    .string()
    .regex(/^[\w=&,.%-]*$/)
    .default('countryCode=US,CA&classificationName=sports'),
  TICKETMASTER_REQUESTS_PER_DAY: z.coerce.number().int().min(1).default(5000),
  FEEDS_EVERY_HOURS: z.coerce.number().int().min(0).max(168).default(6),
  FEEDS_FAKE: flag.optional(),
  STRIPE_RECONCILIATION: z.enum(['on', 'off']).optional(),
  HOLDS_PER_FAN: z.coerce.number().int().min(0).max(100_000).optional(),
  HOLDS_PER_NETWORK: z.coerce.number().int().min(0).max(100_000).optional(),
  FANS_PER_CARD: z.coerce.number().int().min(0).max(100_000).optional(),
  TURNSTILE_SITE_KEY: z.string().min(1).optional(),
  TURNSTILE_SECRET_KEY: z.string().min(1).optional(),
  TURNSTILE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  HCAPTCHA_SITE_KEY: z.string().min(1).optional(),
  HCAPTCHA_SECRET_KEY: z.string().min(1).optional(),
  HCAPTCHA_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  WEB_LOCK_TIMEOUT_MS: z.coerce.number().int().min(0).max(600_000).optional(),
  WEB_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(0).max(3_600_000).default(30_000),
  SENTRY_DSN: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
  WEBHOOKS_TO_PRIVATE: flag.optional(),
  SLACK_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  TELEGRAM_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  EXPORT_ROWS_AT_ONCE: z.coerce.number().int().min(1).max(1_000_000).default(50_000),
  JOB_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(16),
});

const remedies: Partial<Record<keyof z.input<typeof environment>, string>> = {
  DATABASE_URL: 'Use a URL such as postgres://user:password@host:5432/holdfast.',
  PORT: 'Use a port number such as 3000.',
  PUBLIC_URL: 'Use the address that fans see, such as https://tickets.example.com.',
  TRUSTED_PROXIES: 'Use the number of proxies in front of the web role, from 0 to 10.',
  ROLE: 'Use all, web or worker.',
  SECRET: 'Use at least 32 characters of chance; it signs cookies.',
  HEALTH_TOKEN: 'Use at least 16 characters.',
  HEALTH_PORT: 'Use a port number such as 3002.',
  STRIPE_SECRET_KEY: 'It begins with sk_test_, sk_live_, rk_test_ or rk_live_.',
  STRIPE_PUBLISHABLE_KEY: 'It begins with pk_test_ or pk_live_.',
  STRIPE_WEBHOOK_SECRET: 'It begins with whsec_, and goes on: the signing secret of your endpoint.',
  SANDBOX_API_BASE: 'Use the address of a sandbox, such as http://sandbox:3001.',
  STRIPE_CONNECT_WEBHOOK_SECRET:
    'It begins with whsec_, and goes on: the signing secret of your endpoint for connected accounts.',
  STRIPE_API_BASE: 'Use a URL such as https://api.stripe.com or http://127.0.0.1:12111.',
  SKYBOX_API_BASE: 'Use a URL such as https://skybox.vividseats.com/services.',
  SKYBOX_ACCOUNT: 'Use the number of the account.',
  SKYBOX_CONSIGNOR: 'Use the email address of a consignor, such as desk@blueline.example.',
  TICKETMASTER_API_BASE: 'Use a URL such as https://app.ticketmaster.com/discovery/v2.',
  TICKETMASTER_SEARCH:
    'Use parameters of its event search, such as countryCode=US&classificationName=sports.',
  FEEDS_EVERY_HOURS: 'Use whole hours from 1 to 168, or 0 for runs by hand only.',
  STRIPE_RECONCILIATION: 'Use on or off.',
  HOLDS_PER_FAN: 'Use a whole number of holds within an hour, or 0 for no limit.',
  HOLDS_PER_NETWORK: 'Use a whole number of holds within a quarter of an hour, or 0 for no limit.',
  FANS_PER_CARD: 'Use a whole number of fans within an hour, or 0 for no limit.',
  WEB_LOCK_TIMEOUT_MS: 'Use milliseconds, or 0 for no limit.',
  WEB_STATEMENT_TIMEOUT_MS: 'Use milliseconds, or 0 for no limit.',
  SENTRY_DSN: 'Use the DSN of a project, such as https://key@errors.example.com/1.',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'Use the address of a collector, such as http://localhost:4318.',
  SLACK_API_BASE: 'Use the address of its Web API, such as https://slack.com/api.',
  TELEGRAM_API_BASE: 'Use the address of its Bot API, such as https://api.telegram.org.',
  SMTP_URL: 'Use a URL such as smtp://user:password@mail.example.com:587.',
};

/** The validated configuration of a process. */
export interface Config {
  production: boolean;
  /** null: the embedded PostgreSQL. */
  databaseUrl: string | null;
  dataDir: string;
  port: number;
  /** Where the web role listens: this machine alone unless HOST says otherwise; in production all addresses. */
  host: string;
  /** The public URL, without a trailing slash; null: http://localhost and the port. */
  publicUrl: string | null;
  /** Proxies in front of the web role: how many addresses of X-Forwarded-For are believed, counted from its end. */
  trustedProxies: number;
  role: 'all' | 'web' | 'worker';
  reusePort: boolean;
  /** Demo data, demo accounts on the sign-in page, and a line that says so. */
  demo: boolean;
  /** Signs cookies; null: one is made and kept in the data folder. */
  secret: string | null;
  healthToken: string | null;
  /** Where a worker says whether it lives; null: nowhere. */
  healthPort: number | null;
  /** The environment's keys, or the sandbox at SANDBOX_API_BASE; null: the back office's keys, or a sandbox of this process. */
  stripe: StripeConfig | null;
  /** Whether `stripe` are keys of the environment, which come before those of the back office. */
  hasStripeKeys: boolean;
  /** Where keys of the back office are sent; null: Stripe itself. */
  stripeApiBase: string | null;
  /** Whether payments may go to a sandbox. */
  allowsSandbox: boolean;
  /** Where the sandbox listens: the port after PORT unless set. */
  sandboxPort: number;
  /** Where a fan's browser reaches the sandbox; null: where the server does. */
  sandboxPublicUrl: string | null;
  /** null: emails stay in the outbox. */
  smtpUrl: string | null;
  /** Comes before the sender of the settings; null: theirs. */
  mailFrom: string | null;
  feeds: FeedsConfig;
  /** Whether the worker asks Stripe every two minutes what no webhook told of. */
  reconcilesStripe: boolean;
  holdLimits: HoldLimits;
  /** null: none is asked for. */
  captcha: CaptchaConfig | null;
  /** Of the statements of web processes. */
  databaseLimits: TimeLimits;
  /** Where errors are reported; null: nowhere. */
  sentryDsn: string | null;
  /** The OpenTelemetry collector that gets traces; null: none. */
  tracesEndpoint: string | null;
  logLevel: string;
  poolSize: number;
  jobConcurrency: number;
  /** From this many rows on a table's file is written in the background, where a person waits for it. */
  exportRowsAtOnce: number;
  /** Webhooks go to this machine and the network beside it too, and without TLS: for development. */
  webhooksToPrivate: boolean;
  /** Another place of Slack's Web API; null: Slack's own. */
  slackApiBase: string | null;
  /** Another place of Telegram's Bot API; null: Telegram's own. */
  telegramApiBase: string | null;
}

/**
 * @param env the environment; an empty text counts as not set
 * @throws ConfigError naming every variable that can't be used
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]) as keyof typeof remedies;
      return `${name} is ${JSON.stringify(given[name])}: ${remedies[name] ?? issue.message}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  const demo = value.DEMO ?? (!production && value.DATABASE_URL === undefined);
  const hasStripeKeys = value.STRIPE_SECRET_KEY !== undefined;
  const allowsSandbox = !production || value.SANDBOX_IN_PRODUCTION;
  const found = readStripe(value);
  const stripe = hasStripeKeys || allowsSandbox ? found : null;
  if (production) {
    for (const name of ['DATABASE_URL', 'SECRET', 'PUBLIC_URL'] as const)
      if (!value[name]) throw new ConfigError(`${name} is not set: production needs it. ${remedies[name]}`);
    if (demo)
      throw new ConfigError(
        'DEMO is on: in production it would make an administrator whose password everybody knows. Leave DEMO out; `npm run admin:create` makes the first administrator.',
      );
    if (hasStripeKeys && stripe?.webhookSecret === sandboxKeys.webhookSecret && !value.SANDBOX_IN_PRODUCTION)
      throw new ConfigError(
        'STRIPE_WEBHOOK_SECRET is the sandbox’s, which everybody knows. Set Stripe’s keys, or SANDBOX_IN_PRODUCTION=1 if play money is what you want.',
      );
  }
  return {
    production,
    databaseUrl: value.DATABASE_URL ?? null,
    dataDir: value.DATA_DIR,
    port: value.PORT,
    host: value.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: value.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustedProxies: value.TRUSTED_PROXIES,
    role: value.ROLE,
    reusePort: value.REUSE_PORT,
    demo,
    secret: value.SECRET ?? null,
    healthToken: value.HEALTH_TOKEN ?? null,
    healthPort: value.HEALTH_PORT ?? null,
    stripe,
    hasStripeKeys,
    stripeApiBase: value.STRIPE_API_BASE ?? null,
    allowsSandbox,
    sandboxPort: value.SANDBOX_PORT ?? (value.PORT === 0 ? 0 : value.PORT + 1),
    sandboxPublicUrl: value.SANDBOX_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? null,
    feeds: readFeeds(value, demo),
    // Tests ask for it themselves: it would change rows while they compare them.
    reconcilesStripe: (value.STRIPE_RECONCILIATION ?? (value.NODE_ENV === 'test' ? 'off' : 'on')) === 'on',
    holdLimits: readHoldLimits(value, stripe === null || stripe.secretKey === sandboxKeys.secretKey),
    captcha: readCaptcha(value),
    databaseLimits: {
      // Tests hold locks while a slow machine gets to what waits for them.
      lockMs: value.WEB_LOCK_TIMEOUT_MS ?? (value.NODE_ENV === 'test' ? 60_000 : 5_000),
      statementMs: value.WEB_STATEMENT_TIMEOUT_MS,
    },
    sentryDsn: value.SENTRY_DSN ?? null,
    tracesEndpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    logLevel: value.LOG_LEVEL,
    poolSize: value.POOL_SIZE,
    jobConcurrency: value.JOB_CONCURRENCY,
    exportRowsAtOnce: value.EXPORT_ROWS_AT_ONCE,
    webhooksToPrivate: value.WEBHOOKS_TO_PRIVATE ?? !production,
    telegramApiBase: value.TELEGRAM_API_BASE?.replace(/\/$/, '') ?? null,
    slackApiBase: value.SLACK_API_BASE?.replace(/\/$/, '') ?? null,
  };
}
