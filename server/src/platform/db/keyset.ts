/**
 * Pages of a list that rows leave and enter while it is read: a page begins after the last row of the page before it, by
 * that row's values in the list's order, and not after a number of rows. So no row is lost or repeated whose own values
 * stay the same.
 */
import { createHash } from 'node:crypto';
import { fieldsRefused } from '../problem.ts';

/** The types of values that lists are ordered by, and how each reads in a cursor. */
const patterns = {
  text: /^[^\0]*$/,
  integer: /^-?\d{1,9}$/,
  bigint: /^-?\d{1,18}$/,
  float8: /^-?\d+(\.\d+)?(e[-+]?\d{1,2})?$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[-+]\d\d(:\d\d)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
} as const;

/** One column of an order. The last of an order is unique, such as the id. */
export interface OrderKey {
  /** An SQL expression over the columns of the list. */
  by: string;
  type: keyof typeof patterns;
  order: 'asc' | 'desc';
  /** Its values may be null; those come last in both directions. */
  nullable?: boolean;
  collate?: string;
}

/** Which page: the `page`th of `perPage` rows, counted from the beginning or from the place `after`. */
export interface PageAsked {
  page: number;
  perPage: number;
  after?: string | undefined;
}

/** The parts of a page's statement. */
export interface PageText {
  /** For the list of columns: a row's place in the order, `PlacedRow`. */
  place: string;
  /** A condition; `true` on pages that are counted from the beginning. */
  after: string;
  /** What follows `ORDER BY`. */
  order: string;
  /** `LIMIT … OFFSET …`; one row more than the page shows tells whether another page follows. */
  limit: string;
  /** The parameters of `after`, behind those of the caller. */
  values: (string | null)[];
}

/** A row with its place in the order of its list. */
export interface PlacedRow {
  place: (string | null)[];
}

/** Names an order, so that the place in one is refused in another. */
const markOf = (keys: readonly OrderKey[]) =>
  createHash('sha1')
    .update(keys.map(({ by, order }) => `${by} ${order}`).join())
    .digest('base64url')
    .slice(0, 6);

const comparable = ({ by, collate }: OrderKey) => (collate ? `(${by}) COLLATE ${collate}` : `(${by})`);

/**
 * The parts of one page's statement.
 * @param parameters how many parameters the caller's part of the statement has
 * @throws Problem `validation_failed` for an `after` that is of another order or was never given out
 */
export function pageText(keys: readonly OrderKey[], asked: PageAsked, parameters = 0): PageText {
  const values = asked.after === undefined ? [] : placeOf(keys, asked.after);
  return {
    place: `ARRAY[${keys.map(({ by }) => `(${by})::text`).join(', ')}] AS place`,
    after: asked.after === undefined ? 'true' : afterText(keys, values, parameters),
    order: keys
      .map(
        (key) =>
          `${comparable(key)} ${key.order === 'desc' ? 'DESC' : 'ASC'}${key.nullable ? ' NULLS LAST' : ''}`,
      )
      .join(', '),
    limit: `LIMIT ${asked.perPage + 1} OFFSET ${(asked.page - 1) * asked.perPage}`,
    values,
  };
}

/** A page's rows without the one that only told of the next page, and the place after which that page begins. */
export function pageOfRows<T extends PlacedRow>(
  rows: readonly T[],
  keys: readonly OrderKey[],
  { perPage }: PageAsked,
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, perPage);
  const last = rows.length > perPage ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? cursorOf(keys, last.place) : null };
}

const cursorOf = (keys: readonly OrderKey[], place: readonly (string | null)[]) =>
  Buffer.from(JSON.stringify([markOf(keys), ...place])).toString('base64url');

/**
 * The values of a place, in the order of the keys.
 * @throws Problem `validation_failed` for a place that is of another order or was never given out
 */
export function placeOf(keys: readonly OrderKey[], cursor: string): (string | null)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw unknownPlace();
  }
  if (!Array.isArray(parts) || parts.length !== keys.length + 1 || parts[0] !== markOf(keys))
    throw unknownPlace();
  const values = parts.slice(1) as unknown[];
  const fits = keys.every(({ type, nullable = false }, at) => {
    const value = values[at];
    if (value === null) return nullable;
    if (typeof value !== 'string' || !patterns[type].test(value)) return false;
    return !(type === 'timestamptz' || type === 'date') || !Number.isNaN(Date.parse(value));
  });
  if (!fits) throw unknownPlace();
  return values as (string | null)[];
}

const unknownPlace = () =>
  fieldsRefused([
    {
      field: 'after',
      code: 'custom',
      message: 'This place is not in this list. Begin with its first page.',
    },
  ]);

/** Behind the place: equal in the first keys, and behind it in the next one. */
function afterText(
  keys: readonly OrderKey[],
  values: readonly (string | null)[],
  parameters: number,
): string {
  const parameter = (at: number) => `$${parameters + at + 1}::${keys[at]!.type}`;
  const isPlain = keys.every(({ nullable, order }) => !nullable && order === keys[0]?.order);
  if (isPlain) {
    const sign = keys[0]?.order === 'desc' ? '<' : '>';
    return `(${keys.map(comparable).join(', ')}) ${sign} (${keys.map((_, at) => parameter(at)).join(', ')})`;
  }
  const cases = keys.map((key, at) => {
    const equal = keys
      .slice(0, at)
      .map((before, index) => `${comparable(before)} IS NOT DISTINCT FROM ${parameter(index)}`);
    return `(${[...equal, behind(key, values[at] ?? null, parameter(at))].join(' AND ')})`;
  });
  return `(${cases.join(' OR ')})`;
}

/** Nulls are last, so nothing is behind one in its own key; the parameter is named, so that its number has a type. */
function behind(key: OrderKey, value: string | null, parameter: string): string {
  if (value === null) return `${parameter} IS NOT NULL`;
  const beyond = `${comparable(key)} ${key.order === 'desc' ? '<' : '>'} ${parameter}`;
  return key.nullable ? `(${beyond} OR (${key.by}) IS NULL)` : beyond;
}
