/** Rows as one parameter of a statement. */

type SqlType =
  | 'text'
  | 'text[]'
  | 'integer'
  | 'integer[]'
  | 'bigint'
  | 'float8'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'jsonb';

/** A relation for FROM, and the value of the parameter that it reads. */
export interface Records {
  /** SQL: the rows under their alias. It depends on the columns alone, so that the statement is prepared once. */
  from: string;
  value: string;
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** PostgreSQL refuses half a surrogate pair in JSON; as a text parameter it became a replacement character. */
const wellFormed = (_name: string, value: unknown) =>
  typeof value === 'string' ? value.toWellFormed() : value;

/**
 * Rows for a statement over a set: an insert, or an update joined by id. Each column is a property of the rows, in
 * snake_case; undefined becomes NULL, an object or array of a `jsonb` column goes in as it is. Other properties are left
 * out. Statements of the hottest paths take one array per column instead (`unnest`), which PostgreSQL reads faster.
 * @param parameter the number of the parameter that carries `value`
 * @param alias what the statement calls the rows
 * @param position a further column: the place of each row, from 1
 * @example
 * const paid = records(orders, { id: 'text', paidAt: 'timestamptz' });
 * queryPrepared(trx, `UPDATE reservations r SET paid_at = n.paid_at FROM ${paid.from} WHERE r.id = n.id`, [paid.value]);
 */
export function records<Row extends object>(
  rows: readonly Row[],
  columns: { readonly [Column in keyof Row & string]?: SqlType },
  { parameter = 1, alias = 'n', position }: { parameter?: number; alias?: string; position?: string } = {},
): Records {
  const names = Object.keys(columns) as Array<keyof Row & string>;
  const quoted = names.map((name) => `"${snakeCase(name)}"`);
  const typed = names.map((name, at) => `${quoted[at]} ${columns[name]}`).join(', ');
  const set = `jsonb_to_recordset($${parameter}::jsonb)`;
  return {
    from:
      position === undefined
        ? `${set} AS ${alias} (${typed})`
        : `ROWS FROM (${set} AS (${typed})) WITH ORDINALITY AS ${alias} (${quoted.join(', ')}, ${position})`,
    value: JSON.stringify(
      rows.map((row) => Object.fromEntries(names.map((name) => [snakeCase(name), row[name]]))),
      wellFormed,
    ),
  };
}
