/** Stripe's keys: those of the environment, and which combinations are refused wherever they come from. */
import { ConfigError } from './configError.ts';

/** Stripe's keys, and where its API is. */
export interface StripeConfig {
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Of the endpoint for connected accounts; null or left out: there is none. */
  connectWebhookSecret?: string | null;
  /** The SDK's host, port and protocol; null: Stripe itself. */
  apiBase: string | null;
}

/** The sandbox's keys. They handle play money only, so they may be public. */
export const sandboxKeys = {
  secretKey: 'sk_test_holdfast_sandbox',
  publishableKey: 'pk_test_holdfast_sandbox',
  webhookSecret: 'whsec_holdfast_sandbox',
  connectWebhookSecret: 'whsec_holdfast_sandbox_connect',
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

/** A part of the keys that can't be used beside the others, and why. */
export interface UnsafePart {
  part: keyof StripeConfig;
  /** A sentence that begins after the part's name. */
  because: string;
}

/**
 * What is wrong with keys, wherever they come from: keys of two modes, a live key that would go elsewhere than Stripe, and a
 * webhook secret with which anybody could call an order of Stripe's paid.
 */
export function unsafeParts({
  secretKey,
  publishableKey,
  webhookSecret,
  connectWebhookSecret,
  apiBase,
}: StripeConfig): UnsafePart[] {
  const found: UnsafePart[] = [];
  const isLive = isLiveKey(secretKey);
  if (isLive !== isLiveKey(publishableKey))
    found.push({
      part: 'publishableKey',
      because: 'is of another mode than the secret key: use both live or both test.',
    });
  if (isLive && !isStripeItself(apiBase))
    found.push({
      part: 'apiBase',
      because:
        'points elsewhere than https://api.stripe.com, but the secret key is a live key. A live key goes to Stripe only.',
    });
  if (webhookSecret === sandboxKeys.webhookSecret && isStripeItself(apiBase))
    found.push({
      part: 'webhookSecret',
      because:
        'is the sandbox’s, which everybody knows: with it anybody could call an order paid. Use the signing secret of your endpoint from Stripe’s dashboard.',
    });
  else if (isLive && webhookSecret.length < 'whsec_'.length + shortestWebhookSecret)
    found.push({
      part: 'webhookSecret',
      because:
        'is too short for a live key. Use the whole signing secret of your endpoint from Stripe’s dashboard.',
    });
  if (connectWebhookSecret === sandboxKeys.connectWebhookSecret && isStripeItself(apiBase))
    found.push({
      part: 'connectWebhookSecret',
      because:
        'is the sandbox’s, which everybody knows. Use the signing secret of your endpoint for connected accounts from Stripe’s dashboard.',
    });
  else if (
    isLive &&
    connectWebhookSecret &&
    connectWebhookSecret.length < 'whsec_'.length + shortestWebhookSecret
  )
    found.push({
      part: 'connectWebhookSecret',
      because:
        'is too short for a live key. Use the whole signing secret of your endpoint for connected accounts from Stripe’s dashboard.',
    });
  return found;
}

/** Whether a key is of the live mode. */
export const isLiveKey = (key: string): boolean => /^[a-z]+_live_/.test(key);

type StripeVariable =
  | 'STRIPE_SECRET_KEY'
  | 'STRIPE_PUBLISHABLE_KEY'
  | 'STRIPE_WEBHOOK_SECRET'
  | 'STRIPE_CONNECT_WEBHOOK_SECRET'
  | 'STRIPE_API_BASE'
  | 'SANDBOX_API_BASE';
type StripeVariables = { [name in StripeVariable]?: string | undefined };

const variables: Record<keyof Required<StripeConfig>, StripeVariable> = {
  secretKey: 'STRIPE_SECRET_KEY',
  publishableKey: 'STRIPE_PUBLISHABLE_KEY',
  webhookSecret: 'STRIPE_WEBHOOK_SECRET',
  connectWebhookSecret: 'STRIPE_CONNECT_WEBHOOK_SECRET',
  apiBase: 'STRIPE_API_BASE',
};

/**
 * @returns without keys: the sandbox at SANDBOX_API_BASE, or null for one of this process
 * @throws ConfigError for a part of the keys, and for what `unsafeParts` finds
 */
export function readStripe(value: StripeVariables): StripeConfig | null {
  const secretKey = value.STRIPE_SECRET_KEY;
  if (!secretKey) {
    const left = (
      ['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_CONNECT_WEBHOOK_SECRET'] as const
    ).find((name) => value[name]);
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
  const config: StripeConfig = {
    secretKey,
    publishableKey: needed('STRIPE_PUBLISHABLE_KEY', 'pk_test_ or pk_live_'),
    webhookSecret: needed('STRIPE_WEBHOOK_SECRET', 'whsec_'),
    connectWebhookSecret: value.STRIPE_CONNECT_WEBHOOK_SECRET ?? null,
    apiBase: value.STRIPE_API_BASE ?? null,
  };
  const [unsafe] = unsafeParts(config);
  if (unsafe) throw new ConfigError(`${variables[unsafe.part]} ${unsafe.because}`);
  return config;
}
