/** Where payments go, for the server and for a fan's browser: Stripe, or the sandbox that speaks its protocol. */
import type { PaymentMode } from '@holdfast/shared/payments';
import { type KeysNow, keysVersion, openStripe, readKeys, type StripeClient } from './payments/index.ts';
import type { AppContext } from './platform/appContext.ts';
import { ConfigError } from './platform/configError.ts';
import { isStripeItself, type StripeConfig } from './platform/stripeConfig.ts';

export { sandboxKeys } from './platform/stripeConfig.ts';

/** What a process pays with. It changes while the process runs: read it where it is used. */
export interface PaymentService {
  readonly stripe: StripeConfig;
  readonly mode: PaymentMode;
  readonly client: StripeClient;
  /** Where fans' browsers may have to send cards to besides Stripe. */
  readonly gateways: readonly string[];
  /** Reads whether the back office gave other keys, and takes them. @returns the client of what is stored now */
  newest(): Promise<StripeClient>;
}

interface Opened {
  stripe: StripeConfig;
  mode: PaymentMode;
  client: StripeClient;
}

/** Stripe's own API takes its own form; anything else at STRIPE_API_BASE is a sandbox, with a card form of ours. */
function modeOf(stripe: StripeConfig, sandboxPublicUrl: string | null): PaymentMode {
  const live = isStripeItself(stripe.apiBase);
  return {
    mode: live ? 'live' : 'sandbox',
    publishableKey: stripe.publishableKey,
    sandboxUrl: live ? null : (sandboxPublicUrl ?? stripe.apiBase),
  };
}

const opened = (stripe: StripeConfig, sandboxPublicUrl: string | null): Opened => ({
  stripe,
  mode: modeOf(stripe, sandboxPublicUrl),
  client: openStripe(stripe),
});

/** One that never changes. */
export function fixedPayments(stripe: StripeConfig, sandboxPublicUrl: string | null = null): PaymentService {
  const now = opened(stripe, sandboxPublicUrl);
  return {
    ...now,
    gateways: now.mode.sandboxUrl === null ? [] : [now.mode.sandboxUrl],
    newest: async () => now.client,
  };
}

/** How often a process looks whether other keys were given, in milliseconds. Jobs that call Stripe look each time. */
const lookEveryMs = 5_000;

/**
 * The environment's keys where it has them, else those of the back office, else the sandbox.
 * @param sandbox what is used without keys; null: there is none
 * @returns with what ends it
 * @throws ConfigError when there are neither keys nor a sandbox, or the stored keys can't be opened
 */
export async function followPayments(
  app: Pick<AppContext, 'config' | 'db' | 'log' | 'secret'>,
  sandbox: StripeConfig | null,
): Promise<{ payments: PaymentService; stop(): void }> {
  const { config, db, log } = app;
  if (config.hasStripeKeys && config.stripe)
    return { payments: fixedPayments(config.stripe, config.sandboxPublicUrl), stop: () => {} };
  const take = ({ stripe, version }: KeysNow): Opened & { version: number } => {
    // A gateway of STRIPE_API_BASE is reached by browsers at that address; the sandbox perhaps at another one.
    if (stripe) return { ...opened(stripe, null), version };
    if (!sandbox)
      throw new ConfigError(
        'There are no keys of Stripe: in production the sandbox would take play money. Set STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET, or set SANDBOX_IN_PRODUCTION=1 and SANDBOX_API_BASE and give the keys at the first run or under Settings.',
      );
    return { ...opened(sandbox, config.sandboxPublicUrl), version };
  };
  let now = take(await readKeys(db, app));
  const newest = async () => {
    if ((await keysVersion(db)) !== now.version) now = take(await readKeys(db, app));
    return now.client;
  };
  const timer = setInterval(() => {
    newest().catch((error: unknown) =>
      log.warn({ err: error }, 'Stripe’s keys could not be read again; the ones before stay in use'),
    );
  }, lookEveryMs);
  timer.unref();
  const ofKeys = isStripeItself(config.stripeApiBase) ? null : config.stripeApiBase;
  const ofSandbox = sandbox && modeOf(sandbox, config.sandboxPublicUrl).sandboxUrl;
  const payments: PaymentService = {
    get stripe() {
      return now.stripe;
    },
    get mode() {
      return now.mode;
    },
    get client() {
      return now.client;
    },
    gateways: [ofKeys, ofSandbox].filter((url) => url !== null),
    newest,
  };
  return { payments, stop: () => clearInterval(timer) };
}
