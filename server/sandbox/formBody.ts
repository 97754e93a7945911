/** A decoded `application/x-www-form-urlencoded` body: strings, and objects where the names had brackets. */
export interface Form {
  [name: string]: string | Form;
}

/** Deep enough for every Stripe parameter; a bound, because clients choose the names. */
const maxDepth = 8;

/**
 * Text that PostgreSQL can store: without NUL, and with lone surrogates replaced. All stored input goes
 * through this, because one such character would make a whole batch fail.
 */
export const storableText = (text: string): string =>
  text.includes('\0') ? text.replaceAll('\0', '').toWellFormed() : text.toWellFormed();

const decode = (text: string): string => {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return storableText(decodeURIComponent(spaced));
  } catch {
    return spaced;
  }
};

const emptyForm = (): Form => Object.create(null) as Form;

function pathOf(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  const path = [name.slice(0, bracket)];
  for (const part of name.slice(bracket).matchAll(/\[([^\]]*)\]/g)) path.push(part[1]!);
  return path.slice(0, maxDepth);
}

/**
 * Decodes a form body or a query string with Stripe's nested brackets: `metadata[order]=A1`, `expand[0]=x`,
 * `expand[]=x`. Lists become objects with the keys `0`, `1`, …; see `listOf`.
 */
export function parseForm(text: string): Form {
  const form = emptyForm();
  if (text === '') return form;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    const path = pathOf(name);
    let at = form;
    for (const key of path.slice(0, -1)) {
      const inner = at[key];
      if (typeof inner === 'object') at = inner;
      else {
        const created = emptyForm();
        at[key] = created;
        at = created;
      }
    }
    const last = path.at(-1)!;
    at[last === '' ? String(Object.keys(at).length) : last] = value;
  }
  return form;
}

/** The strings of a bracketed list, in the order in which they were sent. */
export function listOf(value: string | Form | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Object.values(value).filter((item) => typeof item === 'string');
}
