/**
 * Addresses of lists. react-admin keeps a list's page, order and filters in the address, the filters as JSON; links between
 * pages and in emails are written plainly: `/imports?owner=me`.
 */

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

function filterIn(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** A link to a list that is filtered, as react-admin reads it. */
export const listLink = (path: string, filter: Record<string, string>): string =>
  `${path}?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
