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

/** `value` in `length` characters that sort as it does. */
function inBase32(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

const ordersOfMs = 32 ** 3;
let lastMs = 0;
let order = 0;
let msPart = '';
/** Milliseconds that ids may run ahead of the clock. Further behind, the clock was set back, and ids follow it. */
const mostAheadMs = 1_000;
/** Ten characters of time and three of order within it: a process that makes more in a millisecond runs a little ahead. */
function nextMoment(): string {
  const now = Date.now();
  const isSetBack = now < lastMs - mostAheadMs;
  if (now > lastMs || order === ordersOfMs || isSetBack) {
    lastMs = isSetBack ? now : Math.max(now, lastMs + 1);
    order = 0;
    msPart = inBase32(lastMs, 10);
  }
  return msPart + inBase32(order++, 3);
}

/** `length` characters of 5 bits of chance each. */
export function randomText(length: number): string {
  let text = '';
  for (const byte of chance(length)) text += alphabet[byte & 31];
  return text;
}

/** A new id; those of one process sort in the order of their making, unless the clock is set back: `rsv_01kz8m3qj4…`. 65 bits of it are chance. */
export function newId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${nextMoment()}${randomText(13)}`;
}

/** Below every id that this kind gets from an instant on, in milliseconds since 1970: ids are a cheap index of time. */
export function firstIdFrom(kind: IdKind, ms: number): string {
  return `${idPrefixes[kind]}_${inBase32(ms, 10)}`;
}

/** What the gate scans: 130 bits of chance, so that nobody guesses one. */
export function newTicketCode(): string {
  return randomText(26).toUpperCase();
}

/** A short order code that a person can read out: no letters that look like figures. Unique by a constraint. */
export function newOrderCode(): string {
  return `HF-${randomText(8).toUpperCase()}`;
}
