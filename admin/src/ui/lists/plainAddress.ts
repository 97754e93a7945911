/**
 * Addresses of lists. react-admin keeps a list's page, order and filters in the address, the filters as JSON; links between
 * pages and in emails are written plainly: `/imports?owner=me`.
 */
import { type Fields, readableOf } from '../unreadable.ts';

const reserved = ['page', 'perPage', 'sort', 'order', 'filter', 'displayedFilters'];

/** What a part of an address means: `show=waits` is `{ waits: 'true' }`. */
export type Aliases = Readonly<Record<string, Record<string, string>>>;

/**
 * @param search of an address
 * @param filters the names that are filters of the list
 * @returns the same address as react-admin writes it; null when no plain filter stands in it
 */
export function withFilters(
  search: string,
  filters: readonly string[],
  aliases: Aliases = {},
): string | null {
  const plain = new URLSearchParams(search);
  const found: Record<string, string> = {};
  let isPlain = false;
  for (const [name, value] of [...plain]) {
    const alias = aliases[`${name}=${value}`];
    if (reserved.includes(name) || (!alias && !filters.includes(name))) continue;
    isPlain = true;
    plain.delete(name);
    if (alias) Object.assign(found, alias);
    else if (value !== '' && value !== 'all') found[name] = value;
  }
  if (!isPlain) return null;
  plain.set('filter', JSON.stringify({ ...filterIn(plain.get('filter')), ...found }));
  return `?${plain}`;
}

/** @returns nothing when it is no filter */
function filterIn(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/**
 * Leaves out what can't be read of a list's address, written plainly or as react-admin writes it.
 * @returns the rest of the address, and what was left out
 */
export function withoutUnreadable(search: string, fields: Fields): { search: string; ignored: string[] } {
  const { query, ignored } = readableOf(new URLSearchParams(search), fields);
  const text = query.get('filter');
  if (text === null) return { search: ignored.length > 0 ? `?${query}` : search, ignored };
  const filter = filterIn(text);
  if (filter === null) ignored.push(`filter=${text}`);
  const kept = Object.entries(filter ?? {}).filter(([name, value]) => {
    const isReadable = value === '' || (fields[name]?.safeParse(String(value)).success ?? true);
    if (!isReadable) ignored.push(`${name}=${value}`);
    return isReadable;
  });
  if (ignored.length === 0) return { search, ignored };
  query.set('filter', JSON.stringify(Object.fromEntries(kept)));
  return { search: `?${query}`, ignored };
}

/** A link to a list that is filtered, as react-admin reads it. */
export const listLink = (path: string, filter: Record<string, string>): string =>
  `${path}?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
