/** New public ids: see shared/http/ids.ts for their form. */
import { randomFillSync } from 'node:crypto';
import { type IdKind, idPrefixes } from '@holdfast/shared/http';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
// Chance in bulk: one call for many ids costs a tenth of one call each.
const pool = new Uint8Array(16 * 1024);
let used = pool.length;

function chance(bytes: number): Uint8Array {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.subarray(used - bytes, used);
}

let lastTime = -1;
let timePart = '';
function timeInBase32(ms: number): string {
  if (ms === lastTime) return timePart;
  let rest = ms;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  lastTime = ms;
  timePart = text;
  return text;
}

/** `length` characters of 5 bits of chance each. */
export function randomText(length: number): string {
  let text = '';
  for (const byte of chance(length)) text += alphabet[byte & 31];
  return text;
}

/** A new id, later ones sort behind earlier ones by the millisecond: `rsv_01kz8m3qj4…`. */
export function newId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${timeInBase32(Date.now())}${randomText(16)}`;
}

/** What the gate scans: 130 bits of chance, so that nobody guesses one. */
export function newTicketCode(): string {
  return randomText(26).toUpperCase();
}

/** A short order code that a person can read out: no letters that look like figures. Unique by a constraint. */
export function newOrderCode(): string {
  return `HF-${randomText(8).toUpperCase()}`;
}
