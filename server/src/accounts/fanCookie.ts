/** A fan without an account is known by a signed cookie. */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { newId } from '../platform/ids.ts';

export const fanCookieName = 'holdfast_fan';
/** Lifetime in milliseconds: as long as an order may matter. */
export const fanCookieMaxAgeMs = 400 * 24 * 60 * 60 * 1000;

// A key object is prepared once instead of at every signature.
let prepared: { secret: string; key: KeyObject } | null = null;

function signatureOf(fanId: string, secret: string): string {
  if (prepared?.secret !== secret) prepared = { secret, key: createSecretKey(secret, 'utf8') };
  return createHmac('sha256', prepared.key).update(`fan ${fanId}`).digest('base64url').slice(0, 32);
}

/** A new guest: the id, and the cookie's value. */
export function newGuest(secret: string): { fanId: string; cookie: string } {
  const fanId = newId('fan');
  return { fanId, cookie: signFan(fanId, secret) };
}

export function signFan(fanId: string, secret: string): string {
  return `${fanId}.${signatureOf(fanId, secret)}`;
}

/** @returns the fan's id, or null where the cookie is not one of ours */
export function readFan(cookie: string | undefined, secret: string): string | null {
  const [fanId = '', signature = ''] = cookie?.split('.') ?? [];
  if (!fanId.startsWith('fan_')) return null;
  const expected = Buffer.from(signatureOf(fanId, secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? fanId : null;
}
