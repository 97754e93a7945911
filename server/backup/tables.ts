/** The tables of a database that a backup holds, and what belongs to them. */
import type pg from 'pg';
import type { CopiedTable } from './manifest.ts';

/** The product's tables, the job queue's and the sandbox's. */
export const schemas = ['public', 'graphile_worker', 'sandbox'] as const;

/** Tables that migrating fills, and those of running processes. */
const left = [
  'public.migrations',
  'public.migrations_lock',
  'public.heartbeats',
  'graphile_worker.migrations',
  'sandbox.schema_version',
  'sandbox.owner',
];

/** A table with the columns that can be written. */
export type Table = Omit<CopiedTable, 'rows' | 'sha256'>;

/** The tables of a database, by schema and name. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name, json_agg(a.attname ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = ANY($1::text[]) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND n.nspname || '.' || c.relname <> ALL($2::text[])
     GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`,
    [schemas, left],
  );
  return rows;
}

/** An identifier that can be inserted into SQL. */
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** A table's name with its schema, for SQL. */
export const named = ({ schema, name }: Pick<Table, 'schema' | 'name'>) => `${quote(schema)}.${quote(name)}`;
/** The columns of a table, for SQL. */
export const columnsOf = ({ columns }: Pick<Table, 'columns'>) => columns.map(quote).join(', ');

/** Sets the counters of identity columns above the numbers that were copied. */
export async function setCounters(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, format('%I', a.attname) AS column,
       pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) AS sequence
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname || '.' || c.relname = ANY($1::text[]) AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) IS NOT NULL`,
    [tables.map(({ schema, name }) => `${schema}.${name}`)],
  );
  for (const { table, column, sequence } of rows)
    await client.query(
      `SELECT setval($1, greatest(max(${column}), 1), max(${column}) IS NOT NULL) FROM ${table}`,
      [sequence],
    );
}

/**
 * Runs `load` without foreign keys and triggers, and puts them back afterwards, which checks every foreign key: as pg_dump
 * does, and without a superuser's rights. Triggers keep counters that were copied too.
 */
export async function withoutConstraints(
  client: pg.ClientBase,
  tables: readonly Table[],
  load: () => Promise<void>,
): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, format('%I', conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = ANY($1::regnamespace[]) ORDER BY 1, 2`,
    [[...new Set(tables.map(({ schema }) => schema))]],
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const table of tables) await client.query(`ALTER TABLE ${named(table)} DISABLE TRIGGER USER`);
  await load();
  for (const table of tables) await client.query(`ALTER TABLE ${named(table)} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}
