import { query, type Trx } from './database.ts';
import { type OrderKey, type PageAsked, type PlacedRow, pageOfRows, pageText } from './keyset.ts';

/** A list in SQL. */
export interface ListText {
  columns: string;
  /** `FROM …` with its joins. */
  from: string;
  /** What its rows are counted from, where joins add nothing to the count; by default `from`. */
  countedFrom?: string;
  /** The condition that picks its rows, without `WHERE`. */
  where: string;
  /** The parameters of the condition. */
  values: readonly unknown[];
  keys: readonly OrderKey[];
}

/** One page of a list, how many rows the list has, and where the next page begins. */
export async function listPage<T extends object>(
  trx: Trx,
  { columns, from, countedFrom = from, where, values, keys }: ListText,
  asked: PageAsked,
): Promise<{ rows: T[]; total: number; next: string | null }> {
  const page = pageText(keys, asked, values.length);
  const placed = await query<T & PlacedRow>(
    trx,
    `SELECT ${columns}, ${page.place} ${from} WHERE (${where}) AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
    [...values, ...page.values],
  );
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total ${countedFrom} WHERE ${where}`,
    [...values],
  );
  const { rows, next } = pageOfRows(placed, keys, asked);
  return { rows, total: count?.total ?? 0, next };
}
