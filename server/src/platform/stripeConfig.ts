/** Stripe's keys from the environment, and which combinations of them are refused. */
import { ConfigError } from './configError.ts';

/** Stripe's keys, and where its API is. */
export interface StripeConfig {
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** The SDK's host, port and protocol; null: Stripe itself. */
  apiBase: string | null;
}

/** The sandbox's keys. They handle play money only, so they may be public. */
export const sandboxKeys = {
  secretKey: 'sk_test_holdfast_sandbox',
  publishableKey: 'pk_test_holdfast_sandbox',
  webhookSecret: 'whsec_holdfast_sandbox',
};

/** Whether an address of an API is Stripe's own: its host, over https, at its own port. null: the default, which is. */
export function isStripeItself(apiBase: string | null): boolean {
  if (apiBase === null) return true;
  const { protocol, hostname, port, username, password } = new URL(apiBase);
  return (
    protocol === 'https:' &&
    hostname === 'api.stripe.com' &&
    port === '' &&
    username === '' &&
    password === ''
  );
}

/** Characters after `whsec_`. Stripe's have 32; whoever guesses it can call orders paid. */
const shortestWebhookSecret = 16;

type StripeVariable =
  | 'STRIPE_SECRET_KEY'
  | 'STRIPE_PUBLISHABLE_KEY'
  | 'STRIPE_WEBHOOK_SECRET'
  | 'STRIPE_API_BASE'
  | 'SANDBOX_API_BASE';
type StripeVariables = { [name in StripeVariable]?: string | undefined };

/**
 * @returns without keys: the sandbox at SANDBOX_API_BASE, or null for one of this process
 * @throws ConfigError for a part of the keys, keys of two modes, a live key that would go elsewhere than Stripe, and a
 *   webhook secret with which anybody could call an order of Stripe's paid
 */
export function readStripe(value: StripeVariables): StripeConfig | null {
  const secretKey = value.STRIPE_SECRET_KEY;
  if (!secretKey) {
    const left = (['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE'] as const).find(
      (name) => value[name],
    );
    if (left)
      throw new ConfigError(
        `STRIPE_SECRET_KEY is not set, but ${left} is. Set the key too, or none of them.`,
      );
    return value.SANDBOX_API_BASE ? { ...sandboxKeys, apiBase: value.SANDBOX_API_BASE } : null;
  }
  const needed = (name: StripeVariable, begins: string): string => {
    const given = value[name];
    if (!given)
      throw new ConfigError(`${name} is not set, but STRIPE_SECRET_KEY is. It begins with ${begins}.`);
    return given;
  };
  const publishableKey = needed('STRIPE_PUBLISHABLE_KEY', 'pk_test_ or pk_live_');
  const webhookSecret = needed('STRIPE_WEBHOOK_SECRET', 'whsec_');
  const apiBase = value.STRIPE_API_BASE ?? null;
  refuseUnsafe({ secretKey, publishableKey, webhookSecret, apiBase });
  return { secretKey, publishableKey, webhookSecret, apiBase };
}

/** @throws ConfigError as `readStripe` */
function refuseUnsafe({ secretKey, publishableKey, webhookSecret, apiBase }: StripeConfig): void {
  const isLive = secretKey.includes('_live_');
  if (isLive !== publishableKey.includes('_live_'))
    throw new ConfigError(
      'STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY are of two modes: use both live or both test.',
    );
  if (isLive && !isStripeItself(apiBase))
    throw new ConfigError(
      'STRIPE_API_BASE points elsewhere than https://api.stripe.com, but STRIPE_SECRET_KEY is a live key. A live key goes to Stripe only.',
    );
  if (webhookSecret === sandboxKeys.webhookSecret && isStripeItself(apiBase))
    throw new ConfigError(
      'STRIPE_WEBHOOK_SECRET is the sandbox’s, which everybody knows: with it anybody could call an order paid. Use the signing secret of your endpoint from Stripe’s dashboard.',
    );
  if (isLive && webhookSecret.length < 'whsec_'.length + shortestWebhookSecret)
    throw new ConfigError(
      'STRIPE_WEBHOOK_SECRET is too short for a live key. Use the whole signing secret of your endpoint from Stripe’s dashboard.',
    );
}
