import { z } from 'zod';

/** A telephone number that may be left out; empty is none. */
export const optionalPhone = z
  .string()
  .trim()
  .max(40)
  .regex(/^(\+?[\d\s().\-/x]{5,}|)$/i, 'Give a telephone number, such as +1 212 555 0100.')
  .nullish()
  .transform((text) => text || null);

/** The digits of what was typed where it may be a part of a telephone number: at least five, and nothing that isn't in one. */
export function phoneDigitsOf(typed: string): string | null {
  const digits = typed.replaceAll(/\D/g, '');
  return digits.length >= 5 && /^[\d\s().+-]+$/.test(typed) ? digits : null;
}
