/** Codes of an app. Source: RFC 6238 with SHA-1, six digits and 30 seconds, which every app knows. */
import { Secret, TOTP } from 'otpauth';

const stepSeconds = 30;
/** Steps by which the device's clock may be off, either way. Source: RFC 6238, 5.2. */
const window = 1;

/** A new secret: 160 bits, base 32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

const totpOf = (secret: string, label: string) =>
  new TOTP({
    issuer: 'Holdfast',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  });

/** The address that an app reads. @param label names the account, such as its email address */
export const uriOf = (secret: string, label: string): string => totpOf(secret, label).toString();

/**
 * The step that a code is of.
 * @param at milliseconds since 1970
 * @returns null when it is of none around this moment
 */
export function stepOf(secret: string, code: string, at: number): number | null {
  const delta = totpOf(secret, '').validate({ token: code.replaceAll(/\s/g, ''), timestamp: at, window });
  return delta === null ? null : Math.floor(at / 1000 / stepSeconds) + delta;
}
