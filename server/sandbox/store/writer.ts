import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { prepareSchema, quotedSchema } from './schema.ts';

/** Logs what the sandbox reports. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void;

/** Another process owns the schema. */
export class SandboxInUse extends Error {}

/** Whether repeating the statement can succeed. Classes 22, 23 and 42 are errors of the statement itself. */
function isRetryable(error: unknown): boolean {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  return !['22', '23', '42'].includes(code.slice(0, 2));
}

/**
 * The only connection that writes. It holds an advisory lock while it is open, which makes its process the
 * only owner of the schema: memory is authoritative, and no other process may change the tables.
 */
export interface Writer {
  /**
   * Writes one batch; it is repeated until it succeeds: while the database is unreachable, it waits.
   * @param records a JSON array of `{ id, kind, seq, parent, created, due_at, body }`
   * @param settled ids of events that need no further webhook
   * @throws SandboxInUse when another process took over meanwhile, DatabaseError when the statement itself is
   * refused, Error after close
   */
  write(records: string, settled: string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects, takes the lock and migrates the schema.
 * @param lockWaitMs how long to wait for a process that was just killed: PostgreSQL notices a little later
 * @throws SandboxInUse when another process keeps owning the schema
 */
export async function openWriter(
  databaseUrl: string,
  schemaName: string,
  lockWaitMs: number,
  log: Log,
): Promise<Writer> {
  const schema = quotedSchema(schemaName);
  const token = randomUUID();
  const writeBatch = `
    WITH settled AS (
      INSERT INTO ${schema}.settled_webhooks SELECT unnest($2::text[]) ON CONFLICT DO NOTHING
    )
    INSERT INTO ${schema}.records (id, kind, seq, parent, created, due_at, body)
    SELECT id, kind, seq, parent, created, due_at, body
      FROM json_to_recordset($1::json)
        AS r(id text, kind text, seq bigint, parent text, created bigint, due_at bigint, body json)
    ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body`;
  let client: pg.Client | null = null;
  let isClosed = false;

  async function lock(fresh: pg.Client): Promise<void> {
    const giveUpAt = Date.now() + lockWaitMs;
    for (;;) {
      const { rows } = await fresh.query<{ taken: boolean }>(
        "SELECT pg_try_advisory_lock(hashtext('sandbox gateway'), hashtext($1)) AS taken",
        [schemaName],
      );
      if (rows[0]?.taken) return;
      if (Date.now() >= giveUpAt)
        throw new SandboxInUse(
          `another sandbox gateway already runs on the schema ${schema} of this database; stop it, or choose another schema`,
        );
      await pause(50);
    }
  }

  /** A connection that has the lock, after `prepare`. */
  async function connect(prepare: (fresh: pg.Client) => Promise<void>): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: 'sandbox gateway' });
    fresh.on('error', (error) => {
      log('warn', 'sandbox: the database connection was lost', { error: error.message });
      if (client === fresh) client = null;
    });
    await fresh.connect();
    try {
      await lock(fresh);
      await prepare(fresh);
      return fresh;
    } catch (error) {
      await fresh.end();
      throw error;
    }
  }

  async function takeOver(fresh: pg.Client): Promise<void> {
    await prepareSchema(fresh, schemaName);
    await fresh.query(
      `INSERT INTO ${schema}.owner (token) VALUES ($1) ON CONFLICT (one) DO UPDATE SET token = excluded.token`,
      [token],
    );
  }
  /** After a lost connection: memory is outdated when another process has owned the schema meanwhile. */
  async function expectOwnership(fresh: pg.Client): Promise<void> {
    const { rows } = await fresh.query<{ token: string }>(`SELECT token FROM ${schema}.owner`);
    if (rows[0]?.token !== token)
      throw new SandboxInUse('another sandbox gateway has taken over this schema');
  }

  client = await connect(takeOver);
  return {
    async write(records, settled) {
      for (let attempt = 0; ; attempt += 1) {
        if (isClosed) throw new Error('the sandbox gateway is closed');
        try {
          client ??= await connect(expectOwnership);
          await client.query({ name: 'batch', text: writeBatch, values: [records, settled] });
          return;
        } catch (error) {
          if (error instanceof SandboxInUse || !isRetryable(error)) throw error;
          log('warn', 'sandbox: a write failed and will be repeated', { error: String(error) });
          const broken = client;
          client = null;
          await broken?.end().catch(() => {});
          await pause(Math.min(100 * 2 ** attempt, 2000));
        }
      }
    },
    async close() {
      isClosed = true;
      const open = client;
      client = null;
      // A failure to close cleanly doesn't matter: the lock ends with the connection.
      await open?.end().catch(() => {});
    },
  };
}
