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

const randomKey = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The guest of a first request without a cookie: the same one where it is sent again because its answer, and with it the
 * cookie, got lost. Otherwise one key would hold twice.
 * @param idempotencyKey of the request. Only a random UUID names a guest: nobody else can guess it
 * @returns the fan's id
 */
export function guestOfKey(idempotencyKey: string | null, secret: string): string {
  if (idempotencyKey === null || !randomKey.test(idempotencyKey)) return newId('fan');
  const digest = createHmac('sha256', secret).update(`guest ${idempotencyKey.toLowerCase()}`).digest();
  return `fan_${[...digest.subarray(0, 26)].map((byte) => alphabet[byte & 31]).join('')}`;
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
