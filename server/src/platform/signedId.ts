/** Ids that the application signed with its secret, for links and cookies: nobody makes one up. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * HMAC-SHA-256, cut to 192 bits, base64url.
 * @param purpose such as `thread`: what is signed for one purpose is worth nothing for another
 */
export const signatureOf = (secret: string, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose} ${text}`).digest('base64url').slice(0, 32);

/** Compares in a time that doesn't depend on where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `<id>.<signature>`; an id has no dot. */
export const signedId = (secret: string, purpose: string, id: string): string =>
  `${id}.${signatureOf(secret, purpose, id)}`;

/** @returns the id of `signedId`; null: its signature is another */
export function idOfSigned(secret: string, purpose: string, token: string): string | null {
  const [id = '', given = ''] = token.split('.');
  return isSameSecret(given, signatureOf(secret, purpose, id)) ? id : null;
}
