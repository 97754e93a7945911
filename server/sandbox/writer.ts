import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { prepareSchema, quotedSchema } from './schema.ts';

/** Logs what the sandbox reports. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void;

/** Whether repeating the statement can succeed. Classes 22, 23 and 42 are errors of the statement itself. */
function isRetryable(error: unknown): boolean {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  return !['22', '23', '42'].includes(code.slice(0, 2));
}

/** Another process owns the schema. */
export class SandboxInUse extends Error {}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * The only connection that writes. It holds an advisory lock while it is open, which makes its process the
 * only owner of the schema: memory is authoritative, and no other process may change the tables.
 */
export interface Writer {
  /**
   * Repeats an idempotent statement until it succeeds: while the database is unreachable, it waits.
   * @throws SandboxInUse when another process took over meanwhile, DatabaseError when the statement itself is
   * refused, Error after close
   */
  write(name: string, text: string, values: unknown[]): Promise<void>;
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
  let client: pg.Client | null = null;
  let closed = false;

  async function connect(waitMs: number): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: 'sandbox gateway' });
    fresh.on('error', (error) => {
      log('warn', 'sandbox: the database connection was lost', { error: error.message });
      if (client === fresh) client = null;
    });
    await fresh.connect();
    try {
      const giveUpAt = Date.now() + waitMs;
      for (;;) {
        const { rows } = await fresh.query<{ taken: boolean }>(
          "SELECT pg_try_advisory_lock(hashtext('sandbox gateway'), hashtext($1)) AS taken",
          [schemaName],
        );
        if (rows[0]?.taken) return fresh;
        if (Date.now() >= giveUpAt) {
          throw new SandboxInUse(
            `another sandbox gateway already runs on the schema ${schema} of this database; stop it, or choose another schema`,
          );
        }
        await pause(50);
      }
    } catch (error) {
      await fresh.end();
      throw error;
    }
  }

  client = await connect(lockWaitMs);
  try {
    await prepareSchema(client, schemaName);
    await client.query(
      `INSERT INTO ${schema}.owner (token) VALUES ($1) ON CONFLICT (one) DO UPDATE SET token = excluded.token`,
      [token],
    );
  } catch (error) {
    await client.end();
    throw error;
  }

  async function reconnected(): Promise<pg.Client> {
    const fresh = await connect(lockWaitMs);
    const { rows } = await fresh.query<{ token: string }>(`SELECT token FROM ${schema}.owner`);
    if (rows[0]?.token === token) return fresh;
    await fresh.end();
    throw new SandboxInUse('another sandbox gateway has taken over this schema');
  }

  return {
    async write(name, text, values) {
      for (let attempt = 0; ; attempt += 1) {
        if (closed) throw new Error('the sandbox gateway is closed');
        try {
          client ??= await reconnected();
          await client.query({ name, text, values });
          return;
        } catch (error) {
          if (error instanceof SandboxInUse || !isRetryable(error)) throw error;
          log('warn', 'sandbox: a write failed and will be repeated', {
            error: error instanceof Error ? error.message : String(error),
          });
          const broken = client;
          client = null;
          await broken?.end().catch(() => {});
          await pause(Math.min(100 * 2 ** attempt, 2000));
        }
      }
    },
    async close() {
      closed = true;
      const open = client;
      client = null;
      // A failure to close cleanly doesn't matter: the lock ends with the connection.
      await open?.end().catch(() => {});
    },
  };
}
