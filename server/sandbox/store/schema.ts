import type { Client } from 'pg';

/** Each step migrates the schema by one version; steps are only ever added. */
const steps: ((schema: string) => string)[] = [
  (schema) => `
    CREATE TABLE ${schema}.records (
      id text PRIMARY KEY,
      kind text NOT NULL,
      seq bigint NOT NULL,
      parent text,
      created bigint NOT NULL,
      due_at bigint,
      body json NOT NULL
      -- Space on the page for the next version of a row (a payment is written two or three times), and whole rows stored
      -- inline: compressing bodies of two or three kB costs more than it saves.
    ) WITH (fillfactor = 80, toast_tuple_target = 8160);
    CREATE INDEX records_by_kind ON ${schema}.records (kind, seq);
    CREATE INDEX records_by_parent ON ${schema}.records (parent, kind, seq) WHERE parent IS NOT NULL;
    -- Webhooks that need no further attempt. A separate table, so that an event's row is written once.
    CREATE TABLE ${schema}.settled_webhooks (event_id text PRIMARY KEY);
    -- Which process wrote last: after a lost connection it may continue only if no other process has written.
    CREATE TABLE ${schema}.owner (one boolean PRIMARY KEY DEFAULT true CHECK (one), token text NOT NULL);
  `,
];

/**
 * A schema name that can be inserted into SQL.
 * @throws RangeError for anything but lowercase letters, digits and _
 */
export function quotedSchema(schema: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError(`not a schema name: ${schema}`);
  return `"${schema}"`;
}

/** Creates the schema or migrates it; the caller holds the sandbox's lock. */
export async function prepareSchema(client: Client, name: string): Promise<void> {
  const schema = quotedSchema(name);
  await client.query('BEGIN');
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.schema_version (version integer PRIMARY KEY)`);
    const { rows } = await client.query<{ version: number | null }>(
      `SELECT max(version) AS version FROM ${schema}.schema_version`,
    );
    for (let version = rows[0]?.version ?? 0; version < steps.length; version += 1) {
      await client.query(steps[version]!(schema));
      await client.query(`INSERT INTO ${schema}.schema_version VALUES ($1)`, [version + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
