/** Who asks whether a guest is a person: one provider, by its two keys. */
import { ConfigError } from './configError.ts';

/** What a provider's widget loads, for the content security policy of the storefront. */
export interface CaptchaSources {
  script: readonly string[];
  frame: readonly string[];
  style: readonly string[];
  connect: readonly string[];
}

interface Provider {
  /** In messages, and before `_SITE_KEY`, `_SECRET_KEY` and `_API_BASE` in upper case. */
  name: string;
  /** The widget's script. It is drawn by `render` of the global that has the provider's id. */
  script: string;
  /** Takes a form with `secret`, `response` and, where `sendsSiteKey`, `sitekey`. */
  siteverify: string;
  /** hCaptcha takes a token of any of the account's sites unless it is told which one. */
  sendsSiteKey: boolean;
  sources: CaptchaSources;
}

const hCaptchaHosts = ['https://hcaptcha.com', 'https://*.hcaptcha.com'];

/**
 * Sources: https://developers.cloudflare.com/turnstile/get-started/ and …/reference/content-security-policy/;
 * https://docs.hcaptcha.com/ ("Verify the User Response Server Side", "Content-Security-Policy Settings")
 */
const providers = {
  turnstile: {
    name: 'Turnstile',
    script: 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
    siteverify: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    sendsSiteKey: false,
    sources: {
      script: ['https://challenges.cloudflare.com'],
      frame: ['https://challenges.cloudflare.com'],
      style: [],
      connect: [],
    },
  },
  hcaptcha: {
    name: 'hCaptcha',
    script: 'https://js.hcaptcha.com/1/api.js?render=explicit',
    siteverify: 'https://api.hcaptcha.com/siteverify',
    sendsSiteKey: true,
    sources: { script: hCaptchaHosts, frame: hCaptchaHosts, style: hCaptchaHosts, connect: hCaptchaHosts },
  },
} satisfies Record<string, Provider>;

/** The id of a provider. */
export type CaptchaProvider = keyof typeof providers;

/** The provider in use, and the marketplace's keys there. */
export interface CaptchaConfig extends Provider {
  provider: CaptchaProvider;
  /** Goes to the browser. */
  siteKey: string;
  secretKey: string;
}

interface Variables {
  TURNSTILE_SITE_KEY?: string | undefined;
  TURNSTILE_SECRET_KEY?: string | undefined;
  TURNSTILE_API_BASE?: string | undefined;
  HCAPTCHA_SITE_KEY?: string | undefined;
  HCAPTCHA_SECRET_KEY?: string | undefined;
  HCAPTCHA_API_BASE?: string | undefined;
}

/**
 * @returns null where no key is set
 * @throws ConfigError where one of a provider's two keys is missing, or both providers have keys
 */
export function readCaptcha(value: Variables): CaptchaConfig | null {
  const turnstile = readProvider('turnstile', 'TURNSTILE', value);
  const hCaptcha = readProvider('hcaptcha', 'HCAPTCHA', value);
  if (turnstile && hCaptcha)
    throw new ConfigError(
      'TURNSTILE_SITE_KEY and HCAPTCHA_SITE_KEY are both set, but one provider asks. Leave the two keys of the other one out.',
    );
  return turnstile ?? hCaptcha;
}

function readProvider(
  provider: CaptchaProvider,
  prefix: 'TURNSTILE' | 'HCAPTCHA',
  value: Variables,
): CaptchaConfig | null {
  const siteKey = value[`${prefix}_SITE_KEY`];
  const secretKey = value[`${prefix}_SECRET_KEY`];
  if (siteKey && secretKey)
    return { provider, siteKey, secretKey, ...reachedAt(providers[provider], value[`${prefix}_API_BASE`]) };
  if (!siteKey && !secretKey) return null;
  const [set, missing] = siteKey ? ['SITE', 'SECRET'] : ['SECRET', 'SITE'];
  throw new ConfigError(
    `${prefix}_${missing}_KEY is not set, but ${prefix}_${set}_KEY is. Set both keys of the widget, or none.`,
  );
}

/** The provider with script and verifier at another origin, under the same paths. */
function reachedAt(provider: Provider, apiBase: string | undefined): Provider {
  if (apiBase === undefined) return provider;
  const base = apiBase.replace(/\/$/, '');
  const moved = (address: string) => address.replace(new URL(address).origin, base);
  const { origin } = new URL(base);
  const only = (hosts: readonly string[]) => (hosts.length > 0 ? [origin] : []);
  const { script, frame, style, connect } = provider.sources;
  return {
    ...provider,
    script: moved(provider.script),
    siteverify: moved(provider.siteverify),
    sources: { script: only(script), frame: only(frame), style: only(style), connect: only(connect) },
  };
}
