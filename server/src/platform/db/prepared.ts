/** Statements that PostgreSQL plans once per connection. */
import type { ClientBase } from 'pg';
import { connectionOf, type Database, type Trx, withConnection } from './database.ts';
import { Pipeline } from './pipeline.ts';

interface Prepared {
  name: string;
  text: string;
  /** Numbers of the parameters that are lists, and stand in `= ANY($n::text[])` alone. */
  lists: readonly number[];
  /** The same statement for lists of one. */
  ofOne: Prepared | null;
}

const known = new Map<string, Prepared>();
let count = 0;

const anyOf = /= ANY\(\$(\d+)::text\[\]\)/g;

/**
 * A list of one is given as a value: of a list PostgreSQL keeps no plan, because it expects ten of them in the plan for any list, which then
 * costs more than planning anew each time. For an order's lines that was twice what reading them cost.
 */
function prepare(text: string): Prepared {
  const isAlone = (n: number) => text.match(new RegExp(`\\$${n}(?!\\d)`, 'g'))?.length === 1;
  const lists = [...new Set([...text.matchAll(anyOf)].map(([, n]) => Number(n)))].filter(isAlone);
  const single = text.replaceAll(anyOf, (found, n) => (lists.includes(Number(n)) ? `= $${n}::text` : found));
  const named = (of: string) => ({ name: `s${++count}`, text: of, lists: [], ofOne: null });
  return { ...named(text), lists, ofOne: lists.length === 0 ? null : named(single) };
}

/** @returns what is sent for these values */
export function statementFor(
  text: string,
  values: unknown[],
): { name: string; text: string; values: unknown[] } {
  let prepared = known.get(text);
  if (prepared === undefined) {
    prepared = prepare(text);
    known.set(text, prepared);
  }
  const { name, lists, ofOne } = prepared;
  const isOne = (n: number) => {
    const list = values[n - 1];
    return Array.isArray(list) && list.length === 1;
  };
  if (ofOne === null || !lists.every(isOne)) return { name, text, values };
  const alone = values.map((value, index) => (lists.includes(index + 1) ? (value as unknown[])[0] : value));
  return { name: ofOne.name, text: ofOne.text, values: alone };
}

/**
 * Runs one SQL statement, prepared once per connection.
 * @param db a transaction or a pipeline; a pool runs it by itself
 * @param text SQL with $1, $2, …; constant, never built from input
 * @param values arrays go with `= ANY($1::text[])` or `unnest($1::text[])`
 */
export async function queryPrepared<Row extends object = Record<string, unknown>>(
  db: Database | Trx | Pipeline,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const statement = statementFor(text, values);
  const run = async (connection: Pick<ClientBase, 'query'>) => (await connection.query<Row>(statement)).rows;
  // On a pipeline it is sent before anything is waited for: what is sent next must come behind it.
  if (db instanceof Pipeline) return run(db.connection);
  return db.isTransaction ? run(await connectionOf(db as Trx)) : withConnection(db, run);
}
