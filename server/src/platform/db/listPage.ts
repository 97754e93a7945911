import { query, type Trx } from './database.ts';
import { type OrderKey, type PageAsked, type PlacedRow, pageOfRows, pageText } from './keyset.ts';

/** A list in SQL. */
export interface ListText {
  columns: string;
  /** `FROM …` with its joins. */
  from: string;
  /** What its rows are counted from, where joins add nothing to the count; by default `from`. */
  countedFrom?: string;
  /**
   * What its rows are picked, ordered and counted from, where the other joins add neither rows nor conditions, and the column that names one.
   * The others are read of the page's rows alone: over all rows of a large list many joins took 20 seconds, since the planner expected one row.
   */
  picked?: { from: string; id: string };
  /** The condition that picks its rows, without `WHERE`. */
  where: string;
  /** The parameters of the condition. */
  values: readonly unknown[];
  keys: readonly OrderKey[];
}

/** One page of a list, how many rows the list has, and where the next page begins. */
export async function listPage<T extends object>(
  trx: Trx,
  { columns, from, picked, countedFrom = picked?.from ?? from, where, values, keys }: ListText,
  asked: PageAsked,
): Promise<{ rows: T[]; total: number; next: string | null }> {
  const page = pageText(keys, asked, values.length);
  const shown = <Shown extends object>(what: string, of: string) =>
    query<Shown & PlacedRow>(
      trx,
      `SELECT ${what}, ${page.place} ${of} WHERE (${where}) AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
      [...values, ...page.values],
    );
  const placed = picked
    ? await rowsOf<T>(trx, { columns, from, id: picked.id }, await shown(`${picked.id} AS id`, picked.from))
    : await shown<T>(columns, from);
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total ${countedFrom} WHERE ${where}`,
    [...values],
  );
  const { rows, next } = pageOfRows(placed, keys, asked);
  return { rows, total: count?.total ?? 0, next };
}

/** The rows that were picked, in their order. */
async function rowsOf<T extends object>(
  trx: Trx,
  { columns, from, id }: { columns: string; from: string; id: string },
  placed: readonly (PlacedRow & { id?: string })[],
): Promise<(T & PlacedRow)[]> {
  const found = await query<T & { picked_id: string }>(
    trx,
    `SELECT ${columns}, ${id} AS picked_id ${from} WHERE ${id} = ANY($1::text[])`,
    [placed.map((each) => each.id)],
  );
  const byId = new Map(found.map((row) => [row.picked_id, row]));
  return placed.flatMap(({ id: own = '', place }) => {
    const row = byId.get(own);
    return row ? [{ ...row, place }] : [];
  });
}
