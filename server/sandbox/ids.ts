import { randomFillSync } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Random bytes are fetched in bulk: fetching a few bytes at a time costs more than using them. */
const pool = new Uint8Array(8192);
let used = pool.length;

function randomByte(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++]!;
}

/** `length` characters of A-Z a-z 0-9, each equally likely, unguessable. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    // 248 is the largest multiple of 62 in a byte; higher values would favor the first letters.
    const byte = randomByte();
    if (byte < 248) text += alphabet[byte % 62];
  }
  return text;
}

/** A new id with Stripe's prefix, such as `pi_3Qx…`. */
export const newId = (prefix: string): string => `${prefix}_${randomText(24)}`;

/** Charge ids are derived from their payment intent's, so that a charge needs no index of its own. */
export const chargeId = (paymentIntentId: string, attempt: number): string =>
  `ch_${paymentIntentId.slice(3)}${String(attempt).padStart(3, '0')}`;

/** The payment intent that a charge id belongs to. */
export const paymentIntentIdOfCharge = (charge: string): string => `pi_${charge.slice(3, -3)}`;
