/**
 * A database's rows as lines, gzipped: `["table",{"column":"value",…}]`, each value as PostgreSQL's text of it, so that
 * nothing is rounded, reordered or taken for another (a JSON null is the text "null", an SQL null is null). Jobs are
 * captured as what was queued, because their tables belong to graphile-worker. The sandbox's play money isn't captured.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';

/** Tables that migrating fills. */
const writtenByMigrations = ['migrations', 'migrations_lock'];
/** Tables of running processes, and of work that ends by itself. */
const processTables = ['heartbeats', 'payout_run_waiting'];
const jobs = 'graphile_worker.jobs';

interface Column {
  name: string;
  type: string;
}

interface Table {
  name: string;
  columns: Column[];
}

/** The tables of the schema with their columns, without generated ones. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND NOT c.relname = ANY($1::text[])
     GROUP BY c.relname ORDER BY c.relname`,
    [writtenByMigrations],
  );
  return rows;
}

const quote = (name: string) => `"${name}"`;

/**
 * Captures every row of a database that nobody writes to.
 * @throws Error naming empty tables, because they can't prove that a later step keeps their rows
 */
export async function captureData(client: pg.Client): Promise<Buffer> {
  const lines: string[] = [];
  const empty: string[] = [];
  const add = async (table: string, columns: readonly string[], from: string) => {
    const texts = columns.map((name) => `${quote(name)}::text`).join(', ');
    const { rows } = await client.query<{ line: string }>(
      `SELECT row_to_json(t)::text AS line FROM (SELECT ${texts} FROM ${from}) t ORDER BY line`,
    );
    if (rows.length === 0 && !processTables.includes(table)) empty.push(table);
    lines.push(...rows.map(({ line }) => `["${table}",${line}]`));
  };
  await client.query(`SET TimeZone = 'UTC'`);
  for (const { name, columns } of await tablesOf(client))
    await add(
      name,
      columns.map((column) => column.name),
      quote(name),
    );
  await add(
    jobs,
    ['identifier', 'payload', 'key', 'run_at', 'max_attempts', 'priority'],
    'graphile_worker._private_jobs JOIN graphile_worker._private_tasks ON _private_tasks.id = task_id',
  );
  if (empty.length > 0)
    throw new Error(`No rows in ${empty.join(', ')}: let server/test/releases/fill make some.`);
  return gzipSync(`${lines.join('\n')}\n`, { level: 9 });
}

function linesByTable(data: Buffer): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  for (const line of gunzipSync(data).toString('utf8').split('\n')) {
    const [, table, row] = /^\["([^"]+)",(.*)\]$/.exec(line) ?? [];
    if (table === undefined || row === undefined) continue;
    const rows = tables.get(table) ?? [];
    rows.push(row);
    tables.set(table, rows);
  }
  return tables;
}

/**
 * Replaces the rows of a database with the same schema by captured ones. Triggers and foreign keys are
 * skipped: the rows were valid together when they were captured. Needs a superuser.
 */
export async function restoreData(client: pg.Client, data: Buffer): Promise<void> {
  const rows = linesByTable(data);
  const tables = await tablesOf(client);
  const known = new Set([jobs, ...tables.map(({ name }) => name)]);
  const unknown = [...rows.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`No table for the captured rows of ${unknown.join(', ')}.`);
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(`TRUNCATE ${tables.map(({ name }) => quote(name)).join(', ')}`);
  for (const table of tables) {
    await insertRows(client, table, rows.get(table.name) ?? []);
    await setSequences(client, table.name);
  }
  await client.query(
    `SELECT graphile_worker.add_job(job ->> 'identifier', (job ->> 'payload')::json, job_key => job ->> 'key',
       run_at => (job ->> 'run_at')::timestamptz, max_attempts => (job ->> 'max_attempts')::integer, priority => (job ->> 'priority')::integer)
     FROM json_array_elements($1::json) AS job`,
    [`[${(rows.get(jobs) ?? []).join(',')}]`],
  );
  await client.query('COMMIT');
}

async function insertRows(client: pg.Client, { name, columns }: Table, rows: string[]): Promise<void> {
  const names = columns.map((column) => quote(column.name)).join(', ');
  const values = columns.map((column) => `(line ->> '${column.name}')::${column.type}`).join(', ');
  await client.query(
    `INSERT INTO ${quote(name)} (${names}) OVERRIDING SYSTEM VALUE
     SELECT ${values} FROM json_array_elements($1::json) AS line`,
    [`[${rows.join(',')}]`],
  );
}

/** Sets sequences above the restored numbers. */
async function setSequences(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''`,
    [quote(table)],
  );
  for (const { column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${quote(column)})) FROM ${quote(table)}`,
      [quote(table), column],
    );
}
