import pg from 'pg';
import { asConnectionError } from '../db/away.ts';
import { databaseAnswers } from '../db/outage.ts';
import type { Logger } from '../logging.ts';

/** Errors of idle connections are logged and don't end the process. */
export function openPool(databaseUrl: string, max: number, log: Logger): pg.Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    application_name: 'holdfast jobs',
    // Kept while idle, as those of the commands are (`db/database.ts`).
    idleTimeoutMillis: 0,
  });
  const warn = (error: Error) =>
    log.warn({ err: asConnectionError(error) }, 'a connection of the jobs broke');
  pool.on('error', warn);
  pool.on('connect', (client) => {
    databaseAnswers();
    client.on('error', warn);
  });
  return pool;
}

type Lend = Parameters<pg.Pool['connect']>[0];

/**
 * Its connections may be given back twice. graphile-worker does so with its ear when that is cut while it begins to
 * listen and the runner is stopped; the pool's complaint would reach nobody and end the process.
 */
class Pool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(lend: Lend): void;
  override connect(lend?: Lend): Promise<pg.PoolClient> | undefined {
    if (!lend)
      return super.connect().catch((error: unknown) => {
        throw asConnectionError(error);
      });
    super.connect((error, client, refundLateCapture) => {
      if (!client) return lend(asConnectionError(error), client, refundLateCapture);
      let given = false;
      lend(error, client, (broken) => {
        if (given) return;
        given = true;
        refundLateCapture(broken);
      });
    });
    return undefined;
  }
}
