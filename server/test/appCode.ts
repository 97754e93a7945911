/** What a person's app shows. */
import { Secret, TOTP } from 'otpauth';

/** @param steps later than now, of 30 seconds each: a code is taken once, and one step off is taken too */
export const appCode = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
