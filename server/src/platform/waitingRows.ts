/** Counts rows that wait for a person. Each room counts its own; the start page asks all of them alike. */
import { query, type Trx } from './db/index.ts';

/** Rows that wait, as parts of one statement over the room's own tables. */
export interface WaitingRows {
  /** With the aliases that the other parts use. */
  from: string;
  where: string;
  /** Since when a row waits. */
  since: string;
  /** The column of the person who looks after it; left out: nobody does. */
  owner?: string;
  /** The instant lies ahead, and rows are late when little time is left. */
  ahead?: boolean;
}

/** What the page wants to know. */
export interface WaitingAsked {
  /** Whose own are counted apart. */
  me: string;
  /** A row that waits longer is late, or one with less time left; null: never. */
  limitHours: number | null;
  /** Bounds of the ages, in hours, ascending. */
  ageBounds: readonly number[];
}

/** How much waits. */
export interface WaitingCount {
  waiting: number;
  /** By age, the youngest first; null where the instant lies ahead. */
  ages: number[] | null;
  since: Date | null;
  past_limit: number | null;
  /** Null where nobody looks after them. */
  mine: number | null;
  unowned: number | null;
}

/** Counts what waits in one queue. */
export type WaitingCounter = (trx: Trx, asked: WaitingAsked) => Promise<WaitingCount>;

/** The counter of these rows. */
export function waitingCounter(rows: WaitingRows): WaitingCounter {
  return async (trx, { me, limitHours, ageBounds }) => {
    const [row] = await query<WaitingCount>(trx, textOf(rows, limitHours, ageBounds), [me]);
    return row as WaitingCount;
  };
}

function textOf(
  { from, where, since, owner, ahead = false }: WaitingRows,
  limitHours: number | null,
  ageBounds: readonly number[],
): string {
  // From a bound on, and not yet over the next one; the first has no beginning and the last no end.
  const olderThan = ageBounds.map((hours) => `${since} < now() - interval '${hours} hours'`);
  const ages = [...olderThan, 'false'].map(
    (next, i) => `count(*) FILTER (WHERE ${olderThan[i - 1] ?? 'true'} AND NOT (${next}))::int`,
  );
  const late = `${since} < now() ${ahead ? '+' : '-'} interval '${limitHours} hours'`;
  return `SELECT count(*)::int AS waiting, ${ahead ? 'NULL::int[]' : `ARRAY[${ages.join(', ')}]`} AS ages,
      min(${since})::timestamptz AS since, ${limitHours === null ? 'NULL::int' : `count(*) FILTER (WHERE ${late})::int`} AS past_limit,
      ${owner ? `count(*) FILTER (WHERE ${owner} = $1::text)::int` : 'CASE WHEN $1::text IS NULL THEN NULL::int END'} AS mine,
      ${owner ? `count(*) FILTER (WHERE ${owner} IS NULL)::int` : 'NULL::int'} AS unowned
    FROM ${from} WHERE ${where}`;
}
