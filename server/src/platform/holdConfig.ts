/** How holds are kept from being hoarded: limits, and the check that lets a guest past the one of their network. */
import { ConfigError } from './configError.ts';

/** Limits against hoarding; 0: none. Those by fan and network count holds that became no order. */
export interface HoldLimits {
  /** Of one fan within an hour. */
  perFan: number;
  /** Of the guests of one network address at one event, within a quarter of an hour. */
  perNetwork: number;
  /** Fans who pay with one card at one event within an hour, bought or not. */
  perCard: number;
}

/** Cloudflare Turnstile. Source: https://developers.cloudflare.com/turnstile/get-started/ */
export interface CaptchaConfig {
  /** Goes to the browser. */
  siteKey: string;
  secretKey: string;
  /** Where the widget and the verifier are, without a slash at its end. */
  apiBase: string;
}

interface HoldVariables {
  NODE_ENV: string;
  HOLDS_PER_FAN?: number | undefined;
  HOLDS_PER_NETWORK?: number | undefined;
  FANS_PER_CARD?: number | undefined;
}

/**
 * @param takesPlayMoney the sandbox is used, whose few cards are everybody's: no limit of a card unless set
 * @returns the limits; none in tests unless set, because many fans of a test come from one address
 */
export function readHoldLimits(value: HoldVariables, takesPlayMoney: boolean): HoldLimits {
  const [fan, network] = value.NODE_ENV === 'test' ? [0, 0] : [15, 10];
  return {
    perFan: value.HOLDS_PER_FAN ?? fan,
    perNetwork: value.HOLDS_PER_NETWORK ?? network,
    perCard: value.FANS_PER_CARD ?? (takesPlayMoney ? 0 : 6),
  };
}

/**
 * @returns null where no key is set
 * @throws ConfigError where one of the two keys is missing
 */
export function readCaptcha(value: {
  TURNSTILE_SITE_KEY?: string | undefined;
  TURNSTILE_SECRET_KEY?: string | undefined;
  TURNSTILE_API_BASE: string;
}): CaptchaConfig | null {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secretKey, TURNSTILE_API_BASE: base } = value;
  if (siteKey && secretKey) return { siteKey, secretKey, apiBase: base.replace(/\/$/, '') };
  if (!siteKey && !secretKey) return null;
  const [set, missing] = siteKey ? ['SITE', 'SECRET'] : ['SECRET', 'SITE'];
  throw new ConfigError(
    `TURNSTILE_${missing}_KEY is not set, but TURNSTILE_${set}_KEY is. Set both keys of the widget, or none.`,
  );
}
