/** Card numbers in text that people write: they must reach the gateway only, and no table of ours (PCI DSS 3.5.1). */

/** Digits of a card number. Source: ISO/IEC 7812-1. */
const fewestDigits = 13;
const mostDigits = 19;

/** Source: ISO/IEC 7812-1, annex B (Luhn). */
export function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Digits in groups, with one blank or dash between two groups. */
const runs = /\d+(?:[ \u00a0\u2009\u202f\u2010-\u2013-]\d+)*/g;

/** A UUID. One in ten of the long rows of digits in it passes the Luhn check by chance. Source: RFC 9562. */
const uuids = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;

/**
 * Whether a text holds the number of a payment card: 13 to 19 digits that begin with 2 to 6 (banking and travel) and
 * pass the Luhn check, in one piece or in groups as they are printed. Lists of seats and telephone numbers, whose groups
 * are shorter, aren't taken for one, nor are the digits of a UUID.
 */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.replaceAll(uuids, ' ').matchAll(runs)) {
    if (run.length < fewestDigits) continue;
    const groups = run.split(/\D/);
    for (let from = 0; from < groups.length; from++) {
      let digits = '';
      for (let to = from; to < groups.length && digits.length < mostDigits; to++) {
        // Printed groups: the first has four digits or more, those between at least three.
        if (to > from && (groups[to - 1] as string).length < (to - 1 === from ? 4 : 3)) break;
        digits += groups[to];
        if (isCardNumber(digits)) return true;
      }
    }
  }
  return false;
}

const isCardNumber = (digits: string): boolean =>
  digits.length >= fewestDigits &&
  digits.length <= mostDigits &&
  /^[2-6]/.test(digits) &&
  isLuhnValid(digits);
