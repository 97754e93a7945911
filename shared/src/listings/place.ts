/**
 * One spelling of a section, a row or a seat for comparison: `1` and `01`, `A1` and `A01`, `GA` and `ga` are one place.
 * Case, blanks around it and zeros before a number don't matter; `100` stays apart from `1`. What is shown keeps the
 * spelling that came first. The database compares by the same rule: `place_key` in migrations.
 */
export function canonicalPlace(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/(^|[^0-9])0+(?=[0-9])/g, '$1');
}

/** Whether two names mean the same section, row or seat. */
export const isSamePlace = (a: string | null, b: string | null): boolean =>
  canonicalPlace(a ?? '') === canonicalPlace(b ?? '');

/** The order of sections, rows and seats for people: 9, 20, 101. */
export const placeOrder = new Intl.Collator('en', { numeric: true });
